import type { CompiledPack } from './compile.ts';
import { repairWords } from './repair.ts';
import type { Phrase } from './vocabulary.ts';
import { splitWords, type Word } from './words.ts';

/** One word as the rules read it: text-speak opened, emoji named, with its place in the original text. */
export interface Term {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly breakBefore: boolean;
  /** Ids of the classes that the term belongs to, alone or as part of a phrase. */
  classes: readonly number[];
  readonly phrases: readonly Phrase[] | null;
}

/** Which classes are in a text: a flag each, and the list of those set. */
export interface ClassSet {
  readonly flags: Uint8Array;
  readonly list: number[];
}

/** A message as the engine reads it. */
export interface Reading {
  /** Repaired words before text-speak is opened: what the model reads. */
  readonly words: readonly Word[];
  readonly terms: readonly Term[];
  /** Every class that is in the text. */
  readonly have: ClassSet;
  readonly question: boolean;
}

const NONE: readonly number[] = [];

/** Reads a text with the words of a language: one pass, no rule is tried yet. */
export function read(text: string, pack: CompiledPack): Reading {
  const split = splitWords(text);
  const words = repairWords(split.words, pack.vocabulary, pack.lexicon);
  return { words, ...toTerms(words, pack), question: split.question };
}

/** Terms of words that were kept from earlier messages; they have no place in a text. */
export function readWords(words: readonly string[], pack: CompiledPack): Term[] {
  return toTerms(
    words.map((text) => ({ text, start: 0, end: 0, breakBefore: false, gap: ' ', entry: pack.lexicon.get(text) })),
    pack,
  ).terms;
}

/** Opens text-speak and emoji (`dont` gives two terms that share one place) and gives each term its classes. */
function toTerms(words: readonly Word[], pack: CompiledPack): { terms: Term[]; have: ClassSet } {
  const terms: Term[] = [];
  for (const { text, start, end, breakBefore, entry } of words) {
    if (!entry) terms.push({ text, start, end, breakBefore, classes: NONE, phrases: null });
    else if (!entry.reading)
      terms.push({ text, start, end, breakBefore, classes: entry.classes, phrases: entry.phrases });
    else
      for (let i = 0; i < entry.reading.length; i++) {
        const part = entry.reading[i];
        if (part)
          terms.push({
            text: part.text,
            start,
            end,
            breakBefore: i === 0 && breakBefore,
            classes: part.classes,
            phrases: part.phrases,
          });
      }
  }
  return { terms, have: classesOf(terms, pack) };
}

/** Adds the classes of phrases to the terms that make them, and tells which classes there are. */
export function classesOf(terms: readonly Term[], pack: CompiledPack): ClassSet {
  const flags = new Uint8Array(pack.tags.length);
  const list: number[] = [];
  const add = (ids: readonly number[]) => {
    for (const id of ids)
      if (flags[id] === 0) {
        flags[id] = 1;
        list.push(id);
      }
  };
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i];
    if (!term) continue;
    add(term.classes);
    if (!term.phrases) continue;
    for (const { rest, classes } of term.phrases) {
      let fits = i + rest.length < terms.length;
      for (let k = 0; fits && k < rest.length; k++) fits = terms[i + 1 + k]?.text === rest[k];
      if (!fits) continue;
      for (let k = 0; k <= rest.length; k++) {
        const part = terms[i + k];
        if (part) part.classes = [...part.classes, ...classes];
      }
      add(classes);
    }
  }
  return { flags, list };
}
