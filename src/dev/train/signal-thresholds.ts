/** From which probability a signal that no rule found is told: where most of what is told is right, and most is told. */
import { SIGNALS } from '../../engine/index.ts';
import type { SignalId } from '../../engine/signal.ts';

/** What was said of one message of a peer. */
export interface HeardMessage {
  /** Signals that it carries. */
  readonly carries: ReadonlySet<SignalId>;
  /** Signals that the rules found. */
  readonly found: ReadonlySet<SignalId>;
  /** Probability of each signal by networks that have not seen its file, in the order of `SIGNALS`. */
  readonly probabilities: ArrayLike<number>;
}

/** Probabilities that are tried. */
const STEPS = Array.from({ length: 17 }, (_, i) => Number((0.1 + i * 0.05).toFixed(2)));

/**
 * For each signal the step with the highest F1 of rules and network together; steps whose F1 is within a hundredth of it count as
 * well, and the middle one is taken: a peak that one message makes is no better than its neighbours.
 */
export function signalThresholds(heard: readonly HeardMessage[]): Record<SignalId, number> {
  const entries = SIGNALS.map((signal, s) => {
    const scores = STEPS.map((step) => f1Of(heard, signal, (one) => (one.probabilities[s] ?? 0) >= step));
    const best = Math.max(...scores);
    const good = STEPS.filter((_, i) => (scores[i] ?? 0) >= best - 0.01);
    return [signal, good[Math.floor(good.length / 2)] ?? 0.5] as const;
  });
  return Object.fromEntries(entries) as Record<SignalId, number>;
}

function f1Of(heard: readonly HeardMessage[], signal: SignalId, seen: (one: HeardMessage) => boolean): number {
  let right = 0;
  let wrong = 0;
  let missed = 0;
  for (const one of heard) {
    const told = one.found.has(signal) || seen(one);
    if (one.carries.has(signal)) {
      if (told) right++;
      else missed++;
    } else if (told) wrong++;
  }
  return right === 0 ? 0 : (2 * right) / (2 * right + wrong + missed);
}
