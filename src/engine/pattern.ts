/**
 * The match syntax of rules: compromise's, cut to what always means the same.
 *
 *     {class}   a word (or several) of a class of words.yaml      word      this word
 *     (a|b {class}|{class})  one of these                         x?        with or without
 *     .{0,3}    up to three words of any kind                     !{class}  a word that is not of the class
 *     ^ $       start and end of the sentence
 *
 * Optional parts are written out into variants, so that what compromise matches never depends on its order of trying.
 */
export type Part =
  | { readonly kind: 'class'; readonly name: string; readonly negative: boolean }
  | { readonly kind: 'words'; readonly choices: readonly string[]; readonly negative: boolean }
  | { readonly kind: 'gap'; readonly min: number; readonly max: number }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' };

const CLASS_NAME = /^[a-z0-9-]+$/;
const GAP = /\.\{(\d),(\d)\}/y;
const WORD = /[^\s(){}|^$?!]+/y;

/** Most words of a gap, also of two that meet: a digit each. */
const MAX_GAP = 9;

/** What means something in a pattern and is read as a word in a choice: a gap, an end, "not", "with or without". */
const NO_CHOICE = /\.\{|[!^$?]/;

/** Most optional parts of one pattern: each doubles the number of variants. */
const MAX_OPTIONAL = 4;

/**
 * Reads one pattern into its variants without optional parts.
 * @throws Error naming what is wrong and where in the pattern
 */
export function parsePattern(pattern: string): Part[][] {
  const parts = readParts(pattern);
  const optional = parts.filter((entry) => entry.optional).length;
  if (optional > MAX_OPTIONAL)
    throw new Error(`"${pattern}": more than ${MAX_OPTIONAL} optional parts; write two patterns`);
  let variants: Part[][] = [[]];
  for (const entry of parts)
    variants = entry.optional
      ? variants.flatMap((variant) => [variant, [...variant, entry.part]])
      : variants.map((variant) => [...variant, entry.part]);
  const ends = [
    parts.find((entry) => entry.part.kind !== 'start'),
    parts.findLast((entry) => entry.part.kind !== 'end'),
  ];
  if (ends.some((entry) => entry?.part.kind === 'gap'))
    throw new Error(`"${pattern}": a gap at the end or start matches anything`);
  const trimmed = variants.map(trimGaps);
  for (const variant of trimmed) check(pattern, variant);
  return trimmed;
}

interface ReadPart {
  readonly part: Part;
  readonly optional: boolean;
}

/** The parts of a pattern from left to right. Most of the characters stand in groups, which are found by their ends. */
function readParts(pattern: string): ReadPart[] {
  const text = pattern.trim();
  const parts: ReadPart[] = [];
  let at = 0;
  while (at < text.length) {
    if (text.charCodeAt(at) === 32) {
      at++;
      continue;
    }
    const token = readPart(text, at);
    if (!token) throw new Error(`"${pattern}": cannot read "${text.slice(at).trim()}"`);
    const optional = token.mayBeLeftOut && text[token.end] === '?';
    parts.push({ part: token.part, optional });
    at = token.end + (optional ? 1 : 0);
  }
  return parts;
}

function readPart(text: string, at: number): { part: Part; end: number; mayBeLeftOut: boolean } | null {
  const sign = text[at];
  if (sign === '^') return { part: { kind: 'start' }, end: at + 1, mayBeLeftOut: false };
  if (sign === '$') return { part: { kind: 'end' }, end: at + 1, mayBeLeftOut: false };
  if (sign === '.') {
    GAP.lastIndex = at;
    const [gap, least, most] = GAP.exec(text) ?? [];
    if (gap) {
      const [min, max] = [Number(least), Number(most)];
      if (min > max) throw new Error(`"${text}": ${gap} matches nothing: write .{${max},${min}}`);
      return { part: { kind: 'gap', min, max }, end: at + gap.length, mayBeLeftOut: false };
    }
  }
  const negative = sign === '!';
  const from = negative ? at + 1 : at;
  if (text[from] === '{') {
    const end = text.indexOf('}', from);
    const name = text.slice(from + 1, end);
    if (end < 0 || !CLASS_NAME.test(name)) return null;
    return { part: { kind: 'class', name, negative }, end: end + 1, mayBeLeftOut: true };
  }
  if (text[from] === '(') {
    const end = text.indexOf(')', from);
    const group = text.slice(from + 1, end);
    if (end < 0 || group.includes('(')) return null;
    const choices = group.split('|').map((choice) => choice.trim());
    const other = choices.find((choice) => NO_CHOICE.test(choice));
    if (other !== undefined)
      throw new Error(
        `"${text}": "${other}" is no choice, which is made of words and classes: write a pattern of its own`,
      );
    return { part: { kind: 'words', choices, negative }, end: end + 1, mayBeLeftOut: true };
  }
  WORD.lastIndex = from;
  const word = WORD.exec(text)?.[0];
  if (!word) return null;
  return { part: { kind: 'words', choices: [word], negative }, end: from + word.length, mayBeLeftOut: true };
}

/** An optional part that is left out may leave a gap at an end, where it would match anything, or two gaps in a row. */
function trimGaps(variant: readonly Part[]): Part[] {
  const solid = (part: Part) => part.kind !== 'gap' && part.kind !== 'start' && part.kind !== 'end';
  const first = variant.findIndex(solid);
  const last = variant.findLastIndex(solid);
  const parts: Part[] = [];
  variant.forEach((part, i) => {
    if (part.kind === 'gap' && (i < first || i > last)) return;
    const before = parts.at(-1);
    if (part.kind === 'gap' && before?.kind === 'gap')
      parts[parts.length - 1] = {
        kind: 'gap',
        min: before.min + part.min,
        max: Math.min(MAX_GAP, before.max + part.max),
      };
    else parts.push(part);
  });
  return parts;
}

function check(pattern: string, variant: readonly Part[]): void {
  const solid = variant.filter((part) => (part.kind === 'class' || part.kind === 'words') && !part.negative);
  if (solid.length === 0) throw new Error(`"${pattern}": needs at least one word or class that must be there`);
  if (variant.some((part) => part.kind === 'gap' && part.min > MAX_GAP))
    throw new Error(
      `"${pattern}": without what is optional between them, two gaps ask for more than ${MAX_GAP} words: write two patterns`,
    );
  for (let i = 0; i + 1 < variant.length; i++) {
    const next = variant[i + 1];
    if (
      variant[i]?.kind === 'gap' &&
      (next?.kind === 'gap' || ((next?.kind === 'class' || next?.kind === 'words') && next.negative))
    )
      throw new Error(`"${pattern}": a gap must be followed by a word or class that must be there`);
  }
}
