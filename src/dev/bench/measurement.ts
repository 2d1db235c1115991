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
  if (value >= 1000) return Math.round(value).toLocaleString('en');
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** Times of the same rounds, one list for each of several contestants that took turns. */
export type Rounds = readonly (readonly number[])[];

/**
 * How many times as long each contestant took as the first one: in each round by itself, and of these the median. What the
 * machine did beside it in a round was done to all of them, and a round that was disturbed in its midst is outvoted.
 */
export function ratiosToFirst(rounds: Rounds): number[] {
  const [first = [], ...others] = rounds;
  return others.map((times) => median(times.map((time, round) => time / (first[round] ?? Number.NaN))));
}
