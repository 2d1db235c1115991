/** From which evidence a signal decides the level of an alert: the bounds that are right most often on alerts of the corpus. */
import { levelOf, type Risk } from '../../engine/alert.ts';
import { SIGNALS } from '../../engine/index.ts';
import type { Weights } from '../../engine/pack.ts';
import type { Traced } from './evidence.ts';

const BOUNDS = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6];

/** Tries every pair of bounds. Conversations that do not reach the threshold have no level and do not count. */
export function fitLevels(weights: Weights, tune: readonly Traced[]): Weights['levels'] {
  let best = weights.levels;
  let most = -1;
  for (const urgentFrom of BOUNDS)
    for (const warningFrom of BOUNDS) {
      const levels = { ...weights.levels, urgentFrom, warningFrom };
      const right = tune.filter(({ chat, after }) => {
        if (chat.label !== 'alert') return false;
        const shares = SIGNALS.map((signal, i) => ({
          signal,
          evidence: Math.max(...after.map((row) => row[i] ?? 0)),
          share: 0,
        }));
        const risk: Risk = { risk: weights.threshold, shares };
        return levelOf(risk, [], { ...weights, levels }) === chat.level;
      }).length;
      if (right > most) {
        most = right;
        best = levels;
      }
    }
  return best;
}
