import type { CompiledPack } from './compile.ts';
import { repairWords } from './repair.ts';
import { splitWords, type Word } from './words.ts';

/** One word as the rules read it: text-speak opened, emoji named, with its place in the original text. */
export interface Term {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly breakBefore: boolean;
  /** Ids of the classes that the term belongs to, alone or as part of a phrase. */
  classes: readonly number[];
}

/** A message as the engine reads it. */
export interface Reading {
  /** Repaired words before text-speak is opened: what the model reads. */
  readonly words: readonly Word[];
  readonly terms: readonly Term[];
  /** Every class that is in the text. */
  readonly have: ReadonlySet<number>;
  readonly question: boolean;
}

const NONE: readonly number[] = [];

/** Reads a text with the words of a language: one pass, no rule is tried yet. */
export function read(text: string, pack: CompiledPack): Reading {
  const split = splitWords(text);
  const words = repairWords(split.words, pack.vocabulary);
  const terms = toTerms(words, pack);
  return { words, terms, have: classify(terms, pack), question: split.question };
}

/** Opens text-speak and emoji: `dont` gives two terms that share one place. */
export function toTerms(words: readonly Word[], pack: CompiledPack): Term[] {
  const { spoken, emoji } = pack.vocabulary;
  const terms: Term[] = [];
  for (const word of words) {
    const reading = spoken.get(word.text) ?? emoji.get(word.text);
    if (!reading)
      terms.push({ text: word.text, start: word.start, end: word.end, breakBefore: word.breakBefore, classes: NONE });
    else
      reading.forEach((text, i) => {
        terms.push({ text, start: word.start, end: word.end, breakBefore: i === 0 && word.breakBefore, classes: NONE });
      });
  }
  return terms;
}

/** Gives each term its classes and tells which classes there are. */
export function classify(terms: readonly Term[], pack: CompiledPack): Set<number> {
  const have = new Set<number>();
  for (const term of terms) {
    term.classes = pack.single.get(term.text) ?? NONE;
    for (const id of term.classes) have.add(id);
  }
  for (let i = 0; i < terms.length; i++) {
    const phrases = pack.phrases.get(terms[i]?.text ?? '');
    if (!phrases) continue;
    for (const { rest, classes } of phrases) {
      if (!rest.every((text, k) => terms[i + 1 + k]?.text === text)) continue;
      for (let k = 0; k <= rest.length; k++) {
        const term = terms[i + k];
        if (term) term.classes = [...term.classes, ...classes];
      }
      for (const id of classes) have.add(id);
    }
  }
  return have;
}
