/**
 * Whole numbers as text: printable ASCII that JSON and JavaScript take as it is, one letter below 64, two below 1,792. A
 * third of what the digits would take.
 */
const FIRST = 35;
/** Left out: the backslash. */
const BACKSLASH = 92;
/** Values of the last letter of a number, and of the letters before it. */
const LAST = 64;
const BEFORE = 27;

const letter = (value: number): string =>
  String.fromCharCode(FIRST + value < BACKSLASH ? FIRST + value : FIRST + value + 1);

/** @param numbers whole, not negative */
export function writeNumbers(numbers: readonly number[]): string {
  const out: string[] = [];
  for (const number of numbers) {
    let text = letter(number % LAST);
    for (let rest = Math.floor(number / LAST); rest > 0; rest = Math.floor(rest / BEFORE))
      text = letter(LAST + (rest % BEFORE)) + text;
    out.push(text);
  }
  return out.join('');
}

/** @param text that `writeNumbers` made; of any other text the numbers mean nothing */
export function readNumbers(text: string): number[] {
  const numbers: number[] = [];
  let before = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const value = code - FIRST - (code > BACKSLASH ? 1 : 0);
    if (value >= LAST) before = before * BEFORE + value - LAST;
    else {
      numbers.push(before * LAST + value);
      before = 0;
    }
  }
  return numbers;
}

/** Lists one after the other: each its length, then its numbers. */
export function writeLists(lists: readonly (readonly number[])[]): string {
  return writeNumbers(lists.flatMap((list) => [list.length, ...list]));
}

/** Lists of whole numbers, each of another length, in one piece of memory. */
export class NumberLists {
  private readonly all: Uint16Array | Uint32Array;
  private readonly starts: Uint32Array;

  /** @param text as `writeLists` wrote it */
  constructor(text: string) {
    const all = readNumbers(text);
    const starts: number[] = [];
    let most = 0;
    for (let at = 0; at < all.length; at += 1 + (all[at] as number)) starts.push(at);
    for (let at = 0; at < all.length; at++) if ((all[at] as number) > most) most = all[at] as number;
    this.all = most < 0x10000 ? Uint16Array.from(all) : Uint32Array.from(all);
    this.starts = Uint32Array.from(starts);
  }

  get length(): number {
    return this.starts.length;
  }

  lengthOf(list: number): number {
    return this.all[this.starts[list] as number] as number;
  }

  /** The first number of a list that is not empty. */
  first(list: number): number {
    return this.all[(this.starts[list] as number) + 1] as number;
  }

  /** The numbers of a list. */
  of(list: number): Uint16Array | Uint32Array {
    const start = this.starts[list] as number;
    return this.all.subarray(start + 1, start + 1 + (this.all[start] as number));
  }
}
