import type { Lexicon } from './lexicon.ts';
import { joinedWords, spelledWords } from './spelled.ts';
import { skeletonOf, type Vocabulary } from './vocabulary.ts';
import type { Word } from './words.ts';

/**
 * Undoes what people do to a word so that a filter should not know it: stretched, spaced and dotted letters, leet, dropped
 * vowels, swapped and missing letters, words written together. A word that the language knows is never touched.
 * Offsets stay true: a joined word spans its letters, a split word's parts share its span.
 */
export function repairWords(words: readonly Word[], vocabulary: Vocabulary, lexicon: Lexicon): Word[] {
  let unknown = 0;
  let letters = 0;
  for (const word of words) {
    word.entry = lexicon.get(word.text);
    if (word.entry === undefined) unknown++;
    if (word.text.length === 1) letters++;
    if (word.gap.length === 1 && word.gap !== ' ') unknown++;
  }
  // most messages hold known words alone, with nothing spelled out: nothing to repair
  if (unknown === 0 && letters < 3) return words as Word[];
  const repaired = repairEach(words, vocabulary);
  if (repaired !== words)
    for (const word of repaired) if (word.entry?.text !== word.text) word.entry = lexicon.get(word.text);
  return repaired as Word[];
}

/** Letters at the end of a row that spells nothing as a whole, which may spell something by themselves. Each start is tried: more would cost their square. */
const LONGEST_TAIL = 40;

function repairEach(words: readonly Word[], vocabulary: Vocabulary): readonly Word[] {
  let out: Word[] | null = null;
  // Where the row of single letters ends that `i` stands in; measured once a row, or a long one would cost its square.
  let until = 0;
  /** The row that ends there spells nothing from its start. */
  let nothing = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (!word) continue;
    if (i >= until - 1) until = i + spelledRun(words, i);
    const run = until - i;
    if (run >= 3 && (until !== nothing || run <= LONGEST_TAIL)) {
      const joined = joinRun(words, i, run, vocabulary);
      if (joined) {
        out ??= words.slice(0, i);
        out.push(...joined);
        i += run - 1;
        continue;
      }
      nothing = until;
    }
    const bridged = bridge(words, i, vocabulary);
    if (bridged) {
      out ??= words.slice(0, i);
      out.push(bridged);
      i++;
      continue;
    }
    const known = isOrdinary(word) || (word.entry?.reading ?? null) !== null;
    const repaired = known ? null : repairWord(word.text, vocabulary);
    if (repaired === null) {
      out?.push(word);
      continue;
    }
    out ??= words.slice(0, i);
    repaired.forEach((text, part) => {
      out?.push({ ...word, text, breakBefore: part === 0 && word.breakBefore, gap: part === 0 ? word.gap : '' });
    });
  }
  return out ?? words;
}

const isKnown = (text: string, vocabulary: Vocabulary): boolean =>
  vocabulary.counts.has(text) || vocabulary.spoken.has(text);

/** The same of a word that was looked up already. */
const isOrdinary = (word: Word): boolean => word.entry?.known === true;

