import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { ROOT, Stop } from '../shell.ts';
import type { Measurement } from './measurement.ts';

/** Ratios that the project had when they were last set: `npm run bench -- --set-baseline`. */
const PATH = join(ROOT, 'src/dev/bench/baseline.json');
/** Share by which a ratio may be worse before it is a regression. */
const TOLERANCE = 0.2;
/** Load of a core that is quiet: what was at work a minute ago still counts in it. */
const MOST_LOAD = 0.25;

const baselineSchema = z.record(z.string(), z.number());
export type Baseline = Readonly<Record<string, number>>;

/** A ratio that is worse than it was. */
export interface Regression {
  readonly name: string;
  readonly before: number;
  readonly now: number;
}

const keyOf = ({ section, name }: Measurement): string => `${section}: ${name}`;

/** The ratios of a run: what a faster or slower machine leaves as it is. */
export function ratiosOf(list: readonly Measurement[]): Baseline {
  return Object.fromEntries(
    list
      .filter(({ unit, value }) => unit === '×' && Number.isFinite(value))
      .map((one) => [keyOf(one), Number(one.value.toPrecision(3))]),
  );
}

/** Ratios that are worse than the baseline by more than the tolerance; those that were not measured are passed over. */
export function regressions(list: readonly Measurement[], baseline: Baseline): Regression[] {
  return list.flatMap((one) => {
    const before = baseline[keyOf(one)];
    if (before === undefined || one.unit !== '×') return [];
    const worse = one.better === 'less' ? one.value > before * (1 + TOLERANCE) : one.value < before * (1 - TOLERANCE);
    return worse ? [{ name: keyOf(one), before, now: one.value }] : [];
  });
}

/** Two runs of the same parts: of each figure the better one. */
export function betterOf(first: readonly Measurement[], second: readonly Measurement[]): Measurement[] {
  const again = new Map(second.map((one) => [keyOf(one), one]));
  return first.map((one) => {
    const other = again.get(keyOf(one)) ?? one;
    return (one.better === 'less' ? other.value < one.value : other.value > one.value) ? other : one;
  });
}

/** Why this is no moment for a baseline: others keep the machine busy. Null when it is quiet. `load` of one minute. */
export function busy(load: number, cores: number): string | null {
  if (load <= cores * MOST_LOAD) return null;
  return `The machine is busy (load ${load.toFixed(1)} on ${cores} cores): a baseline is made on one that has nothing else to do.`;
}

/** @throws Stop when there is none, or when the file is not what it should be */
export function readBaseline(path = PATH): Baseline {
  if (!existsSync(path)) throw new Stop(`${path} is not there: npm run bench -- --set-baseline writes it`);
  const result = z.safeParse(baselineSchema, JSON.parse(readFileSync(path, 'utf8')));
  if (!result.success) throw new Stop(`${path}: must name ratios and nothing else`);
  return result.data;
}

/** Writes the ratios of this run; those of parts that did not run stay. */
export function writeBaseline(list: readonly Measurement[], path = PATH): void {
  const before = existsSync(path) ? readBaseline(path) : {};
  const all = Object.entries({ ...before, ...ratiosOf(list) }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
}
