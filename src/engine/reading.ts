import type { CompiledPack } from './compile.ts';
import { repairWords } from './repair.ts';
import type { Entry, Phrase } from './vocabulary.ts';
import { splitWords, type Word, type Words } from './words.ts';

/** One word as the rules read it: text-speak opened, emoji named, with its place in the original text. */
export interface Term {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly breakBefore: boolean;
  /** What the language knows of it; undefined for an unknown word. */
  readonly entry: Entry | undefined;
}

/** Terms, and the class members of several words that stand in them. */
export interface Text {
  readonly terms: readonly Term[];
  readonly phrases: readonly PhraseHit[];
}

export interface PhraseHit {
  /** Index of its first term. */
  readonly at: number;
  readonly phrase: Phrase;
}

/** A message as the engine reads it. */
export interface Reading extends Text {
  /** Repaired words before text-speak is opened: what the model reads. */
  readonly words: readonly Word[];
  readonly question: boolean;
}

/**
 * Reads a text with the words of a language: one pass, no rule is tried yet.
 * @param plain the text split in plain letters, when that is at hand; it serves a language without a writing of its own
 */
export function read(text: string, pack: CompiledPack, plain: Words | null = null): Reading {
  const { writing } = pack.vocabulary;
  const split = plain && !writing ? plain : splitWords(text, writing);
  const words = repairWords(split.words, pack.vocabulary, pack.lexicon);
  const terms = toTerms(words);
  return { words, terms, phrases: phrasesIn(terms, 0, terms.length), question: split.question };
}

/** Words that were kept from earlier messages; they have no place in a text. */
export function readWords(words: readonly string[], pack: CompiledPack): Text {
  const terms = toTerms(
    words.map((text) => ({ text, start: 0, end: 0, breakBefore: false, gap: ' ', entry: pack.lexicon.get(text) })),
  );
  return textOf(terms);
}

/** Terms with the phrases that stand in them. */
export function textOf(terms: readonly Term[]): Text {
  return { terms, phrases: phrasesIn(terms, 0, terms.length) };
}

/** Texts read one after the other, with the phrases that stand over their borders. */
export function joinTexts(texts: readonly Text[]): Text {
  const terms = texts.flatMap((text) => text.terms);
  const phrases: PhraseHit[] = [];
  let offset = 0;
  for (const text of texts) {
    for (const { at, phrase } of text.phrases) phrases.push({ at: at + offset, phrase });
    const border = offset + text.terms.length;
    if (border < terms.length)
      for (const hit of phrasesIn(terms, Math.max(0, border - LONGEST), border))
        if (hit.at + hit.phrase.rest.length >= border) phrases.push(hit);
    offset = border;
  }
  return { terms, phrases };
}

/** Class members of more words than this are not looked for over the border of two messages. */
const LONGEST = 4;

/** Opens text-speak and emoji: `dont` gives two terms that share one place. Most texts hold neither: they stay as they are. */
function toTerms(words: readonly Word[]): readonly Term[] {
  let terms: Term[] | null = null;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as TermWord;
    const reading = word.entry?.reading ?? null;
    if (reading === null) {
      terms?.push(word);
      continue;
    }
    terms ??= words.slice(0, i) as TermWord[];
    for (let k = 0; k < reading.length; k++) {
      const entry = reading[k] as Entry;
      const breakBefore = k === 0 && word.breakBefore;
      terms.push({ text: entry.text, start: word.start, end: word.end, breakBefore, entry });
    }
  }
  return terms ?? (words as readonly TermWord[]);
}

/** A word of which the repair has told what is known. */
type TermWord = Word & Term;

const NO_PHRASES: readonly PhraseHit[] = [];

/** The class members of several words that begin at one of the terms `from` to `to` (exclusive). */
function phrasesIn(terms: readonly Term[], from: number, to: number): readonly PhraseHit[] {
  let hits: PhraseHit[] | null = null;
  const last = Math.min(to, terms.length - 1);
  for (let i = from; i < last; i++) {
    const starting = (terms[i] as Term).entry?.phrases ?? null;
    if (starting === null) continue;
    const phrases = starting.get((terms[i + 1] as Term).text);
    if (phrases === undefined) continue;
    for (const phrase of phrases) {
      let fits = i + phrase.rest.length < terms.length;
      for (let k = 1; fits && k < phrase.rest.length; k++) fits = terms[i + 1 + k]?.text === phrase.rest[k];
      if (!fits) continue;
      hits ??= [];
      hits.push({ at: i, phrase });
    }
  }
  return hits ?? NO_PHRASES;
}
