import type { Finding, Reason } from './finding.ts';
import { fnv1a } from './hash.ts';
import type { Heard } from './language-choice.ts';
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
  /** In a group: whose evidence the fields above hold (a hash of the name), and what the others have gathered. */
  readonly author: string;
  readonly others: Readonly<Record<string, Gathered>>;
  readonly raised: Level | null;
  /** Reasons so far, oldest first, at most `MAX_REASONS`. */
  readonly reasons: readonly Reason[];
  /** What the messages so far told of their languages; absent when there is only one to choose from. */
  readonly languages?: Heard | undefined;
  /** The last messages, oldest first, at most `RECENT_MESSAGES`. Memory only. */
  readonly recent: readonly Recent[];
}

/** What one author of a group has gathered. */
export interface Gathered {
  readonly evidence: ConversationState['evidence'];
  readonly concern: Amount;
}

/** How many authors of a group are remembered beside the one who spoke last, and how much evidence of each. */
const MAX_OTHERS = 4;
const MAX_EVIDENCE = 6;

export const RECENT_MESSAGES = 8;
export const RECENT_WORDS = 30;
export const MAX_REASONS = 12;
const DAY = 86_400_000;

export function startConversation(): ConversationState {
  return {
    version: 1,
    evidence: {},
    concern: [0, 0],
    replies: {},
    author: '',
    others: {},
    raised: null,
    reasons: [],
    recent: [],
  };
}

/** The amount at a later time: halves every `halfLifeDays`. A time before the last change leaves it as it is. */
export function amountAt(amount: Amount | undefined, at: number, halfLifeDays: number): number {
  if (!amount) return 0;
  const elapsed = Math.max(0, at - amount[1]);
  return amount[0] * 0.5 ** (elapsed / (halfLifeDays * DAY));
}

/** How much of the weaker of two findings of the same signal counts beside the stronger one: saying it twice is not twice. */
const REPEATED = 0.25;

/** Evidence of one more finding: the stronger of the two, and a part of the other. */
function gain(amount: Amount | undefined, weight: number, at: number, halfLifeDays: number, part = REPEATED): Amount {
  const before = amountAt(amount, at, halfLifeDays);
  const strong = Math.max(before, weight);
  return [strong + part * Math.min(before, weight) * (1 - strong), Math.max(at, amount?.[1] ?? at)];
}

/**
 * In a group every author is a peer of their own: what one said is no evidence against another. Turns the state to the
 * author of a message; of authors who said something that counts, the newest few are remembered.
 */
export function turnTo(state: ConversationState, author: string): ConversationState {
  const key = hashOf(author);
  if (state.author === key) return state;
  // of a chat that becomes a group only now it was the one who spoke
  const before = state.author === '' ? lastPeer(state.recent) : state.author;
  if (before === key) return { ...state, author: key };
  const others: Record<string, Gathered> = { ...state.others };
  const gathered = { evidence: strongest(state.evidence), concern: state.concern };
  if (Object.keys(gathered.evidence).length > 0 || gathered.concern[0] > 0) others[before] = gathered;
  const own = others[key];
  delete others[key];
  const last = ({ evidence, concern }: Gathered) =>
    Math.max(concern[1], ...Object.values(evidence).map(([, at]) => at));
  const kept = Object.entries(others)
    .sort((a, b) => last(b[1]) - last(a[1]))
    .slice(0, MAX_OTHERS);
  return {
    ...state,
    author: key,
    others: Object.fromEntries(kept),
    evidence: own?.evidence ?? {},
    concern: own?.concern ?? [0, 0],
  };
}

/** Who spoke last beside the child; empty when nobody did, or when it was too long ago. */
function lastPeer(recent: ConversationState['recent']): string {
  const last = recent.findLast(({ side }) => side !== 'child');
  return last ? hashOf(last.author) : '';
}

function strongest(evidence: ConversationState['evidence']): ConversationState['evidence'] {
  return Object.fromEntries(
    Object.entries(evidence)
      .sort((a, b) => b[1][0] - a[1][0])
      .slice(0, MAX_EVIDENCE),
  );
}

/** A name is not kept, only told apart. */
const hashOf = (name: string): string => fnv1a(name).toString(36);

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
  const recent = state.recent.slice(1 - RECENT_MESSAGES);
  recent.push(observation.recent);
  if (findings.length === 0 && observation.replies.length === 0 && observation.concern === 0)
    return { ...state, recent };
  const evidence = { ...state.evidence };
  const best = new Map<SignalId, Finding>();
  for (const finding of findings) {
    if (finding.experimental) continue;
    const other = best.get(finding.signal);
    if (!other || finding.weight > other.weight) best.set(finding.signal, finding);
  }
  for (const [signal, finding] of best) {
    // a rule that sees the same again says nothing new: "see you at the bus stop" every day is no growing plan
    const again = finding.source === 'rule' && state.reasons.some(({ rule }) => rule === finding.rule);
    evidence[signal] = gain(evidence[signal], finding.weight, at, half, again ? 0 : REPEATED);
  }
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
    reasons: addReasons(state.reasons, [...best.values()], at),
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
