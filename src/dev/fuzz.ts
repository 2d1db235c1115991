/**
 * `npm run fuzz -- --runs 1000000 [--seed N] [NAME…]`: the property tests of tests/fuzz with so many inputs for each; a name
 * picks some (`engine`, `importers`, `borders`, `adapters`). The same seed tries the same inputs.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runBin, Stop } from './shell.ts';

const FEWEST = 1;
const MOST = 1_000_000_000;

function numberOf(name: string, value: string, most: number): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < FEWEST || number > most)
    throw new Stop(`--${name} takes a whole number from ${FEWEST} to ${most}, not "${value}".`);
  return number;
}

export async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { runs: { type: 'string' }, seed: { type: 'string' } },
    allowPositionals: true,
  });
  const runs = numberOf('runs', values.runs ?? '10000', MOST);
  const seed = numberOf('seed', values.seed ?? String(randomInt(FEWEST, 2 ** 31)), 2 ** 31);
  console.log(`${runs} inputs for each property, seed ${seed}`);
  const names = positionals.length > 0 ? positionals : [''];
  const done = await runBin(
    'vitest',
    ['run', '--project', 'unit', '--reporter=verbose', ...names.map((name) => `tests/fuzz/${name}`)],
    { stdio: 'inherit', env: { ...process.env, FUZZ_RUNS: String(runs), FUZZ_SEED: String(seed) } },
  );
  return done.code;
}
