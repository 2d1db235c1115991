import type { Folded } from './fold.ts';

/** How a language reads letters: those that are one to it (`أ` and `ا`, `ae` and `a`), and those that say nothing. */
export interface Letters {
  /** Unit that a run begins with → runs that are read otherwise, longest first. */
  readonly runs: ReadonlyMap<
    string,
    readonly { readonly from: string; readonly to: string; readonly digit: boolean }[]
  >;
  /** Whether anything of it can be in a text at all. */
  readonly any: RegExp;
}

/**
 * Makes the table of a language's `letters`. Keys are written in lower case; one with a digit counts only beside a letter.
 * @returns null for an empty table
 */
export function makeLetters(table: Readonly<Record<string, string>>): Letters | null {
  const entries = Object.entries(table).filter(([from, to]) => from !== '' && from !== to);
  if (entries.length === 0) return null;
  const runs = new Map<string, { from: string; to: string; digit: boolean }[]>();
  for (const [from, to] of entries.sort((a, b) => b[0].length - a[0].length)) {
    const head = from[0] ?? '';
    const list = runs.get(head) ?? [];
    list.push({ from, to, digit: /\d/.test(from) });
    runs.set(head, list);
  }
  const escaped = entries.map(([from]) => from.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return { runs, any: new RegExp(escaped.join('|')) };
}

const LETTER = /^\p{L}$/u;
const isLetter = (unit: string | undefined): boolean =>
  unit !== undefined && (unit < '\u0080' ? unit >= 'a' && unit <= 'z' : LETTER.test(unit));

/** Reads the letters of a folded text by a table; every unit keeps its way back to the original. Linear. */
export function readLetters(folded: Folded, letters: Letters): Folded {
  const { text } = folded;
  if (!letters.any.test(text)) return folded;
  let out = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (let i = 0; i < text.length; ) {
    const unit = text[i] ?? '';
    const run = letters.runs
      .get(unit)
      ?.find(({ from, digit }) => text.startsWith(from, i) && (!digit || besideLetter(text, i, from.length)));
    const length = run ? run.from.length : 1;
    const to = run ? run.to : unit;
    const start = folded.starts ? (folded.starts[i] ?? 0) : i;
    const end = folded.ends ? (folded.ends[i + length - 1] ?? 0) : i + length;
    for (let k = 0; k < to.length; k++) {
      starts.push(start);
      ends.push(end);
    }
    out += to;
    i += length;
  }
  return { text: out, starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
}

/** A digit is read as a letter when a letter stands directly before or after it, or after a further such digit: `3ayez`, `7obi`. */
function besideLetter(text: string, from: number, length: number): boolean {
  if (isLetter(text[from - 1]) || isLetter(text[from + length])) return true;
  return isLetter(text[from + length + 1]) && /\d/.test(text[from + length] ?? '');
}
