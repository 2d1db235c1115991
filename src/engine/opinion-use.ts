import type { ConversationState, Recent } from './conversation.ts';
import type { Finding, Reason } from './finding.ts';
import type { Message } from './message.ts';
import type { Opinion, OpinionInput, SecondOpinion } from './opinion.ts';
import type { Weights } from './pack.ts';
import type { Reading } from './reading.ts';
import { SIGNALS, type SignalId } from './signal.ts';
import type { Word } from './words.ts';

/** What one of the second opinions said of a message, what it was asked, and how the message was read for it. */
export interface Said {
  readonly second: SecondOpinion;
  readonly reading: Reading;
  readonly input: OpinionInput;
  readonly opinion: Opinion;
}

const NOTHING: ReadonlySet<SignalId> = new Set();

/**
 * Asks the second opinion about a message in its context.
 * @param words of the message; the list that is remembered of it, where that holds them all: it is then encoded once
 */
export function ask(
  second: SecondOpinion,
  reading: Reading,
  words: readonly string[],
  state: ConversationState,
  message: Message,
): Said {
  const side = (wanted: Recent['side']) => {
    const said: (readonly string[])[] = [];
    for (const recent of state.recent) if (recent.side === wanted) said.push(recent.words);
    return said;
  };
  const input: OpinionInput = {
    words,
    direction: message.direction,
    recentPeer: side('peer'),
    recentChild: side('child'),
    // the network is trained without the rules' findings: the two stay independent, and the fit weighs them
    found: NOTHING,
  };
  return { second, reading, input, opinion: second.score(input) };
}

/** Signals that the second opinion sees and no rule found, as findings over the whole message. */
export function opinionFindings(
  { second, reading, opinion }: Said,
  message: Message,
  found: ReadonlySet<SignalId>,
  factor: number,
  weights: Weights,
): Finding[] {
  const { signal: least, weight } = weights.opinion;
  const probabilityOf = (i: number) => opinion.signals[i] ?? 0;
  const seen = SIGNALS.filter((signal, i) => probabilityOf(i) >= least && !found.has(signal));
  // of most messages nothing
  const span = seen.length === 0 ? null : spanOf(reading.words);
  if (!span) return [];
  return seen.map((signal) => ({
    signal,
    source: 'model',
    rule: second.id,
    span,
    weight: Math.min(1, probabilityOf(SIGNALS.indexOf(signal)) * weight * factor),
    direction: message.direction,
    experimental: false,
    alone: null,
  }));
}

/** The most concerned of several; of equals the first. */
function surestOf(said: readonly Said[]): Said | undefined {
  return said.reduce<Said | undefined>(
    (surest, one) => (surest && surest.opinion.concern >= one.opinion.concern ? surest : one),
    undefined,
  );
}

/**
 * The likeliest signal of a message, however unlikely, as the reason of an alert that nothing else would explain. It is no
 * evidence and weighs nothing. Null when nobody was asked, or when the family has silenced all (see `Context`).
 * @param at when the message was written, ms since the epoch
 */
export function likeliest(said: readonly Said[], at: number, quiet: ReadonlySet<string> | undefined): Reason | null {
  const surest = surestOf(said);
  const span = surest && spanOf(surest.reading.words);
  if (!surest || !span) return null;
  const { id } = surest.second;
  const [best] = SIGNALS.map((signal, i) => ({ signal, probability: surest.opinion.signals[i] ?? 0 }))
    .filter(({ signal }) => !quiet?.has(`${id}#${signal}`))
    .sort((a, b) => b.probability - a.probability);
  return best ? { signal: best.signal, source: 'model', rule: id, span, time: at } : null;
}

/**
 * What rules found, without what all second opinions that read the message hold for next to impossible in its context. A wording
 * that may alert alone stays: no doubt takes it away; an experimental one stays too, since it is counted and nothing else.
 */
export function believed(findings: Finding[], said: readonly Said[], { opinion }: Weights): Finding[] {
  if (said.length === 0 || opinion.doubt === 0) return findings;
  return findings.filter(({ signal, alone, experimental }) => {
    if (alone !== null || experimental) return true;
    const index = SIGNALS.indexOf(signal);
    return said.some((one) => (one.opinion.signals[index] ?? 0) >= opinion.doubt);
  });
}

/** The concern of a message as it is added up: 0 for none, 0.7 for an even chance, 2.3 for nine in ten. */
export function concernOf({ opinion }: Said, factor: number): number {
  const concern = Math.min(0.999, Math.max(0, opinion.concern));
  return -Math.log(1 - concern) * factor;
}

/** Words that carry a concern together are told as one place; more than this many would be the whole message again. */
const MOST_WORDS = 4;

/**
 * Reasons of this message by a second opinion point at the words that carried it, as the most concerned of them tells.
 * @param before the reasons that there were before this message: those stay as they are
 */
export function pointReasons(
  said: readonly Said[],
  reasons: readonly Reason[],
  before: readonly Reason[],
): readonly Reason[] {
  const isNew = (reason: Reason) => reason.source === 'model' && !before.includes(reason);
  if (!reasons.some(isNew)) return reasons;
  const surest = surestOf(said);
  const carried = surest?.second.explain?.(surest.input).words.slice(0, MOST_WORDS) ?? [];
  const span = spanOf(carried.flatMap(({ index }) => surest?.reading.words[index] ?? []));
  if (!span) return reasons;
  return reasons.map((reason) => (isNew(reason) ? { ...reason, span } : reason));
}

function spanOf(words: readonly Word[]): readonly [number, number] | null {
  if (words.length === 0) return null;
  return [Math.min(...words.map((word) => word.start)), Math.max(...words.map((word) => word.end))];
}