/** How many single letters in a row start at `i`, parted by one space, dot, dash, star or underscore each. */
function spelledRun(words: readonly Word[], i: number): number {
  let n = 0;
  let separator = '';
  for (; i + n < words.length; n++) {
    const word = words[i + n];
    if (word?.text.length !== 1) break;
    if (n === 0) continue;
    // y-o-u-'-r-e: an apostrophe is spelled like a letter
    const gap = word.gap.includes("'") ? word.gap.replace(/'./, '') : word.gap;
    if (n === 1) {
      if (!/^[ .\-*_~,/]{1,2}$/.test(gap)) break;
      separator = gap;
    } else if (gap !== separator) break;
  }
  return n;
}

/** The words that a row of single letters spells: one word, one in disguise, several, or one that nobody knows. */
function joinRun(words: readonly Word[], i: number, run: number, vocabulary: Vocabulary): Word[] | null {
  let letters = '';
  for (let k = i; k < i + run; k++) letters += (words[k] as Word).text;
  if (isKnown(letters, vocabulary)) return [spanning(letters, words, i, run)];
  const one = repairWord(letters, vocabulary);
  if (one?.length === 1) return [spanning(one[0] as string, words, i, run)];
  // signs between letters part no words: one that the language does not know is a name
  const tight = words[i + 1]?.gap !== ' ';
  const spelled = spelledWords(letters, vocabulary) ?? one ?? (tight || run < LONGEST_NAME ? [letters] : null);
  if (spelled === null || (spelled.length === 1 && run < SHORTEST_NAME)) return null;
  let at = i;
  return spelled.map((part) => {
    at += part.length;
    return spanning(part, words, at - part.length, part.length);
  });
}

/** A word in place of some others. */
function spanning(text: string, words: readonly Word[], i: number, count: number): Word {
  const { start, breakBefore, gap } = words[i] as Word;
  return { text, start, end: (words[i + count - 1] as Word).end, breakBefore, gap };
}

/** `pass.word`, `pass-word`, `pa55 w0rd`: two pieces that make a word of the rules or a common one; a mere space parts them only if one of them is no word by itself. */
function bridge(words: readonly Word[], i: number, vocabulary: Vocabulary): Word | null {
  const a = words[i];
  const b = words[i + 1];
  if (!a || !b || b.gap.length !== 1 || a.text.length + b.text.length < 6) return null;
  const tight = /[.\-*_~]/.test(b.gap);
  if (!tight && (b.gap !== ' ' || (isOrdinary(a) && isOrdinary(b)))) return null;
  const joined = a.text + b.text;
  const target = vocabulary.near.get(joined) === joined ? joined : null;
  return target ? { text: target, start: a.start, end: b.end, breakBefore: a.breakBefore, gap: a.gap } : null;
}

/** Letters of a row that are read as one word although no language knows it: `k i d d o`. Three may be initials or a score. */
const SHORTEST_NAME = 4;
const LONGEST_NAME = 10;

/** Letters of the longest form that is repaired. */
const LONGEST_FORM = 40;
/** Unknown forms recur (names, places, nicknames): what they were read as is kept, up to this many. */
const MAX_REPAIRS = 4000;

/** The words that an unknown form most likely stands for, or null. */
export function repairWord(text: string, vocabulary: Vocabulary): readonly string[] | null {
  if (text.length < 2 || text.length > LONGEST_FORM) return null;
  const before = vocabulary.repairs.get(text);
  if (before !== undefined) return before;
  const repaired = findRepair(text, vocabulary);
  if (vocabulary.repairs.size >= MAX_REPAIRS) vocabulary.repairs.clear();
  vocabulary.repairs.set(text, repaired);
  return repaired;
}

function findRepair(text: string, vocabulary: Vocabulary): readonly string[] | null {
  const known = (form: string) => isKnown(form, vocabulary);
  const shorter = squeeze(text, known);
  if (shorter) return [shorter];
  const hasSign = /[^a-z]/.test(text);
  const forms = hasSign && /[a-z@$!|]/.test(text) && /^[\x21-\x7e]+$/.test(text) ? unleet(text, vocabulary) : [text];
  for (const form of forms) {
    if (form !== text && known(form)) return [form];
    const squeezed = form === text ? null : squeeze(form, known);
    if (squeezed) return [squeezed];
  }
  for (const form of forms) {
    const close = nearWord(form, vocabulary) ?? vocabulary.skeletons.get(form.replace(/(.)\1\1+/g, '$1'));
    if (close && (close !== form || form !== text)) return [close];
    const turned = turnedBack(form, known);
    if (turned) return [turned];
    const bare = /^[^aeiou]+$/.test(form) ? vocabulary.skeletons.get(skeletonOf(form)) : undefined;
    if (bare) return [bare];
  }
  for (const form of forms) {
    if (!/^[a-z]+$/.test(form)) continue;
    // short words are found in any letters: a number that is read as letters (noora77) is no sentence
    const common = form === text ? joinedWords(form, vocabulary) : null;
    const parts = common ?? (form.length >= 6 ? partWords(form, vocabulary) : null);
    if (parts) return parts;
  }
  return null;
}

/** Most stretched places of one word that are tried in every combination. */
const MAX_RUNS = 4;

/** Takes stretched letters back: each run of a letter is read as one or two of it, two first. */
function squeeze(text: string, known: (form: string) => boolean): string | null {
  const runs = text.match(/(.)\1+/g);
  if (!runs?.some((run) => run.length >= 3) || runs.length > MAX_RUNS) return null;
  const pieces = text.split(/((.)\2+)/g).filter((_, i) => i % 3 !== 2);
  for (let choice = 0; choice < 1 << runs.length; choice++) {
    let n = 0;
    const form = pieces
      .map((piece, i) => (i % 2 === 0 ? piece : (piece[0] ?? '').repeat((choice >> n++) & 1 ? 1 : 2)))
      .join('');
    if (known(form)) return form;
  }
  return null;
}

/** Readings of a form with digits and signs as letters: the usual letter of each, then the second one; at most four. */
export function unleet(text: string, vocabulary: Vocabulary): string[] {
  const read = (choice: number) =>
    [...text].map((sign) => vocabulary.leet.get(sign)?.[choice] ?? vocabulary.leet.get(sign)?.[0] ?? sign).join('');
  const forms = [read(0), read(1)];
  const bare = text.replace(/[^a-z]/g, '');
  if (bare.length >= 3 && /^[^a-z]*[a-z]+[^a-z]*$/.test(text)) forms.push(bare);
  const signless = text.replace(/[@$!|]+/g, '');
  if (signless !== text && signless.length >= 3) forms.push(signless);
  return [...new Set(forms)].filter((form) => /[a-z]/.test(form));
}

/** One letter missing, added, changed or swapped, the first letter right, in a word of the rules, or a common one, of six letters or more. */
function nearWord(text: string, vocabulary: Vocabulary): string | undefined {
  if (text.length < 5 || !/^\p{L}+$/u.test(text)) return undefined;
  const missing = vocabulary.near.get(text);
  if (missing) return missing;
  for (let i = 1; i < text.length; i++) {
    const candidate = vocabulary.near.without(text, i);
    if (candidate && withinOne(text, candidate)) return candidate;
  }
  return undefined;
}

/** The known word of four letters or more that a form is when two neighbouring letters change places; the likeliest first. */
function turnedBack(form: string, known: (form: string) => boolean): string | undefined {
  if (form.length < 4 || !/^\p{L}+$/u.test(form)) return undefined;
  // the first letter mostly stays: it is tried last
  for (const i of [...Array(form.length - 2).keys()].map((k) => k + 1).concat(0)) {
    const turned = form.slice(0, i) + (form[i + 1] ?? '') + (form[i] ?? '') + form.slice(i + 2);
    if (turned !== form && known(turned)) return turned;
  }
  return undefined;
}

/** Edit distance of one (with swaps of neighbours): near() finds pairs that share a deletion, which may be two edits apart. */
function withinOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  const restA = a.slice(head);
  const restB = b.slice(head);
  if (a.length > b.length) return restA.slice(1) === restB;
  if (b.length > a.length) return restB.slice(1) === restA;
  if (restA.slice(1) === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}

/** `sendme`, `yourpassword`: two or three known words of two letters or more, one of them of at least four. */
function partWords(text: string, vocabulary: Vocabulary): string[] | null {
  const good = (part: string) =>
    part.length >= 4 ? isKnown(part, vocabulary) : part.length >= 2 && (vocabulary.counts.get(part) ?? 0) >= 20;
  let best: string[] | null = null;
  let bestScore = 0;
  const consider = (parts: string[]) => {
    if (!parts.every(good) || !parts.some((part) => part.length >= 4)) return;
    const score = Math.min(...parts.map((part) => Math.log(2 + (vocabulary.counts.get(part) ?? 0)))) / parts.length;
    if (score > bestScore) {
      best = parts;
      bestScore = score;
    }
  };
  for (let i = 2; i <= text.length - 2; i++) {
    consider([text.slice(0, i), text.slice(i)]);
    if (good(text.slice(0, i)))
      for (let k = i + 2; k <= text.length - 2; k++) consider([text.slice(0, i), text.slice(i, k), text.slice(k)]);
  }
  return best;
}
