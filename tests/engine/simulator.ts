import { levelOf, riskOf } from '../../src/engine/alert.ts';
import { type ConversationState, reduce, startConversation } from '../../src/engine/conversation.ts';
import type { Finding } from '../../src/engine/finding.ts';
import type { Weights } from '../../src/engine/pack.ts';
import { type Level, levelRank, type SignalId } from '../../src/engine/signal.ts';

/** A seeded source of numbers in [0, 1): mulberry32. */
export function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One message without text: the signals found in it, how surely, and how long after the one before (ms). */
export interface Step {
  readonly signals: readonly SignalId[];
  readonly weight: number;
  readonly gap: number;
}

export interface Outcome {
  readonly level: Level | null;
  /** Index of the step at which each level was first reached. */
  readonly reachedAt: Partial<Record<Level, number>>;
  readonly state: ConversationState;
}

/** Plays a sequence through the reducer and the alert, as the engine does with what it found in texts. */
export function play(steps: readonly Step[], weights: Weights): Outcome {
  let state = startConversation();
  let at = 1_700_000_000_000;
  let level: Level | null = null;
  const reachedAt: Partial<Record<Level, number>> = {};
  steps.forEach((step, i) => {
    at += step.gap;
    const findings = step.signals.map(
      (signal): Finding => ({
        signal,
        source: 'rule',
        rule: `sim/${signal}#a`,
        span: [0, 1],
        weight: step.weight,
        direction: 'peer',
        experimental: false,
        alone: null,
      }),
    );
    state = reduce(
      state,
      { at, findings, replies: [], concern: 0, recent: { side: 'peer', author: 'p', at, words: [] } },
      weights,
    );
    if (findings.length === 0) return;
    const reached = levelOf(riskOf(state, at, weights), findings, weights);
    if (reached !== null && levelRank(reached) > levelRank(level)) {
      level = reached;
      reachedAt[reached] ??= i;
    }
  });
  return { level, reachedAt, state };
}

export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** Innocent messages: no signal at all. */
export const innocent = (count: number, gap: number): Step[] =>
  Array.from({ length: count }, () => ({ signals: [], weight: 0, gap }));

export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1));
    const [a, b] = [copy[i], copy[k]];
    if (a !== undefined && b !== undefined) [copy[i], copy[k]] = [b, a];
  }
  return copy;
}
