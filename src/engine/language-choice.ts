import type { Telling } from './pack.ts';
import type { Word } from './words.ts';

/** What a conversation has told of its languages: how much for each, and how many words were heard. Bounded. */
export interface Heard {
  readonly scores: Readonly<Record<string, number>>;
  /** Words so far, counted up to `ENOUGH`. */
  readonly words: number;
}

/** The languages that a message is read in, the surest first; none when it is in a language that nobody knows. */
export interface Choice {
  readonly heard: Heard;
  readonly active: readonly string[];
  /** One of them that reads only because nothing is sure yet. */
  readonly filler: string | null;
  /** Not one word of the languages known was telling, over many words. */
  readonly unknown: boolean;
}

/** Decides which languages a message is read in, by a few hundred telling words and signs: one look-up a word. */
export type Chooser = (heard: Heard | undefined, text: string, words: readonly Word[]) => Choice;

/** What was heard counts for less with each message: a conversation may turn to another language. */
const FADE = 0.9;
/** Most that one message tells of a language, and most that is remembered. */
const MOST = 3;
const TOP = 8;
/** A language takes part from this share of the surest one, or when this much of the message itself is in it. */
const SHARE = 0.4;
const OWN = 1.5;
/** Below this nothing is sure yet, and the first language reads too. */
const SURE = 1.2;
const LEAST = 0.1;
/** Languages that read one message at most. */
const MAX_ACTIVE = 3;
/** Words after which a conversation without one telling word is in a language that nobody knows. */
const ENOUGH = 40;
/** A sign counts as much as this many words. */
const SIGN = 1;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant
const PLAIN = /^[\x00-\x7f]*$/;

/**
 * Makes the chooser.
 * @param first the language that reads while nothing tells
 * @param telling of every language, by its code
 * @param split a word in plain letters, as texts are split for this
 */
export function makeChooser(
  first: string,
  telling: Readonly<Record<string, Telling>>,
  split: (text: string) => string,
): Chooser {
  const langs = Object.keys(telling);
  const index = new Map(langs.map((lang, i) => [lang, i]));
  const words = new Map<string, number[]>();
  const signs = new Map<string, number[]>();
  const put = (table: Map<string, number[]>, key: string, i: number) => {
    const list = table.get(key);
    if (!list) table.set(key, [i]);
    else if (!list.includes(i)) list.push(i);
  };
  const scripts: { lang: number; script: RegExp }[] = [];
  for (const [lang, { words: own, signs: marks, script }] of Object.entries(telling)) {
    const i = index.get(lang) ?? 0;
    for (const word of own) put(words, split(word), i);
    for (const sign of marks) put(signs, sign, i);
    if (script !== undefined && script !== 'Latin')
      scripts.push({ lang: i, script: new RegExp(`\\p{Script=${script}}`, 'gu') });
  }
  const told = new Float64Array(langs.length);
  return (heard, text, list) => {
    told.fill(0);
    let any = false;
    for (let n = 0; n < list.length; n++) {
      const found = words.get(list[n]?.text ?? '');
      if (!found) continue;
      any = true;
      // a word of two languages tells little of either
      const share = 1 / found.length ** 2;
      for (const i of found) told[i] = (told[i] ?? 0) + share;
    }
    if (!PLAIN.test(text)) {
      for (const sign of text.slice(0, 400).toLowerCase())
        for (const i of signs.get(sign) ?? []) {
          told[i] = (told[i] ?? 0) + SIGN / (signs.get(sign)?.length ?? 1);
          any = true;
        }
      for (const { lang, script } of scripts) {
        const letters = text.match(script)?.length ?? 0;
        if (letters > 1) told[lang] = (told[lang] ?? 0) + Math.min(MOST, letters / 2);
        any ||= letters > 1;
      }
    }
    return choose(first, langs, told, any, heard, list.length);
  };
}

function choose(
  first: string,
  langs: readonly string[],
  told: Float64Array,
  any: boolean,
  heard: Heard | undefined,
  length: number,
): Choice {
  const words = Math.min(ENOUGH, (heard?.words ?? 0) + length);
  const before = heard?.scores ?? {};
  const scores: Record<string, number> = {};
  let top = 0;
  let sum = 0;
  langs.forEach((lang, i) => {
    // a message that tells nothing changes nothing
    const score = (before[lang] ?? 0) * (any ? FADE : 1) + Math.min(MOST, told[i] ?? 0);
    if (score >= 0.05) scores[lang] = Math.min(TOP, Math.round(score * 100) / 100);
    top = Math.max(top, score);
    sum += score;
  });
  const unknown = words >= ENOUGH && sum < LEAST;
  const own = langs.filter((lang, i) => {
    const score = scores[lang] ?? 0;
    return score >= LEAST && (score >= SHARE * top || (told[i] ?? 0) >= OWN);
  });
  own.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const active = own.slice(0, MAX_ACTIVE);
  const filler = top < SURE && !active.includes(first) ? first : null;
  if (filler !== null) active.push(filler);
  return { heard: { scores, words }, active, filler, unknown };
}
