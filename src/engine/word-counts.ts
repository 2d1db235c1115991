import { WordTable } from './word-table.ts';

/** How often words occur in ordinary chat. */
export interface Counts {
  /** 0 for a known but uncommon word; undefined for an unknown one. */
  readonly get: (word: string) => number | undefined;
  readonly has: (word: string) => boolean;
}

/** What stands for the count of a word that is here for another reason than to be known. */
const UNKNOWN = -1;

/** All single words of a pack: the common ones with their counts, and those that classes and rules name. */
export class KnownWords implements Counts {
  readonly table: WordTable;
  /** Named word → its number in `table`. */
  readonly named: Uint32Array;
  private readonly counts: Int32Array;

  /**
   * @param common a word a line, with its count or without
   * @param spoken words that forms are read as
   * @param named words that classes and rules name, a word a line
   * @param known how many of them, the first ones, are words of the language
   */
  constructor(common: string, spoken: readonly string[], named: string, known: number) {
    const list = common.replace(/^\n+|\n+$/g, '').replace(/\n\n+/g, '\n');
    const table = new WordTable([list, spoken.join('\n'), named].filter((part) => part !== '').join('\n'));
    this.table = table;
    const lines = table.onLine.length;
    const last = lines - (named === '' ? 0 : named.split('\n').length);
    this.named = table.onLine.slice(last);
    this.counts = new Int32Array(table.size).fill(UNKNOWN);
    const told = countsOf(list);
    for (let line = 0; line < last + known; line++) {
      const number = table.onLine[line] as number;
      if (line < told.length) this.counts[number] = told[line] as number;
      else if (this.counts[number] === UNKNOWN) this.counts[number] = 0;
    }
  }

  get(word: string): number | undefined {
    const count = this.countOf(this.table.numberOf(word));
    return count === UNKNOWN ? undefined : count;
  }

  has(word: string): boolean {
    return this.countOf(this.table.numberOf(word)) !== UNKNOWN;
  }

  /** Calls for each known word, the common ones first. */
  each(call: (word: string, count: number) => void): void {
    for (let number = 0; number < this.table.size; number++) {
      const count = this.countOf(number);
      if (count !== UNKNOWN) call(this.table.word(number), count);
    }
  }

  private countOf(number: number): number {
    return number < 0 ? UNKNOWN : (this.counts[number] as number);
  }
}

/** The counts of a list, line by line; a word without one stands for once. */
function countsOf(common: string): number[] {
  const counts: number[] = [];
  let count = -1;
  for (let at = 0; at < common.length; at++) {
    const code = common.charCodeAt(at);
    if (code === 10) {
      counts.push(count < 0 ? 1 : count);
      count = -1;
    } else if (code === 32) count = 0;
    else if (count >= 0) count = 10 * count + code - 48;
  }
  if (common !== '') counts.push(count < 0 ? 1 : count);
  return counts;
}
