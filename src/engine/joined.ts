import type { CompiledPack } from './compile.ts';
import type { ConversationState, Recent } from './conversation.ts';
import { type Hit, matchTerms, mayMatch } from './match.ts';
import type { Message } from './message.ts';
import { classesOf, type Reading, readWords, type Term } from './reading.ts';

/** A hit with its place in the original text of the message. */
export interface LocatedHit extends Hit {
  readonly span: readonly [start: number, end: number];
  /** It begins in an earlier message of the same author; `span` is its part in this one. */
  readonly joined: boolean;
}

/** Messages of one author are read joined within this time (ms): people split a sentence over a few messages. */
const JOIN_WITHIN = 180_000;
/** Longest text that is read joined, in words, and the most messages before this one. */
const JOIN_WORDS = 40;
const JOIN_MESSAGES = 3;

/** All hits of a message: in itself, and over the messages that the same author wrote directly before. */
export function hitsOf(
  reading: Reading,
  state: ConversationState,
  message: Message,
  at: number,
  pack: CompiledPack,
): LocatedHit[] {
  const { question, terms, have } = reading;
  const hits = matchTerms(terms, have, pack, { question, ignoreBreaks: false, across: null }).map((hit) =>
    locate(hit, terms, 0, false),
  );
  const before = messagesBefore(state, message, at, terms.length);
  if (before.length === 0 || terms.length === 0) return hits;
  const earlier = before.map((recent) => readRecent(recent, pack));
  const bridged = bridgedTerm(earlier.at(-1)?.terms.at(-1), terms[0], pack);
  if (!bridged && !mayMatch([...earlier.map((one) => one.classes), have.list], pack)) return hits;
  // fresh copies: phrases over the border add classes to the terms
  const all = [...earlier.flatMap((one) => one.terms), ...terms].map((term): Term => ({ ...term }));
  let border = all.length - terms.length;
  if (bridged) all.splice(--border, 2, bridged);
  const known = new Set(hits.map((hit) => hit.rule));
  const options = { question, ignoreBreaks: true, across: bridged ? null : border };
  for (const hit of matchTerms(all, classesOf(all, pack), pack, options))
    if (!known.has(hit.rule) && hit.end > border) hits.push(locate(hit, all, border, true));
  return hits;
}

function locate(hit: Hit, terms: readonly Term[], from: number, joined: boolean): LocatedHit {
  const first = terms[Math.max(hit.start, from)];
  const last = terms[hit.end - 1];
  return { ...hit, joined, span: [first?.start ?? 0, last?.end ?? 0] };
}

/** The messages directly before by the same author, shortly before, oldest first. */
function messagesBefore(state: ConversationState, message: Message, at: number, length: number): Recent[] {
  const found: Recent[] = [];
  let words = length;
  let later = at;
  for (let i = state.recent.length - 1; i >= 0 && found.length < JOIN_MESSAGES; i--) {
    const recent = state.recent[i];
    if (!recent || recent.side !== message.direction || recent.author !== message.author) break;
    words += recent.words.length;
    if (later - recent.at > JOIN_WITHIN || words > JOIN_WORDS) break;
    later = recent.at;
    found.unshift(recent);
  }
  return found;
}

interface RecentReading {
  readonly terms: readonly Term[];
  readonly classes: readonly number[];
}

/** A cache: what a message of the window reads as. Lives as long as the state that holds the message. */
const readings = new WeakMap<CompiledPack, WeakMap<Recent, RecentReading>>();

function readRecent(recent: Recent, pack: CompiledPack): RecentReading {
  const cache = readings.get(pack) ?? new WeakMap<Recent, RecentReading>();
  readings.set(pack, cache);
  const known = cache.get(recent);
  if (known) return known;
  const terms = readWords(recent.words, pack);
  const reading = { terms, classes: classesOf(terms, pack).list };
  cache.set(recent, reading);
  return reading;
}

/** `pass` and `word` at the ends of two messages: one class word, which the later message holds. */
function bridgedTerm(last: Term | undefined, first: Term | undefined, pack: CompiledPack): Term | null {
  if (!last || !first) return null;
  const text = last.text + first.text;
  if (text.length < 6 || pack.vocabulary.near.get(text) !== text) return null;
  const entry = pack.lexicon.get(text);
  return entry ? { ...first, text, classes: entry.classes, phrases: entry.phrases } : null;
}
