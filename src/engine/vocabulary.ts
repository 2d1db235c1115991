import type { Membership } from './candidates.ts';
import { fold } from './fold.ts';
import { affixesOf, partsOf } from './language-forms.ts';
import type { Writing } from './language-writing.ts';
import { NearWords } from './near-words.ts';
import type { LanguageSource, RulePack } from './pack.ts';
import { splitWords } from './words.ts';

/** The words of a language as the engine needs them: what is known, what a form is read as, what a broken form may mean. */
export interface Vocabulary {
  /** How the language is written; null for plain letters. */
  readonly writing: Writing | null;
  /** The words that an unknown form is made of (`mandame` → manda, me), or null. */
  readonly compose: (form: string) => readonly string[] | null;
  /** How often a word occurs in ordinary chat, per common-word list; 0 for a known but uncommon word; undefined: unknown. */
  readonly counts: ReadonlyMap<string, number>;
  /** Written form → words as spoken: `dont` → do, not. */
  readonly spoken: ReadonlyMap<string, readonly string[]>;
  readonly emoji: ReadonlyMap<string, readonly string[]>;
  readonly leet: ReadonlyMap<string, readonly string[]>;
  /** Consonants only → the one class word that has them: `psswrd` → password. */
  readonly skeletons: ReadonlyMap<string, string>;
  /** A class word, or a class word with one letter left out → the class word. */
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
  /** Ids of the classes that it is a member of by itself. */
  readonly classes: readonly number[];
  /** Those of them at which patterns are tried: the rarest class of each pattern. */
  readonly anchors: readonly number[];
  /** The classes as bits, for words that are in many; null for the others. */
  readonly bits: Uint32Array | null;
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
 * Builds the vocabulary of a pack.
 * @param words every single word that a class or rule of the pack names
 * @param named those that a class lists by themselves; the others are read as in a text, and may be made of several
 */
export function buildVocabulary(
  pack: RulePack,
  writing: Writing | null,
  words: ReadonlySet<string>,
  named: ReadonlySet<string>,
): Vocabulary {
  const counts = new Map<string, number>();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant
  const common = writing || /[^\x00-\x7f]/.test(pack.common) ? plainOf(pack.common, writing) : pack.common;
  for (const line of common.split('\n')) {
    const space = line.indexOf(' ');
    if (space > 0) counts.set(line.slice(0, space), Number(line.slice(space + 1)));
    else if (line !== '') counts.set(line, 1);
  }
  const wordsOf = (text: string, as = writing) => splitWords(text, as).words.map((word) => word.text);
  const spoken = new Map<string, readonly string[]>();
  for (const [form, reading] of Object.entries(pack.language.spoken)) {
    const key = wordsOf(form, writing && { ...writing, elisions: null }).join('');
    spoken.set(key, wordsOf(reading));
    for (const word of wordsOf(reading)) if (!counts.has(word)) counts.set(word, 0);
  }
  const emoji = new Map(Object.entries(pack.language.emoji).map(([sign, reading]) => [fold1(sign), wordsOf(reading)]));
  const affixes = affixesOf(pack.language, wordsOf);
  const isNamed = (word: string) => named.has(word) || spoken.has(word);
  const known = { named: isNamed, word: (word: string) => isNamed(word) || counts.has(word) };
  const compose = (form: string) => (affixes && !known.word(form) ? partsOf(form, affixes, known) : null);
  const classWords = affixes ? new Set([...words].filter((word) => compose(word) === null)) : words;
  for (const word of classWords) if (/^\p{L}+$/u.test(word) && !counts.has(word)) counts.set(word, 0);
  const neighbours = new Neighbours(classWords, counts);
  return {
    writing,
    compose,
    counts,
    spoken,
    emoji,
    leet: new Map(Object.entries(pack.language.leet)),
    get skeletons() {
      return neighbours.tables().skeletons;
    },
    get near() {
      return neighbours.tables().near;
    },
    repairs: new Map(),
  };
}

interface Tables {
  readonly near: NearWords;
  readonly skeletons: ReadonlyMap<string, string>;
}

/** The tables of broken forms. Made when the first unknown word asks for them: many conversations never do. */
class Neighbours {
  private readonly words: Iterable<string>;
  private readonly counts: ReadonlyMap<string, number>;
  private made: Tables | null = null;

  constructor(words: Iterable<string>, counts: ReadonlyMap<string, number>) {
    this.words = words;
    this.counts = counts;
  }

  tables(): Tables {
    this.made ??= makeTables(this.words, this.counts);
    return this.made;
  }
}

/** A common word takes part in the tables from this count on; a class word weighs as much as this one in doubt. */
const COMMON = 12;

function makeTables(classWords: Iterable<string>, counts: ReadonlyMap<string, number>): Tables {
  const weights = new Map<string, number>();
  const plain = /^\p{L}+$/u;
  for (const word of classWords) if (plain.test(word)) weights.set(word, COMMON + (counts.get(word) ?? 0));
  for (const [word, count] of counts)
    if (count >= COMMON && !weights.has(word) && plain.test(word)) weights.set(word, count);
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
