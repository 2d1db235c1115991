/** How many inputs were read, and the longest that one of them took: what a long run reports. */
import { appendFileSync } from 'node:fs';
import type { Tallied } from '../../src/dev/fuzz.ts';

/** A record is tried so often again, and the least counts: what the machine does beside adds to one try, not to all. */
const TRIES = 4;
/** Inputs whose time does not count: until then the program is being compiled, and languages are being opened. */
const WARM = 500;

/** ms that the processor has worked for this process. */
function worked(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export class Tally {
  readonly #what: string;
  #inputs = 0;
  #worst = 0;
  #characters = 0;

  constructor(what: string) {
    this.#what = what;
  }

  /** Does the work, which changes nothing, on an input with so many characters. */
  time<T>(characters: number, work: () => T): T {
    let start = performance.now();
    const result = work();
    let ms = performance.now() - start;
    this.#inputs += 1;
    if (this.#inputs <= WARM) return result;
    for (let again = 0; again < TRIES && ms > this.#worst; again++) {
      start = performance.now();
      const before = worked();
      work();
      // The one counts what the machine did meanwhile, the other what other threads of this process did.
      ms = Math.min(ms, performance.now() - start, worked() - before);
    }
    if (ms > this.#worst) {
      this.#worst = ms;
      this.#characters = characters;
    }
    return result;
  }

  get tallied(): Tallied {
    return { what: this.#what, inputs: this.#inputs, worst: this.#worst, characters: this.#characters };
  }

  /** Adds a line to the file that `npm run fuzz` reads; nothing without one. */
  report(): void {
    const path = process.env.FUZZ_TALLY;
    if (path !== undefined) appendFileSync(path, `${JSON.stringify(this.tallied)}\n`);
  }
}
