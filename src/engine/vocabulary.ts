import type { Membership } from './candidates.ts';
import { fold } from './fold.ts';
import { affixesOf, partsOf } from './language-forms.ts';
import type { Writing } from './language-writing.ts';
import { NearWords } from './near-words.ts';
import { readNumbers, writeNumbers } from './number-text.ts';
import type { LanguageSource, RulePack } from './pack.ts';
import type { VocabularyTables } from './tables.ts';
import { KnownWords } from './word-counts.ts';
import { splitWords } from './words.ts';

/** The words of a language as the engine needs them: what is known, what a form is read as, what a broken form may mean. */
export interface Vocabulary {
  /** How the language is written; null for plain letters. */
  readonly writing: Writing | null;
  /** The words that an unknown form is made of (`mandame` → manda, me), or null. */
  readonly compose: (form: string) => readonly string[] | null;
  /** The same for a form that is made of words which only `isWord` knows. */
  readonly composeOf: (form: string, isWord: (word: string) => boolean) => readonly string[] | null;
  /** How often a word occurs in ordinary chat, per common-word list; 0 for a known but uncommon word; undefined: unknown. */
  readonly counts: KnownWords;
  /** Written form → words as spoken: `dont` → do, not. */
  readonly spoken: ReadonlyMap<string, readonly string[]>;
  readonly emoji: ReadonlyMap<string, readonly string[]>;
  readonly leet: ReadonlyMap<string, readonly string[]>;
  /** Consonants only → the one word of the rules, or common one (`COMMON`), that has them: `psswrd` → password. */
  readonly skeletons: ReadonlyMap<string, string>;
  /** Such a word, or one of its letters left out → the word. */
  readonly near: NearWords;
  /** A cache, and the only thing here that changes: what unknown forms were repaired to; null for nothing. */
  readonly repairs: Map<string, readonly string[] | null>;
}

