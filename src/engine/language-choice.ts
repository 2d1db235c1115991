import type { Telling } from './pack.ts';
import type { Word } from './words.ts';

/** What a conversation has told of its languages: how much for each, and how many words were heard. Bounded. */
export interface Heard {
  readonly scores: Readonly<Record<string, number>>;
  /** Words so far, faded as the scores are, counted up to `MOST_WORDS`. */
  readonly words: number;
}

/** The languages that a message is read in, the surest first; the first language alone, and `unknown`, when it is in one that there is no pack for. */
export interface Choice {
  readonly heard: Heard;
  readonly active: readonly string[];
  /** One of them that reads only because nothing is sure yet. */
  readonly filler: string | null;
  /** Those of them, the first language never, in which this very message is not, since it tells of another: no business of their second opinions. */
  readonly absent: readonly string[];
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
/** When a message tells so much of one language and nothing of another, it is not in that: a single loan word (`ok`, `lol`) is not enough. */
const CLEAR = 2;
/** Languages that read one message at most. */
const MAX_ACTIVE = 3;
/** From so many words on, a language of which so little stands in them is none that anybody knows. */
const ENOUGH = 30;
const THIN = 0.035;
const MOST_WORDS = 60;
/** What a sign tells, once a message, measured in words that tell. */
const SIGN = 0.7;
/** What a letter of a language's own script tells, and how many letters of a message are looked at. */
const LETTER = 0.4;
const MOST_LETTERS = 160;

/** The languages that a conversation was heard in so far, the surest first. */
export function languagesHeard(heard: Heard | undefined): string[] {
  const scores = Object.entries(heard?.scores ?? {}).sort(([, a], [, b]) => b - a);
  const [, top = 0] = scores[0] ?? [];
  return scores.filter(([, score]) => score >= Math.max(LEAST, top * SHARE)).map(([lang]) => lang);
}

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
  for (const [lang, { words: own, signs: marks }] of Object.entries(telling)) {
    const i = index.get(lang) ?? 0;
    for (const word of own) put(words, split(word), i);
    for (const sign of marks) put(signs, sign, i);
  }
  const readSigns = signReader(langs, telling, signs);
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
    if (!PLAIN.test(text)) any = readSigns(text, told) || any;
    return choose(first, langs, told, any, heard, list.length);
  };
}

/** What the letters of a text tell: its script, and signs that few languages write, each once. */
function signReader(
  langs: readonly string[],
  telling: Readonly<Record<string, Telling>>,
  signs: ReadonlyMap<string, readonly number[]>,
): (text: string, told: Float64Array) => boolean {
  const scripts = langs.flatMap((lang, i) => {
    const { script } = telling[lang] ?? {};
    return script === undefined || script === 'Latin' ? [] : [{ i, letter: new RegExp(`\\p{Script=${script}}`, 'u') }];
  });
  /** A cache by UTF-16 unit: the language whose script it is of, or -1; the few letters of a script recur. */
  const ofScript = new Map<number, number>();
  const scriptOf = (unit: number): number => {
    const known = ofScript.get(unit);
    if (known !== undefined) return known;
    const found = scripts.find(({ letter }) => letter.test(String.fromCharCode(unit)))?.i ?? -1;
    if (ofScript.size < 4096) ofScript.set(unit, found);
    return found;
  };
  return (text, told) => {
    let any = false;
    let seen = '';
    const length = Math.min(text.length, MOST_LETTERS);
    for (let n = 0; n < length; n++) {
      const unit = text.charCodeAt(n);
      if (unit < 128) continue;
      const script = scriptOf(unit);
      if (script >= 0) {
        any = true;
        told[script] = (told[script] ?? 0) + LETTER;
        continue;
      }
      const sign = (text[n] ?? '').toLowerCase();
      const found = signs.get(sign);
      if (!found || seen.includes(sign)) continue;
      any = true;
      seen += sign;
      for (const i of found) told[i] = (told[i] ?? 0) + SIGN / found.length ** 2;
    }
    return any;
  };
}

const NONE: readonly string[] = [];

/** Scores of the languages for the message that is just being read, as they are kept; a slot each. */
const kept: number[] = [];

function choose(
  first: string,
  langs: readonly string[],
  told: Float64Array,
  any: boolean,
  heard: Heard | undefined,
  length: number,
): Choice {
  // a message that tells nothing changes nothing
  const fade = any ? FADE : 1;
  const words = Math.min(MOST_WORDS, Math.round((heard?.words ?? 0) * fade + length));
  const before = heard?.scores;
  let most = MOST;
  for (let i = 0; i < langs.length; i++) most = Math.max(most, told[i] as number);
  // a long message tells no more than a short one, each language its part
  const part = Math.min(1, MOST / most);
  const scores: Record<string, number> = {};
  let top = 0;
  let ofFirst = 0;
  let others = 0;
  for (let i = 0; i < langs.length; i++) {
    const lang = langs[i] as string;
    const score = (before?.[lang] ?? 0) * fade + part * (told[i] as number);
    if (score > top) top = score;
    const rounded = score >= 0.05 ? Math.min(TOP, Math.round(score * 100) / 100) : 0;
    kept[i] = rounded;
    if (rounded > 0) scores[lang] = rounded;
    if (lang === first) ofFirst = rounded;
    else if (rounded > 0) others++;
  }
  const unknown = words >= ENOUGH && top < THIN * words;
  const now = { scores, words };
  // mostly nothing tells of another language than the first
  if (others === 0) return { heard: now, active: [first], filler: null, absent: NONE, unknown };
  const scoreOf = (lang: string) => scores[lang] ?? 0;
  const sure = langs.some((lang) => lang !== first && scoreOf(lang) >= SURE && scoreOf(lang) > 1.5 * ofFirst);
  const own = langs.filter((lang, i) => {
    const score = kept[i] as number;
    if (lang === first) return !sure || score >= SHARE * top;
    return score >= LEAST && (score >= SHARE * top || part * (told[i] as number) >= OWN);
  });
  // the first language goes before one that is hardly surer than it
  const rank = (lang: string) => scoreOf(lang) * (lang === first && !sure ? 1.2 : 1);
  const active = own.length < 2 ? own : own.sort((a, b) => rank(b) - rank(a)).slice(0, MAX_ACTIVE);
  if (!sure && !active.includes(first)) active[MAX_ACTIVE - 1] = first;
  const filler = ofFirst < LEAST && active.length > 1 ? first : null;
  const toldOf = (lang: string) => told[langs.indexOf(lang)] ?? 0;
  const absent =
    active.length > 1 && active.some((lang) => toldOf(lang) >= CLEAR && (lang === first || scoreOf(lang) >= SURE))
      ? active.filter((lang) => lang !== first && toldOf(lang) === 0)
      : NONE;
  return { heard: now, active, filler, absent, unknown };
}
