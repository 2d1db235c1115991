/**
 * `npm run fuzz -- --runs 1000000 [--seed N] [NAME…]`: the property tests of tests/fuzz with so many inputs for each; a name
 * picks some (`engine`, `whole-engine`, `importers`, `borders`, `adapters`). The same seed tries the same inputs. Says in the
 * end how many texts the engine read and how long the slowest took.
 */
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { wholeNumber } from './args.ts';
import { duration, ROOT, runBin } from './shell.ts';

const TALLY = join(ROOT, 'out/fuzz.jsonl');
const MOST = 1_000_000_000;

/** What a test notes of its inputs (tests/fuzz/tally.ts). */
export interface Tallied {
  readonly what: string;
  readonly inputs: number;
  /** ms that the slowest input took after the first 500, and how many characters it has. */
  readonly worst: number;
  readonly characters: number;
}

export async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { runs: { type: 'string' }, seed: { type: 'string' } },
    allowPositionals: true,
  });
  const runs = wholeNumber('runs', values.runs ?? '10000', MOST);
  const seed = wholeNumber('seed', values.seed ?? String(randomInt(1, 2 ** 31)), 2 ** 31);
  console.log(`${runs} inputs for each property, seed ${seed}`);
  const names = positionals.length > 0 ? positionals : [''];
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  rmSync(TALLY, { force: true });
  const done = await runBin(
    'vitest',
    ['run', '--project', 'unit', '--reporter=verbose', ...names.map((name) => `tests/fuzz/${name}`)],
    { stdio: 'inherit', env: { ...process.env, FUZZ_RUNS: String(runs), FUZZ_SEED: String(seed), FUZZ_TALLY: TALLY } },
  );
  for (const line of tallied()) console.log(line);
  console.log(`In ${duration(done.ms)}.`);
  return done.code;
}

/** What the tests noted, in words. */
function tallied(): string[] {
  if (!existsSync(TALLY)) return [];
  return readFileSync(TALLY, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const { what, inputs, worst, characters } = JSON.parse(line) as Tallied;
      return `${inputs.toLocaleString('en')} ${what}; the slowest took ${worst.toFixed(2)} ms, with ${characters} characters`;
    });
}
