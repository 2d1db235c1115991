/**
 * Reads a language word by word in another one, in which there is a second opinion: `mándame una foto` → send me a picture.
 * The network pools words and looks at three in a row, so it does without the grammar of a translation.
 */
import type { OpinionInput, SecondOpinion } from './opinion.ts';
import type { Vocabulary } from './vocabulary.ts';
import { splitWords } from './words.ts';

/** Forms of a language as its pack reads them, letters folded, words parted by a blank → what they mean, word by word. */
export interface Gloss {
  readonly meanings: ReadonlyMap<string, readonly string[]>;
  /** Words that begin a form of several words → words of the longest one. */
  readonly openings: ReadonlyMap<string, number>;
}

/** Least that an unknown form and a known one must begin with in common, in letters, and as a share of the longer one. */
const MIN_STEM = 4;
const SHARED = 0.7;
/** Forms whose meaning is remembered. */
const MAX_KEPT = 4000;

/**
 * Reads a table: a line each meaning, `send me: mándame envíame`; a form of several words is written with `_`; `-:` lists
 * what means nothing. Of a form that stands twice the first counts.
 * @throws Error that names the line and what is wrong in it
 */
export function parseGloss(name: string, text: string, writing: Vocabulary['writing']): Gloss {
  const meanings = new Map<string, readonly string[]>();
  const openings = new Map<string, number>();
  text.split('\n').forEach((raw, index) => {
    const line = raw.split('#')[0]?.trim() ?? '';
    if (line === '') return;
    const [meaning = '', forms, ...more] = line.split(':');
    if (forms === undefined || more.length > 0 || !/^(?:-|[a-z0-9$]+(?: [a-z0-9$]+)*)$/.test(meaning.trim()))
      throw new Error(`${name}:${index + 1}: a line is a meaning, a colon and forms: \`send me: mándame envíame\``);
    const words = meaning.trim() === '-' ? [] : meaning.trim().split(' ');
    for (const form of forms.split(/\s+/)) {
      if (form === '') continue;
      const parts = formOf(form, writing);
      const key = parts.join(' ');
      // figures are read alike everywhere; `<3` would leave one
      if (/^\d*$/.test(key) || meanings.has(key)) continue;
      meanings.set(key, words);
      const [head = ''] = parts;
      if (parts.length > 1) openings.set(head, Math.max(parts.length, openings.get(head) ?? 0));
    }
  });
  return { meanings, openings };
}

/** Most forms are plain words, which the splitting leaves as they are. */
const formOf = (form: string, writing: Vocabulary['writing']): string[] =>
  writing === null && /^[a-z]+$/.test(form)
    ? [form]
    : splitWords(form.replaceAll('_', ' '), writing).words.map(({ text }) => text);

/** What a message means, word by word, and for each of those words the index of the one that it stands for. */
export interface Glossed {
  readonly words: readonly string[];
  readonly places: readonly number[];
}

/** Reads the words of a message by a gloss. */
export function makeGlossary(gloss: Gloss, vocabulary: Vocabulary): (words: readonly string[]) => Glossed {
  const { meanings, openings } = gloss;
  let sorted: readonly string[] | null = null;
  const guessed = new Map<string, readonly string[]>();

  const isWord = (form: string) => meanings.has(form);
  const guess = (form: string): readonly string[] => {
    const parts = vocabulary.spoken.get(form) ?? vocabulary.composeOf(form, isWord) ?? vocabulary.compose(form);
    return parts?.flatMap((part) => meanings.get(part) ?? near(part)) ?? near(form);
  };
  /** The meaning of the known form that begins most like this one; the form itself where there is none: a name, or English. */
  const near = (form: string): readonly string[] => {
    if (form.length < MIN_STEM) return [form];
    // made when the first unknown form asks for it
    sorted ??= [...meanings.keys()].filter((known) => !known.includes(' ') && known.length >= MIN_STEM).sort();
    const at = placeIn(sorted, form);
    let best: string | null = null;
    let most = Math.max(MIN_STEM - 1, Math.ceil(SHARED * form.length) - 1);
    for (const other of [sorted[at - 1], sorted[at]]) {
      if (other === undefined) continue;
      const shared = sharedStart(form, other);
      if (shared > most && shared >= SHARED * other.length) [best, most] = [other, shared];
    }
    return best === null ? [form] : (meanings.get(best) ?? [form]);
  };
  const meaningOf = (form: string): readonly string[] => {
    const known = meanings.get(form) ?? guessed.get(form);
    if (known) return known;
    const made = guess(form);
    if (guessed.size >= MAX_KEPT) guessed.clear();
    guessed.set(form, made);
    return made;
  };

  return (words) => {
    const out: string[] = [];
    const places: number[] = [];
    for (let i = 0; i < words.length; ) {
      const word = words[i] as string;
      let length = 1;
      let meaning: readonly string[] | undefined;
      for (let size = Math.min(openings.get(word) ?? 0, words.length - i); size > 1 && !meaning; size--) {
        meaning = meanings.get(words.slice(i, i + size).join(' '));
        if (meaning) length = size;
      }
      const said = meaning ?? meaningOf(word);
      // `eu tenho`: the person is in both
      const again = said.length > 1 && said[0] === out.at(-1) ? 1 : 0;
      for (let k = again; k < said.length; k++) {
        out.push(said[k] as string);
        places.push(i);
      }
      i += length;
    }
    return { words: out, places };
  };
}

/** Index of the first of the sorted strings that is not before `form`. */
function placeIn(sorted: readonly string[], form: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < form) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

/** A second opinion on a language, by the one on the language that it is glossed in. */
export function glossedOpinion(second: SecondOpinion, read: (words: readonly string[]) => Glossed): SecondOpinion {
  // the words that a conversation remembers are the same lists in message after message
  const known = new WeakMap<readonly string[], readonly string[]>();
  const wordsOf = (words: readonly string[]): readonly string[] => {
    const before = known.get(words);
    if (before) return before;
    const made = read(words).words;
    known.set(words, made);
    return made;
  };
  const inputOf = (input: OpinionInput): OpinionInput => ({
    ...input,
    words: wordsOf(input.words),
    recentPeer: input.recentPeer.map(wordsOf),
    recentChild: input.recentChild.map(wordsOf),
  });
  return {
    id: second.id,
    score: (input) => second.score(inputOf(input)),
    ...(second.explain && {
      explain: (input) => {
        const { places } = read(input.words);
        const { words = [] } = second.explain?.(inputOf(input)) ?? {};
        return { words: words.flatMap(({ index, ...more }) => ({ ...more, index: places[index] ?? index })) };
      },
    }),
  };
}
