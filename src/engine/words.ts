import { fold } from './fold.ts';
import type { Writing } from './language-writing.ts';
import { MAX_TEXT } from './message.ts';
import type { Entry } from './vocabulary.ts';

/** One word, number or emoji of a message, folded, with its place in the original text. */
export interface Word {
  /** Lower-case, without apostrophes: `dont`, `psswrd`, `50`, `📸`. */
  text: string;
  /** UTF-16 units in the original text; `end` is exclusive. */
  start: number;
  end: number;
  /** A sentence ends before this word: `.`, `?`, `!` or a line break stands between. */
  breakBefore: boolean;
  /** Characters between the word before and this one, folded. */
  gap: string;
  /** Set by the repair: what the language knows of it; undefined for an unknown word. */
  entry?: Entry | undefined;
}

/** What is known about the whole text beside its words. */
export interface Words {
  readonly words: Word[];
  readonly question: boolean;
}

/** One full stop, a question or exclamation mark, a line break; dots in a row are a pause, not an end. */
const BREAK = /[?!\n\r]|(?:^|[^.])\.(?:$|[^.])/;
const EMOJI = /^\p{Extended_Pictographic}$/u;
const OTHER_LETTER = /^[\p{L}\p{N}]$/u;

const isLetter = (code: number) => code >= 97 && code <= 122;
const isDigit = (code: number) => code >= 48 && code <= 57;
/** `@ $ ! |` stand for letters inside a word: p@ss, pa$$word, k!ll. */
const isLeetSign = (code: number) => code === 64 || code === 36 || code === 33 || code === 124;
const isApostrophe = (code: number) => code === 39 || code === 96;

/**
 * Splits a text into words with offsets. Pure and linear; what is known of a language is how it is written.
 * Signs inside a word that can stand for a letter stay in it; money signs before a number are a word of their own.
 */
export function splitWords(original: string, writing: Writing | null = null): Words {
  if (original.length <= MAX_TEXT) return split(original, 0, writing);
  // head and tail: what matters in a wall of text stands at its ends, and the cost stays bounded
  const half = MAX_TEXT / 2;
  const head = split(original.slice(0, half), 0, writing);
  const tail = split(original.slice(-half), original.length - half, writing);
  // what is left out between the two parts them
  if (tail.words[0]) tail.words[0].breakBefore = true;
  return { words: [...head.words, ...tail.words], question: tail.question };
}

function split(original: string, offset: number, writing: Writing | null): Words {
  const { text, starts, ends } = fold(original, writing);
  const words: Word[] = [];
  const length = text.length;
  let gapFrom = 0;
  let i = 0;
  const push = (from: number, to: number, word: string) => {
    const gap = text.slice(gapFrom, from);
    words.push({
      text: word,
      start: offset + (starts ? (starts[from] ?? 0) : from),
      end: offset + (ends ? (ends[to - 1] ?? 0) : to),
      breakBefore: gap !== ' ' && words.length > 0 && BREAK.test(gap),
      gap,
      // here from the start: a field that comes later would cost each word a second object
      entry: undefined,
    });
    gapFrom = to;
  };
  while (i < length) {
    const code = text.charCodeAt(i);
    if (isLetter(code) || isDigit(code) || (code > 127 && OTHER_LETTER.test(symbolAt(text, i)))) {
      const from = i;
      let apostrophe = false;
      i += code > 0xd7ff && code < 0xe000 ? 2 : 1;
      while (i < length) {
        const next = text.charCodeAt(i);
        if (isLetter(next) || isDigit(next)) i++;
        else if (isApostrophe(next) && i + 1 < length && isLetter(text.charCodeAt(i + 1))) {
          apostrophe = true;
          i++;
        } else if (isLeetSign(next) && leetRunContinues(text, i)) i++;
        else if (next > 127 && OTHER_LETTER.test(symbolAt(text, i))) i += symbolAt(text, i).length;
        else break;
      }
      const raw = text.slice(from, i);
      if (!apostrophe) push(from, i, raw);
      else if (!writing?.elisions) push(from, i, raw.replace(/['`]/g, ''));
      else for (const piece of elided(raw, writing)) push(from + piece.from, from + piece.to, piece.text);
    } else if (isLeetSign(code) && code !== 33 && isLetter(text.charCodeAt(i + 1)) && code !== 64) {
      // "$end", "|ook": a sign that opens a word
      const from = i;
      i++;
      while (
        i < length &&
        (isLetter(text.charCodeAt(i)) ||
          isDigit(text.charCodeAt(i)) ||
          (isLeetSign(text.charCodeAt(i)) && leetRunContinues(text, i)))
      )
        i++;
      push(from, i, text.slice(from, i));
    } else if (code === 36 || code === 0xa3 || code === 0x20ac) {
      push(i, i + 1, code === 36 ? '$' : code === 0xa3 ? '£' : '€');
      i++;
    } else if (code > 127) {
      const symbol = symbolAt(text, i);
      if (EMOJI.test(symbol)) push(i, i + symbol.length, symbol);
      i += symbol.length;
    } else i++;
  }
  const mark = Math.max(original.lastIndexOf('?'), original.lastIndexOf('\u061f'));
  const question = mark !== -1 && mark >= original.length - 12 && !/[\p{L}\p{N}]/u.test(original.slice(mark));
  return { words, question };
}

/** `l'appli` → le, appli where the language says so; other apostrophes are left out. */
function elided(raw: string, { elisions, whole }: Writing): { text: string; from: number; to: number }[] {
  const joined = raw.replace(/['`]/g, '');
  const pieces: { text: string; from: number; to: number }[] = [];
  let from = 0;
  while (elisions && !whole(joined)) {
    const at = raw.slice(from).search(/['`]/);
    const read = at < 1 ? undefined : elisions.get(raw.slice(from, from + at));
    if (read === undefined) break;
    pieces.push({ text: read, from, to: from + at + 1 });
    from += at + 1;
  }
  pieces.push({ text: raw.slice(from).replace(/['`]/g, ''), from, to: raw.length });
  return pieces;
}

function symbolAt(text: string, index: number): string {
  return String.fromCodePoint(text.codePointAt(index) ?? 0);
}

/** A run of leet signs belongs to the word when a letter or digit follows it directly. */
function leetRunContinues(text: string, index: number): boolean {
  let i = index;
  while (i < text.length && isLeetSign(text.charCodeAt(i))) i++;
  const next = text.charCodeAt(i);
  return i - index <= 3 && (isLetter(next) || isDigit(next));
}
