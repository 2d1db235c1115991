/**
 * Reads a language word by word in another one, in which there is a second opinion: `mándame una foto` → send me a picture.
 * The network pools words and looks at three in a row, so it does without the grammar of a translation.
 */
import type { OpinionInput, SecondOpinion } from './opinion.ts';
import type { Vocabulary } from './vocabulary.ts';
import { WordTable } from './word-table.ts';
import { splitWords } from './words.ts';

/** Forms of a language as its pack reads them, letters folded, and what they mean, word by word. */
export interface Gloss {
  /** The words of a form of several are parted by `_`. */
  readonly forms: WordTable;
  /** What a form means; undefined for one that is not there. */
  readonly meaning: (form: string) => readonly string[] | undefined;
  /** Words that begin a form of several words → words of the longest one. */
  readonly openings: ReadonlyMap<string, number>;
}

/** Least that an unknown form and a known one must begin with in common, in letters, and as a share of the longer one. */
const MIN_STEM = 4;
const SHARED = 0.7;
/** Forms whose meaning is remembered. */
const MAX_KEPT = 1000;

/**
 * Reads a table: a line each meaning, `send me: mándame envíame`; a form of several words is written with `_`; `-:` lists
 * what means nothing. Of a form that stands twice the first counts.
 * @throws Error that names the line and what is wrong in it
 */
export function parseGloss(name: string, text: string, writing: Vocabulary['writing']): Gloss {
  const list: string[] = [];
  const lines: number[] = [];
  const meanings: string[] = [];
  const openings = new Map<string, number>();
  text.split('\n').forEach((raw, index) => {
    const line = raw.split('#')[0]?.trim() ?? '';
    if (line === '') return;
    const [meaning = '', forms, ...more] = line.split(':');
    if (forms === undefined || more.length > 0 || !/^(?:-|[a-z0-9$]+(?: [a-z0-9$]+)*)$/.test(meaning.trim()))
      throw new Error(`${name}:${index + 1}: a line is a meaning, a colon and forms: \`send me: mándame envíame\``);
    meanings.push(meaning.trim());
    for (const key of formsOf(forms, writing)) {
      // figures are read alike everywhere; `<3` would leave one
      if (/^\d*$/.test(key)) continue;
      list.push(key);
      lines.push(meanings.length - 1);
      const words = key.split('_');
      const [head = ''] = words;
      if (words.length > 1) openings.set(head, Math.max(words.length, openings.get(head) ?? 0));
    }
  });
  const forms = new WordTable(list.join('\n'));
  // one text, not thousands: parts of the file would also keep the whole of it
  const said = meanings.join('\n');
  const starts = new Uint32Array(meanings.length + 1);
  meanings.forEach((meaning, line) => {
    starts[line + 1] = (starts[line] as number) + meaning.length + 1;
  });
  const meant = new Uint16Array(forms.size);
  for (let line = lines.length - 1; line >= 0; line--) meant[forms.onLine[line] as number] = lines[line] as number;
  return {
    forms,
    openings,
    meaning(form) {
      const number = forms.numberOf(form);
      if (number < 0) return undefined;
      const line = meant[number] as number;
      const words = said.slice(starts[line], (starts[line + 1] as number) - 1);
      return words === '-' ? [] : words.split(' ');
    },
  };
}

/** The forms of a line, folded. Read together: one by one they would be most of the time, and of the memory, of a table. */
function formsOf(line: string, writing: Vocabulary['writing']): string[] {
  if (writing === null && /^[a-z_\s]*$/.test(line)) return line.trim().split(/\s+/);
  const text = line.replaceAll('_', '-');
  const forms: string[] = [];
  let end = -1;
  for (const word of splitWords(text, writing).words) {
    // parted by no more than a hyphen or an apostrophe: of one form
    if (end >= 0 && !/\s/.test(text.slice(end, word.start))) forms.push(`${forms.pop()}_${word.text}`);
    else forms.push(word.text);
    end = word.end;
  }
  return forms;
}

/** What a message means, word by word, and for each of those words the index of the one that it stands for. */
export interface Glossed {
  readonly words: readonly string[];
  readonly places: readonly number[];
}

/** Reads the words of a message by a gloss. */
export function makeGlossary(gloss: Gloss, vocabulary: Vocabulary): (words: readonly string[]) => Glossed {
  const { forms, meaning, openings } = gloss;
  const isWord = (form: string) => forms.numberOf(form) >= 0;
  const kept = new Map<string, readonly string[]>();
  let sorted: Uint32Array | null = null;

  const guess = (form: string): readonly string[] => {
    const parts = vocabulary.spoken.get(form) ?? vocabulary.composeOf(form, isWord) ?? vocabulary.compose(form);
    return parts?.flatMap((part) => meaning(part) ?? near(part)) ?? near(form);
  };
  /** The meaning of the known form that begins most like this one; the form itself where there is none: a name, or English. */
  const near = (form: string): readonly string[] => {
    if (form.length < MIN_STEM) return [form];
    // made when the first unknown form asks for it
    sorted ??= sortedForms(forms);
    const at = placeIn(sorted, forms, form);
    let best: string | null = null;
    let most = Math.max(MIN_STEM - 1, Math.ceil(SHARED * form.length) - 1);
    for (const number of [sorted[at - 1], sorted[at]]) {
      if (number === undefined) continue;
      const other = forms.word(number);
      const shared = sharedStart(form, other);
      if (shared > most && shared >= SHARED * other.length) [best, most] = [other, shared];
    }
    return best === null ? [form] : (meaning(best) ?? [form]);
  };
  const meaningOf = (form: string): readonly string[] => {
    const known = kept.get(form);
    if (known) return known;
    const made = meaning(form) ?? guess(form);
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(form, made);
    return made;
  };

  return (given) => {
    // a particle that the pack reads as nothing (French n’) parts no phrase
    const filled: number[] = [];
    for (let i = 0; i < given.length; i++) if (given[i] !== '') filled.push(i);
    const words = filled.length === given.length ? given : filled.map((i) => given[i] as string);
    const out: string[] = [];
    const places: number[] = [];
    for (let i = 0; i < words.length; ) {
      const word = words[i] as string;
      let length = 1;
      let together: readonly string[] | undefined;
      for (let size = Math.min(openings.get(word) ?? 0, words.length - i); size > 1 && !together; size--) {
        together = meaning(words.slice(i, i + size).join('_'));
        if (together) length = size;
      }
      const said = together ?? meaningOf(word);
      // `eu tenho`: the person is in both
      const again = said.length > 1 && said[0] === out.at(-1) ? 1 : 0;
      for (let k = again; k < said.length; k++) {
        out.push(said[k] as string);
        places.push(filled[i] as number);
      }
      i += length;
    }
    return { words: out, places };
  };
}

/** Numbers of the forms of one word that others may begin like, in the order of the alphabet. */
function sortedForms(forms: WordTable): Uint32Array {
  const words = Array.from({ length: forms.size }, (_, number) => forms.word(number));
  return Uint32Array.from(words.filter((word) => word.length >= MIN_STEM && !word.includes('_')).sort(), (word) =>
    forms.numberOf(word),
  );
}

/** Index of the first of the sorted forms that is not before `form`. */
function placeIn(sorted: Uint32Array, forms: WordTable, form: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (forms.word(sorted[middle] as number) < form) low = middle + 1;
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
