import type { Finding, Reason } from './finding.ts';
import type { Reply, Weights } from './pack.ts';
import type { Level, SignalId } from './signal.ts';

/** A decaying amount: its value when it was last changed, and when that was (ms since the epoch). */
export type Amount = readonly [value: number, at: number];

/** One of the last messages, kept so that split sentences can be read joined. Text: never to be written to disk. */
export interface Recent {
  readonly side: 'peer' | 'child' | 'unknown';
  readonly author: string;
  readonly at: number;
  /** Words as read, at most `RECENT_WORDS`. */
  readonly words: readonly string[];
}

/** What is remembered of a conversation: plain JSON, every field bounded, under 4 KB. */
export interface ConversationState {
  readonly version: 1;
  /** 0..1 per signal. */
  readonly evidence: Readonly<Partial<Record<SignalId, Amount>>>;
  /** The highest concern of the second opinion, faded by time; 0 or more. */
  readonly concern: Amount;
  readonly replies: Readonly<Partial<Record<Reply, Amount>>>;
  readonly raised: Level | null;
  /** Reasons so far, oldest first, at most `MAX_REASONS`. */
  readonly reasons: readonly Reason[];
  /** The last messages, oldest first, at most `RECENT_MESSAGES`. Memory only. */
  readonly recent: readonly Recent[];
}

export const RECENT_MESSAGES = 8;
export const RECENT_WORDS = 30;
export const MAX_REASONS = 12;
const DAY = 86_400_000;

export function startConversation(): ConversationState {
  return { version: 1, evidence: {}, concern: [0, 0], replies: {}, raised: null, reasons: [], recent: [] };
}

/** The amount at a later time: halves every `halfLifeDays`. A time before the last change leaves it as it is. */
export function amountAt(amount: Amount | undefined, at: number, halfLifeDays: number): number {
  if (!amount) return 0;
  const elapsed = Math.max(0, at - amount[1]);
  return amount[0] * 0.5 ** (elapsed / (halfLifeDays * DAY));
}

/** Evidence of one more finding: what is still uncertain shrinks by its weight, so the order of findings does not matter. */
function gain(amount: Amount | undefined, weight: number, at: number, halfLifeDays: number): Amount {
  const before = amountAt(amount, at, halfLifeDays);
  return [1 - (1 - before) * (1 - weight), Math.max(at, amount?.[1] ?? at)];
}

/** What one message adds. */
export interface Observation {
  readonly at: number;
  readonly findings: readonly Finding[];
  readonly replies: readonly Reply[];
  /** The second opinion's concern about this message, 0 or more. */
  readonly concern: number;
  readonly recent: Recent;
}

/** The reducer: a state and what a message adds give the next state. Innocent messages leave the evidence as it is. */
export function reduce(state: ConversationState, observation: Observation, weights: Weights): ConversationState {
  const { at, findings } = observation;
  const half = weights.halfLifeDays;
  const recent = [...state.recent, observation.recent].slice(-RECENT_MESSAGES);
  if (findings.length === 0 && observation.replies.length === 0 && observation.concern === 0)
    return { ...state, recent };
  const evidence = { ...state.evidence };
  const strongest = new Map<SignalId, Finding>();
  for (const finding of findings) {
    if (finding.experimental) continue;
    const other = strongest.get(finding.signal);
    if (!other || finding.weight > other.weight) strongest.set(finding.signal, finding);
  }
  for (const [signal, finding] of strongest) evidence[signal] = gain(evidence[signal], finding.weight, at, half);
  const replies = { ...state.replies };
  for (const reply of observation.replies) replies[reply] = gain(replies[reply], 0.6, at, half);
  const concern: Amount =
    observation.concern === 0
      ? state.concern
      : [Math.max(amountAt(state.concern, at, half), observation.concern), Math.max(at, state.concern[1])];
  return {
    ...state,
    evidence,
    replies,
    concern,
    reasons: addReasons(state.reasons, [...strongest.values()], at),
    recent,
  };
}

/** Keeps the first reason of each signal and the newest ones. */
function addReasons(reasons: readonly Reason[], findings: readonly Finding[], at: number): readonly Reason[] {
  const added = findings.map(({ signal, source, rule, span }): Reason => ({ signal, source, rule, span, time: at }));
  if (added.length === 0) return reasons;
  const all = [...reasons, ...added];
  while (all.length > MAX_REASONS) {
    const repeated = all.findIndex((reason, i) => all.findIndex((other) => other.signal === reason.signal) < i);
    all.splice(repeated === -1 ? 0 : repeated, 1);
  }
  return all;
}
