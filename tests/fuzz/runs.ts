/**
 * How often a property is tried. `npm test` tries each a bounded number of times, with new inputs each time; `npm run fuzz`
 * sets both variables. A failure prints its seed and path.
 */
const RUNS = Number(process.env.FUZZ_RUNS ?? 150);
const SEED = process.env.FUZZ_SEED === undefined ? undefined : Number(process.env.FUZZ_SEED);

/** For `fc.assert`: `share` is how often this property is tried for each run that was asked for; at least five times. */
export function often(share = 1): { numRuns: number; seed?: number } {
  return { numRuns: Math.max(5, Math.round(RUNS * share)), ...(SEED === undefined ? {} : { seed: SEED }) };
}

/** ms that a test may take: a minute, and as much more as a long run needs. */
export const PATIENCE = 60_000 + RUNS * 100;
