/** Vectors of words for the second opinion: a table of known words, and a guess by letter groups for every other one. */
import { fnv1a } from './hash.ts';

/** Size of the table of letter groups. Part of the file format. */
export const GRAM_BUCKETS = 8192;
/** Longest part of an unknown word that is looked at, in UTF-16 units. */
const MAX_WORD = 24;
/** Fewer letters tell nothing: their groups are those of no word that the table was made from, and stand for whatever shares their place. */
const MIN_WORD = 3;

/** The letter groups of a word (three and four signs, its ends marked) as indexes of the table; none of a word that is too short. */
export function gramsOf(word: string): number[] {
  if (word.length < MIN_WORD) return [];
  const text = `<${word.slice(0, MAX_WORD)}>`;
  const ids: number[] = [];
  for (let size = 3; size <= 4; size++)
    for (let i = 0; i + size <= text.length; i++) {
      const hash = fnv1a(text, i, i + size);
      ids.push((hash ^ (hash >>> 15)) & (GRAM_BUCKETS - 1));
    }
  return ids;
}
