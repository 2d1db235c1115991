import { fnv1a, spread } from './hash.ts';

/**
 * Words by number. A map of as many strings would take five times the memory and as much longer to make, and each language
 * that is read has tens of thousands: the words stay in the one text that they came in.
 */
export class WordTable {
  /** How many different words there are: they are numbered from 0 in the order in which they first stand. */
  readonly size: number;
  /** Line → number of its word. */
  readonly onLine: Uint32Array;
  private readonly text: string;
  private readonly starts: Uint32Array;
  private readonly ends: Uint32Array;
  /** Open addressing, as many slots as a power of two: numbers counted from 1. */
  private readonly slots: Uint16Array | Uint32Array;

  /** @param text a word a line, up to a space or the end of the line; what follows the space is not read. No empty lines */
  constructor(text: string) {
    const lines = text === '' ? 0 : countOf(text, '\n') + 1;
    this.text = text;
    this.onLine = new Uint32Array(lines);
    const slots = 2 ** Math.ceil(Math.log2(1.5 * lines + 2));
    this.slots = lines < 0xffff ? new Uint16Array(slots) : new Uint32Array(slots);
    const starts = new Uint32Array(lines);
    const ends = new Uint32Array(lines);
    let size = 0;
    for (let line = 0, at = 0; line < lines; line++) {
      let end = text.indexOf('\n', at);
      if (end < 0) end = text.length;
      let to = at;
      while (to < end && text.charCodeAt(to) !== 32) to++;
      const slot = this.slotOf(text, at, to, starts, ends);
      let number = (this.slots[slot] as number) - 1;
      if (number < 0) {
        number = size++;
        starts[number] = at;
        ends[number] = to;
        this.slots[slot] = size;
      }
      this.onLine[line] = number;
      at = end + 1;
    }
    this.size = size;
    this.starts = starts.slice(0, size);
    this.ends = ends.slice(0, size);
  }

  /** The number of a word; -1 when it is not there. */
  numberOf(word: string): number {
    return (this.slots[this.slotOf(word, 0, word.length, this.starts, this.ends)] as number) - 1;
  }

  /** The word of a number. */
  word(number: number): string {
    return this.text.slice(this.starts[number], this.ends[number]);
  }

  /** The slot of a word, or the free one where it would be. */
  private slotOf(text: string, from: number, to: number, starts: Uint32Array, ends: Uint32Array): number {
    const mask = this.slots.length - 1;
    const length = to - from;
    for (let slot = spread(fnv1a(text, from, to)) & mask; ; slot = (slot + 1) & mask) {
      const number = this.slots[slot] as number;
      if (number === 0) return slot;
      const start = starts[number - 1] as number;
      if ((ends[number - 1] as number) - start !== length) continue;
      let i = 0;
      while (i < length && this.text.charCodeAt(start + i) === text.charCodeAt(from + i)) i++;
      if (i === length) return slot;
    }
  }
}

function countOf(text: string, sign: string): number {
  let count = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count++;
  return count;
}
