import { amountAt, type ConversationState } from './conversation.ts';
import type { Alert, Finding } from './finding.ts';
import type { Weights } from './pack.ts';
import { LEVELS, type Level, levelRank, type SignalId } from './signal.ts';

/** The risk of a conversation at a time, and the signals that carry it. */
export interface Risk {
  readonly risk: number;
  /** Evidence per signal, strongest contribution first. */
  readonly shares: readonly { readonly signal: SignalId; readonly evidence: number; readonly share: number }[];
}

/** Adds up the evidence by the fitted weights. Nothing but evidence counts: no length, no group size, no site. */
export function riskOf(state: ConversationState, at: number, weights: Weights): Risk {
  const half = weights.halfLifeDays;
  const evidence = new Map<SignalId, number>();
  for (const [signal, amount] of Object.entries(state.evidence))
    evidence.set(signal as SignalId, amountAt(amount, at, half));
  let risk = 0;
  const shares = [...evidence].map(([signal, value]) => {
    const share = value * (weights.signals[signal] ?? 0);
    risk += share;
    return { signal, evidence: value, share };
  });
  for (const [pair, weight] of Object.entries(weights.pairs)) {
    const [a, b] = pair.split(' + ') as [SignalId, SignalId];
    risk += weight * Math.min(evidence.get(a) ?? 0, evidence.get(b) ?? 0);
  }
  risk += weights.concern * amountAt(state.concern, at, half);
  // a reply counts only beside evidence: "ok i will" alone means nothing
  for (const reply of ['complies', 'refuses', 'reports'] as const)
    if (evidence.size > 0) risk += weights.replies[reply] * amountAt(state.replies[reply], at, half);
  return { risk, shares: shares.sort((a, b) => b.share - a.share) };
}

/**
 * The level that the evidence now reaches, or null.
 * @param findings of the message just read; one with `alone` reaches its level by itself
 */
export function levelOf(risk: Risk, findings: readonly Finding[], weights: Weights): Level | null {
  let rank = -1;
  // even an unmistakable wording stands in innocent chats now and then: a part of the risk must be there beside it
  if (risk.risk >= weights.aloneFrom)
    for (const finding of findings) if (!finding.experimental) rank = Math.max(rank, levelRank(finding.alone));
  if (risk.risk >= weights.threshold) rank = Math.max(rank, rankOf(risk, weights.levels));
  return rank < 0 ? null : (LEVELS[rank] ?? null);
}

/** The level that the evidence stands for once there is an alert: its rank. */
function rankOf({ shares }: Risk, { warning, urgent }: Weights['levels']): number {
  const odds = ({ base, signals }: Weights['levels']['warning']) =>
    shares.reduce((sum, { signal, evidence }) => sum + evidence * (signals[signal] ?? 0), base);
  const forWarning = odds(warning);
  const forUrgent = odds(urgent);
  if (Math.max(forWarning, forUrgent) < 0) return 0;
  return forUrgent > forWarning ? 2 : 1;
}

/** Evidence from which an alert names a signal, and how many it names at most. */
const NAMED_FROM = 0.2;
const MOST_NAMED = 8;

/** The signals that an alert of this risk names, strongest first; the strongest by itself when all are weak. */
export function namedIn({ shares }: Risk): SignalId[] {
  const strong = shares.filter(({ evidence }) => evidence >= NAMED_FROM);
  const named = strong.length > 0 ? strong.slice(0, MOST_NAMED) : shares.slice(0, 1);
  return named.map(({ signal }) => signal);
}

/** The alert of a conversation at a level: its signals, strongest first, and its reasons in order of time. */
export function alertOf(state: ConversationState, level: Level, risk: Risk): Alert {
  return { level, signals: namedIn(risk), reasons: state.reasons };
}
