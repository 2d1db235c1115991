/**
 * `npm run fuzz -- --runs 1000000 [--seed N] [NAME…]`: the property tests of tests/fuzz with so many inputs for each; a name
 * picks some (`engine`, `importers`, `borders`, `adapters`). The same seed tries the same inputs.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { wholeNumber } from './options.ts';
import { runBin } from './shell.ts';

const MOST = 1_000_000_000;

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
  const done = await runBin(
    'vitest',
    ['run', '--project', 'unit', '--reporter=verbose', ...names.map((name) => `tests/fuzz/${name}`)],
    { stdio: 'inherit', env: { ...process.env, FUZZ_RUNS: String(runs), FUZZ_SEED: String(seed) } },
  );
  return done.code;
}
