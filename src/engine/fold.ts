// the table alone: the package makes one expression of its six thousand letters when it is loaded, and this asks for single ones
import LOOK_ALIKES from 'unhomoglyph/data.json' with { type: 'json' };
import { readLetters } from './language-letters.ts';
import type { Writing } from './language-writing.ts';

/** Text with look-alikes, marks and invisible characters undone, and the way back to the original. */
export interface Folded {
  /** Lower-case; ASCII letters wherever the original only looks different. */
  readonly text: string;
  /** `starts[i]`, `ends[i]`: where in the original the i-th unit of `text` comes from; null when they are the same. */
  readonly starts: Int32Array | null;
  readonly ends: Int32Array | null;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant
const PLAIN = /^[\x00-\x7f]*$/;
const MARK = /^\p{M}$/u;
const LETTER = /^\p{L}$/u;
const LATIN = /^\p{Script=Latin}$/u;
/** Zero-width and formatting characters, soft hyphen, variation selectors, bidi marks, Hangul fillers, tag characters. */
const INVISIBLE =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: single code points are tested, never sequences
  /^[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\u{e0000}-\u{e0fff}]$/u;

/** Characters that NFKD and the Unicode confusables leave alone or read otherwise than chats do. */
const SPECIAL: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u02bc': "'",
  '\u00b4': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u0131': 'i',
  '\u00df': 'ss',
  '\u00f8': 'o',
  '\u00d8': 'o',
  '\u0142': 'l',
  '\u00e6': 'ae',
  '\u00f0': 'd',
  '\u00fe': 'th',
  '\u0111': 'd',
  '\u00a1': '!',
  '\u00bf': '?',
  '\u061f': '?',
  '\u060c': ',',
  '\u061b': ';',
};

/** Greek and Cyrillic letters that chats write for a Latin one although Unicode does not call them confusable. */
const WRITTEN_FOR: Readonly<Record<string, string>> = {
  α: 'a',
  β: 'b',
  γ: 'y',
  δ: 'd',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  λ: 'a',
  μ: 'u',
  ν: 'v',
  π: 'n',
  ρ: 'p',
  σ: 'o',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ω: 'w',
  б: 'b',
  в: 'b',
  г: 'r',
  є: 'e',
  и: 'n',
  к: 'k',
  м: 'm',
  н: 'h',
  п: 'n',
  т: 't',
  ц: 'u',
  ч: 'y',
  ш: 'w',
  щ: 'w',
  ь: 'b',
  э: 'e',
  я: 'r',
  ё: 'e',
};

/** Letters that are kept in each of the caches: far more than a family's languages have. */
const MAX_KEPT = 4096;

const cache = new Map<string, string>();

/** The look-alike ASCII letters of one foreign letter, or the letter itself when it has none. Cached: few letters recur. */
function lookAlike(letter: string): string {
  const known = cache.get(letter);
  if (known !== undefined) return known;
  const skeleton =
    WRITTEN_FOR[letter] ?? (LOOK_ALIKES[letter] ?? letter).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant
  const answer = /^[\x00-\x7f]{1,2}$/.test(skeleton) ? skeleton : letter;
  if (cache.size < MAX_KEPT) cache.set(letter, answer);
  return answer;
}

function fromEnclosed(code: number): string | null {
  // white capitals in black circles and squares, which NFKD does not open
  if (code >= 0x1f150 && code <= 0x1f169) return String.fromCharCode(97 + code - 0x1f150);
  if (code >= 0x1f170 && code <= 0x1f189) return String.fromCharCode(97 + code - 0x1f170);
  return null;
}

/**
 * Folds a text of any kind to plain lower-case letters: compatibility forms (full-width, mathematical, circled), combining
 * marks, invisible characters and look-alike letters of other scripts inside a Latin word. Whole words of another script
 * stay as they are. Linear in the length; lone surrogates pass through.
 * @param writing of the language that reads: its own letters, and what it takes for one letter
 */
export function fold(text: string, writing: Writing | null = null): Folded {
  const plain = foldSigns(text, writing?.script ?? null);
  return writing?.letters ? readLetters(plain, writing.letters) : plain;
}

/** A letter or sign, and the letter it would be if its word turned out to be Latin in disguise. */
interface Sign {
  readonly letter: string;
  readonly disguise: string | null;
}

