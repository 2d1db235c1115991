import type { Vocabulary } from './vocabulary.ts';

/** Fewest letters in a row that may be several words: fewer are initials or keys (w a s d) as often. */
const FEWEST = 6;
/** Letters of the shortest form that may be several words without a space. */
const SHORTEST = 4;
/** Letters of the longest word that is looked for. */
const LONGEST_WORD = 16;
/** Words of a chat stand in a language some 300,000 times together (rules/en/common.txt); costs are in nats. */
const ALL_COUNTS = 300_000;
/** What stands for the count of a text-speak form. */
const FORM_COUNT = 50;
/** A single letter is a word far less often than its count says: most were cut off from one. */
const LETTER = 2;
/** Letters that are no word of the language (a name): so much, and so much more for each letter. */
const STRANGER = 14;
const STRANGE_LETTER = 2.5;
/** Largest share of letters that may be no word. */
const MOST_STRANGE = 0.4;
/** Words written together are common ones: each occurs so often at least, and costs so much at most on average. Names fall apart into rarer ones. */
const COMMON_COUNT = 100;
const COMMON_LETTER_COUNT = 1000;
const COMMON = 6.3;

/**
 * The likeliest words that a row of single letters spells, when it is more than one: `s e n d m e i t`.
 * @returns the words, which together are the letters; null when most of them spell nothing
 */
export function spelledWords(letters: string, vocabulary: Vocabulary): readonly string[] | null {
  if (letters.length < FEWEST) return null;
  const { words, strange } = likeliest(letters, (word) => costOf(word, vocabulary), true);
  return strange > MOST_STRANGE * letters.length ? null : words;
}

/** The common words that somebody wrote without a space: `doyou`, `onmy`; null for any other form. */
export function joinedWords(form: string, vocabulary: Vocabulary): readonly string[] | null {
  if (form.length < SHORTEST) return null;
  const { words, cost } = likeliest(form, (word) => commonCost(word, vocabulary), false);
  const letters = words.filter((word) => word.length === 1).length;
  return words.length > 1 && letters < 2 && cost <= COMMON * words.length ? words : null;
}

/** The cheapest way to cut letters into words; its cost is linear in the letters. `strange`: letters that are in no known word. */
function likeliest(letters: string, costOf: (word: string) => number | null, strangers: boolean) {
  const { length } = letters;
  const cost = new Float64Array(length + 1).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(length + 1);
  const strange = new Int32Array(length + 1);
  cost[0] = 0;
  for (let end = 1; end <= length; end++)
    for (let start = Math.max(0, end - LONGEST_WORD); start < end; start++) {
      const word = letters.slice(start, end);
      const own = costOf(word);
      if (own === null && !strangers) continue;
      const total = (cost[start] as number) + (own ?? STRANGER + STRANGE_LETTER * word.length);
      if (total >= (cost[end] as number)) continue;
      cost[end] = total;
      from[end] = start;
      strange[end] = (strange[start] as number) + (own === null ? word.length : 0);
    }
  const words: string[] = [];
  const total = cost[length] as number;
  for (let end = total < Number.POSITIVE_INFINITY ? length : 0; end > 0; end = from[end] as number)
    words.unshift(letters.slice(from[end], end));
  return { words, cost: total, strange: strange[length] as number };
}

/** How unlikely a word is; null for one that the language does not know. A single letter must be a common word (`i`, `u`). */
function costOf(word: string, { counts, spoken }: Vocabulary): number | null {
  const count = Math.max(counts.get(word) ?? 0, spoken.has(word) ? FORM_COUNT : 0);
  if (count === 0 && (word.length < 4 || !counts.has(word))) return null;
  return word.length === 1 && count < FORM_COUNT ? null : costAt(word, count);
}

function commonCost(word: string, { counts }: Vocabulary): number | null {
  const count = counts.get(word) ?? 0;
  return count < (word.length === 1 ? COMMON_LETTER_COUNT : COMMON_COUNT) ? null : costAt(word, count);
}

const costAt = (word: string, count: number): number =>
  Math.log(ALL_COUNTS / (count + 0.5)) + (word.length === 1 ? LETTER : 0);
