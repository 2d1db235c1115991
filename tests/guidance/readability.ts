/**
 * Flesch–Kincaid grade level (Kincaid et al. 1975): 0.39 × words a sentence + 11.8 × syllables a word − 15.59.
 * The reader's age is the grade plus five years. For English alone.
 */

export interface Readability {
  /** Years. */
  readonly age: number;
  /** Words of the longest sentence. */
  readonly longest: number;
  /** Words of three syllables and more, as they stand. */
  readonly hard: readonly string[];
  readonly words: number;
}

/** Syllables of an English word: groups of vowels, without the silent ends -e, -es and -ed; at least one. */
export function syllables(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  if (letters.length <= 3) return 1;
  const spoken = letters
    .replace(/(?:[^laeiouy]es|[^dtaeiouy]ed|[^laeiouy]e)$/, (end) => end.charAt(0))
    .replace(/^y/, '');
  return Math.max(1, spoken.match(/[aeiouy]{1,2}/g)?.length ?? 0);
}

/** Splits at . ! and ? when a space or the end follows; a line is never joined to the next. */
export function sentences(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split(/(?<=[.!?])\s+/)).filter((sentence) => /[a-z]/i.test(sentence));
}

/** Measures lines of English text. */
export function readability(lines: readonly string[]): Readability {
  const perSentence = sentences(lines).map((sentence) => sentence.match(/[A-Za-z][A-Za-z'’-]*/g) ?? []);
  const words = perSentence.flat();
  const spoken = words.reduce((sum, word) => sum + syllables(word), 0);
  return {
    age: 0.39 * (words.length / perSentence.length) + 11.8 * (spoken / words.length) - 15.59 + 5,
    longest: Math.max(...perSentence.map((sentence) => sentence.length)),
    hard: words.filter((word) => syllables(word) >= 3),
    words: words.length,
  };
}