/** What each symbol was found to be: few recur, in every message. Beside a language with a script of its own they are others. */
const signsBesideNone = new Map<string, readonly Sign[]>();
const signsBeside = new WeakMap<RegExp, Map<string, readonly Sign[]>>();

function signsKnown(own: RegExp | null): Map<string, readonly Sign[]> {
  if (own === null) return signsBesideNone;
  let known = signsBeside.get(own);
  if (known === undefined) {
    known = new Map();
    signsBeside.set(own, known);
  }
  return known;
}

/** What one symbol is opened to; nothing where it is not seen. */
function signsOf(symbol: string, own: RegExp | null): readonly Sign[] {
  if (INVISIBLE.test(symbol)) return [];
  const special = SPECIAL[symbol] ?? fromEnclosed(symbol.codePointAt(0) ?? 0);
  const parts = special ?? (symbol.charCodeAt(0) < 128 ? symbol.toLowerCase() : symbol.normalize('NFKD').toLowerCase());
  const signs: Sign[] = [];
  for (const part of parts) {
    if (MARK.test(part) || INVISIBLE.test(part)) continue;
    const mapped = SPECIAL[part] ?? part;
    const isOther = mapped.charCodeAt(0) > 127 && LETTER.test(mapped) && !own?.test(mapped);
    const foreign = isOther && !LATIN.test(mapped);
    const written = isOther && !foreign && mapped.length === 1 ? lookAlike(mapped) : mapped;
    for (const letter of written) signs.push({ letter, disguise: foreign ? lookAlike(mapped) : null });
  }
  return signs;
}

function foldSigns(text: string, own: RegExp | null): Folded {
  if (PLAIN.test(text)) return { text: text.toLowerCase(), starts: null, ends: null };
  /** Letters and signs; one beyond U+FFFF is two units of the text, and one unit when it turns out to be a Latin letter. */
  const out: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const disguises: (string | null)[] = [];
  const known = signsKnown(own);
  let at = 0;
  for (const symbol of text) {
    const start = at;
    at += symbol.length;
    let signs = known.get(symbol);
    if (signs === undefined) {
      signs = signsOf(symbol, own);
      if (known.size < MAX_KEPT) known.set(symbol, signs);
    }
    for (let i = 0; i < signs.length; i++) {
      const { letter, disguise } = signs[i] as Sign;
      out.push(letter);
      starts.push(start);
      ends.push(at);
      disguises.push(disguise);
    }
  }
  undisguise(out, disguises);
  const read = out.join('');
  return { text: read, starts: perUnit(starts, out, read.length), ends: perUnit(ends, out, read.length) };
}

/** The places of letters as places of the units that they are made of. */
function perUnit(places: readonly number[], letters: readonly string[], units: number): Int32Array {
  if (units === letters.length) return Int32Array.from(places);
  const all = new Int32Array(units);
  let at = 0;
  for (let i = 0; i < letters.length; i++)
    for (const end = at + (letters[i] as string).length; at < end; at++) all[at] = places[i] as number;
  return all;
}

/** Writes a word in Latin letters when it mixes scripts, or when every letter of it looks Latin within a Latin text. */
function undisguise(out: string[], disguises: (string | null)[]): void {
  if (!disguises.some((letter) => letter !== null)) return;
  const isWord = (i: number) => disguises[i] !== null || /[a-z0-9@$!|']/.test(out[i] ?? '');
  const latinLetters = out.filter((unit) => unit >= 'a' && unit <= 'z').length;
  const foreignLetters = disguises.filter((letter) => letter !== null).length;
  const latinText = latinLetters >= foreignLetters;
  for (let i = 0; i < out.length; ) {
    if (!isWord(i)) {
      i++;
      continue;
    }
    let end = i;
    let latin = 0;
    let foreign = 0;
    let readable = true;
    while (end < out.length && isWord(end)) {
      const letter = disguises[end];
      if (letter === null) latin += /[a-z]/.test(out[end] ?? '') ? 1 : 0;
      else {
        foreign++;
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant
        if (letter === undefined || !/^[\x00-\x7f]+$/.test(letter)) readable = false;
      }
      end++;
    }
    if (foreign > 0 && (latin > 0 || (readable && latinText)))
      for (let k = i; k < end; k++) {
        const letter = disguises[k];
        // a look-alike of two letters keeps its first: the repair of words bridges the rest. A letter without one stays whole
        if (letter && letter.charCodeAt(0) < 128) out[k] = letter[0] as string;
      }
    i = end;
  }
}
