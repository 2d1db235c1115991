/** One figure of the benches. */
export interface Measurement {
  readonly section: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the project asks for; null: nothing, shown to compare. */
  readonly bar: number | null;
  /** Is less better, or more? */
  readonly better: 'less' | 'more';
}

/** A part of the benches that can be asked for by name. */
export interface Section {
  readonly name: string;
  /** It gives ratios that are held against the baseline, and takes minutes at most. */
  readonly compared: boolean;
  run(say: (line: string) => void): Promise<Measurement[]>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The smallest of the values that so large a share of them does not pass (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Whether a figure keeps to its bar; null when there is none. */
export function keepsBar({ value, bar, better }: Measurement): boolean | null {
  if (bar === null) return null;
  return better === 'less' ? value <= bar : value >= bar;
}

/** A figure as people read it: three digits that count. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value > 0 && value < 0.1) return value.toPrecision(2);
  if (value >= 1000) return Math.round(value).toLocaleString('en');
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** Figures of the same rounds, one list for each of several contestants that took turns. */
export type Rounds = readonly (readonly number[])[];

/**
 * How many times as long each contestant took as the first one: in each round by itself, and of these the median. What the
 * machine did beside it in a round was done to all of them, and a round that was disturbed in its midst is outvoted. For
 * whole processes, of which there are few rounds; where messages are timed, `undisturbed` tells more.
 */
export function ratiosToFirst(rounds: Rounds): number[] {
  const [first = [], ...others] = rounds;
  return others.map((times) => median(times.map((time, round) => time / (first[round] ?? Number.NaN))));
}

/**
 * What a batch costs where nothing disturbs it: of each one the quickest of all rounds, and of these the median. The batches
 * of a round are the same texts in the same order.
 */
export function undisturbed(rounds: Rounds): number {
  const [first = []] = rounds;
  return median(first.map((_, batch) => Math.min(...rounds.map((times) => times[batch] ?? Number.NaN))));
}

/** Rounds at least and at most, and in the last so many of them the cost has fallen by less than this share. */
const ROUNDS = { least: 15, most: 45, last: 5, share: 0.01 };

/** Whether more rounds would hardly find anything quicker: on a quiet machine soon, on a busy one later. */
export function steady(rounds: Rounds): boolean {
  if (rounds.length < ROUNDS.least) return false;
  if (rounds.length >= ROUNDS.most) return true;
  return undisturbed(rounds) > undisturbed(rounds.slice(0, -ROUNDS.last)) * (1 - ROUNDS.share);
}

/** The list from its item at `by` on, and then what stands before: whoever was first is last in the next round. */
export function rotated<Item>(items: readonly Item[], by: number): Item[] {
  const from = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(from), ...items.slice(0, from)];
}
