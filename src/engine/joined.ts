import type { CompiledPack } from './compile.ts';
import type { ConversationState, Recent } from './conversation.ts';
import { type Hit, type MatchOptions, matchText } from './match.ts';
import type { Message } from './message.ts';
import { joinTexts, type Reading, readWords, type Term, type Text, textOf } from './reading.ts';

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
  wanted: MatchOptions['wanted'],
): LocatedHit[] {
  const { terms } = reading;
  const hits = matchText(reading, pack, { ignoreBreaks: false, across: null, wanted }).map((hit) =>
    locate(hit, terms, 0, false),
  );
  const before = messagesBefore(state, message, at, terms.length);
  if (before.length === 0 || terms.length === 0) return hits;
  const earlier = before.map((recent) => readRecent(recent, pack));
  const bridged = bridgedTerm(earlier.at(-1)?.terms.at(-1), terms[0], pack);
  let all = joinTexts([...earlier, reading]);
  let border = all.terms.length - terms.length;
  if (bridged) {
    const joined = [...all.terms];
    joined.splice(--border, 2, bridged);
    all = textOf(joined);
  }
  const known = new Set(hits.map((hit) => hit.rule));
  for (const hit of matchText(all, pack, { ignoreBreaks: true, across: bridged ? null : border, wanted }))
    if (!known.has(hit.rule) && hit.start <= border && hit.end > border)
      hits.push(locate(hit, all.terms, border, true));
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

/** A cache: what a message of the window reads as. Lives as long as the state that holds the message. */
const readings = new WeakMap<CompiledPack, WeakMap<Recent, Text>>();

function readRecent(recent: Recent, pack: CompiledPack): Text {
  const cache = readings.get(pack) ?? new WeakMap<Recent, Text>();
  readings.set(pack, cache);
  const known = cache.get(recent);
  if (known) return known;
  const text = readWords(recent.words, pack);
  cache.set(recent, text);
  return text;
}

/** `pass` and `word` at the ends of two messages: one word of the rules or a common one, which the later message holds. */
function bridgedTerm(last: Term | undefined, first: Term | undefined, pack: CompiledPack): Term | null {
  if (!last || !first) return null;
  const text = last.text + first.text;
  if (text.length < 6 || pack.vocabulary.near.get(text) !== text) return null;
  const entry = pack.lexicon.get(text);
  return entry ? { ...first, text, entry } : null;
}