/** All that is known of one written form: one look-up a word tells the rest of the engine what to do with it. */
export interface Entry extends Membership {
  readonly text: string;
  /** What it is read as: `dont` → do, not; null when it is read as it stands. */
  readonly reading: readonly Entry[] | null;
  /** It is an ordinary word or text-speak, and never repaired. */
  readonly known: boolean;
  /** Longer class members that begin with it, by their second word. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]> | null;
}

/** The rest of a class member of several words, and its classes. */
export interface Phrase extends Membership {
  readonly rest: readonly string[];
}

/** Words of a class entry such as `log in+` or `don't tell`, as they appear after splitting; `+` is kept apart. */
export function entryWords(entry: string, writing: Writing | null): { words: string[]; inflect: boolean } {
  const inflect = entry.endsWith('+');
  const text = inflect ? entry.slice(0, -1) : entry;
  // most entries are plain words: splitting them would be most of the time to start
  if (!writing && /^[a-z]+(?: [a-z]+)*$/.test(text)) return { words: text.split(' '), inflect };
  return { words: splitWords(text, writing).words.map((word) => word.text), inflect };
}

/** Vowels that a final consonant is doubled before, and that swallow a final `e`. */
const VOWEL = /^[aeiou]/;

/**
 * The forms of `word+`: the word and what the rules of `endings` make of it. In a language with `doubling` a single final
 * consonant is also doubled (`send`, `beg` → begging), and a final `e` takes no ending with a vowel unless the rule drops it.
 */
export function inflections(word: string, { endings, doubling }: LanguageSource, writing: Writing | null): string[] {
  const forms = new Set([word]);
  const doubled = doubling ? new RegExp(`[^aeiou][aeiou][${doubling}]$`) : null;
  for (const ending of endings) {
    const form = inflected(word, ending, writing);
    if (form === null) continue;
    const add = ending.startsWith('>') ? ending.slice(1) : '';
    if (doubled && add !== '' && word.endsWith('e') && VOWEL.test(add)) continue;
    forms.add(form);
    if (doubled && VOWEL.test(add) && doubled.test(word)) forms.add(word + word.slice(-1) + add);
  }
  return [...forms];
}

/** A word by one rule of `endings`, or null when the rule does not fit it. */
function inflected(word: string, rule: string, writing: Writing | null): string | null {
  let form = word;
  for (const part of rule.split(' ')) {
    const [from = '', to = ''] = part.split(/[<>]/).map((piece) => (writing ? plainOf(piece, writing) : piece));
    if (part.includes('<')) {
      if (!form.startsWith(from) || form.length <= from.length) return null;
      form = to + form.slice(from.length);
    } else {
      if (!form.endsWith(from) || form.length <= from.length) return null;
      form = form.slice(0, form.length - from.length) + to;
    }
  }
  // an ending may make a run of letters that is read as one
  return writing ? plainOf(form, writing) : form;
}

const plainOf = (text: string, writing: Writing | null): string => fold(text, writing).text;

export const skeletonOf = (word: string): string => word.replace(/[aeiou]/g, '');

/** Fewest consonants that a word is repaired by: shorter ones have too many neighbours. */
const MIN_SKELETON = 3;

/**
 * Makes the tables of a pack's vocabulary.
 * @param words every single word that a class or rule of the pack names
 * @param named those that a class lists by themselves; the others are read as in a text, and may be made of several
 */
export function vocabularyTables(
  { language }: RulePack,
  writing: Writing | null,
  words: ReadonlySet<string>,
  named: ReadonlySet<string>,
  open: (tables: VocabularyTables) => Vocabulary,
): VocabularyTables {
  const wordsOf = (text: string, as = writing) => splitWords(text, as).words.map((word) => word.text);
  const spoken = Object.entries(language.spoken).map(([form, reading]) => {
    const key = wordsOf(form, writing && { ...writing, elisions: null }).join('');
    return `${key}\t${wordsOf(reading).join(' ')}`;
  });
  const emoji = Object.entries(language.emoji).map(
    ([sign, reading]) => `${fold1(sign)}\t${wordsOf(reading).join(' ')}`,
  );
  const together = affixesOf(language, wordsOf) !== null;
  const tables = {
    spoken: spoken.join('\n'),
    emoji: emoji.join('\n'),
    ...linesOfWords([], together ? [...named] : []),
  };
  const { compose } = open(tables);
  const known = [...words].filter((word) => /^\p{L}+$/u.test(word) && !(together && compose(word)));
  return { ...tables, ...linesOfWords(known, together ? [...named] : []) };
}

/** Known words and those that are named by themselves, each once. */
function linesOfWords(known: readonly string[], named: readonly string[]) {
  const words = [...new Set([...known, ...named])];
  const lineOf = new Map(words.map((word, line) => [word, line]));
  const lines = named.map((word) => lineOf.get(word) ?? 0).sort((a, b) => a - b);
  return {
    words: words.join('\n'),
    known: known.length,
    named: writeNumbers(lines.map((line, i) => line - (lines[i - 1] ?? 0))),
  };
}

/** The vocabulary of a pack from its tables. */
export function openVocabulary(pack: RulePack, writing: Writing | null, tables: VocabularyTables): Vocabulary {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant
  const common = writing || /[^\x00-\x7f]/.test(pack.common) ? plainOf(pack.common, writing) : pack.common;
  const spoken = readingsOf(tables.spoken);
  const counts = new KnownWords(common, [...spoken.values()].flat(), tables.words, tables.known);
  const near = neighbours(tables, counts);
  return {
    writing,
    ...composer(pack.language, writing, tables, counts, spoken),
    counts,
    spoken,
    emoji: readingsOf(tables.emoji),
    leet: new Map(Object.entries(pack.language.leet)),
    get near() {
      return near().near;
    },
    get skeletons() {
      return near().skeletons;
    },
    repairs: new Map(),
  };
}

/** Makes what opens words that are written together. */
function composer(
  language: LanguageSource,
  writing: Writing | null,
  tables: VocabularyTables,
  counts: KnownWords,
  spoken: ReadonlyMap<string, unknown>,
): Pick<Vocabulary, 'compose' | 'composeOf'> {
  const affixes = affixesOf(language, (text) => splitWords(text, writing).words.map((word) => word.text));
  if (!affixes) return { compose: () => null, composeOf: () => null };
  const named = new Uint8Array(counts.table.size);
  let line = 0;
  for (const step of readNumbers(tables.named)) {
    line += step;
    named[counts.named[line] as number] = 1;
  }
  const isNamed = (word: string) => named[counts.table.numberOf(word)] === 1 || spoken.has(word);
  const known = { named: isNamed, word: (word: string) => isNamed(word) || counts.has(word) };
  return {
    compose: (form) => (known.word(form) ? null : partsOf(form, affixes, known)),
    composeOf: (form, isWord) => partsOf(form, affixes, { named: isWord, word: isWord }),
  };
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.split('\n'));

function readingsOf(lines: string): Map<string, readonly string[]> {
  return new Map(
    linesOf(lines).map((line) => {
      const [form = '', reading = ''] = line.split('\t');
      return [form, reading === '' ? [] : reading.split(' ')];
    }),
  );
}

interface Neighbours {
  readonly near: NearWords;
  readonly skeletons: ReadonlyMap<string, string>;
}

/** The tables of broken forms. Made when the first unknown word asks for them: many conversations never do. */
function neighbours({ words, known }: VocabularyTables, counts: KnownWords): () => Neighbours {
  let made: Neighbours | null = null;
  return () => {
    made ??= makeNeighbours(linesOf(words).slice(0, known), counts);
    return made;
  };
}

/** A common word takes part in the tables from this count on; a class word weighs as much as this one in doubt. */
const COMMON = 12;

function makeNeighbours(classWords: readonly string[], counts: KnownWords): Neighbours {
  const weights = new Map<string, number>();
  const plain = /^\p{L}+$/u;
  for (const word of classWords) if (plain.test(word)) weights.set(word, COMMON + (counts.get(word) ?? 0));
  counts.each((word, count) => {
    if (count >= COMMON && !weights.has(word) && plain.test(word)) weights.set(word, count);
  });
  // class words come first in `weights`: a form close to two words is read as the one that rules know
  const best = new Map<string, { word: string; weight: number; second: number }>();
  for (const [word, weight] of weights) {
    const skeleton = skeletonOf(word);
    if (skeleton.length < MIN_SKELETON || skeleton === word || word.length - skeleton.length > 4) continue;
    const other = best.get(skeleton);
    if (!other) best.set(skeleton, { word, weight, second: 0 });
    else if (weight > other.weight) best.set(skeleton, { word, weight, second: other.weight });
    else other.second = Math.max(other.second, weight);
  }
  const skeletons = new Map<string, string>();
  for (const [skeleton, { word, weight, second }] of best) if (weight >= 3 * second) skeletons.set(skeleton, word);
  return { near: new NearWords(weights.keys()), skeletons };
}

/** An emoji without variation selectors and skin tones. */
function fold1(sign: string): string {
  return splitWords(sign).words[0]?.text ?? sign;
}
