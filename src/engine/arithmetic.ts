/**
 * The two sums that most of a network's time goes into. Whole numbers, which add up exactly in whatever order: every
 * arithmetic gives the same answer to the last digit, and one that is quicker may stand in for this one.
 */
import type { Shape } from './model-shape.ts';
import { addSparse, MOST_ROWS, pair, type Scaled } from './paired.ts';

/** A matrix that rows are multiplied with. */
export interface Product {
  /**
   * out += row · matrix, for a row of which the places that are not zero are given, `count` of them.
   * @param out as long as the matrix has columns
   */
  readonly add: (places: Uint16Array, values: Float32Array | Float64Array, count: number, out: Float64Array) => void;
}

/** What the filters see in words, kept in rows, and what is the most of it in a message. */
export interface Filters {
  /** Keeps what the filters see in a word: whole numbers of 16 bits, in the order of the file's projection. */
  readonly keep: (row: number, seen: Int16Array) => void;
  /**
   * Of each filter of one word or of three words in a row the strongest, of each filter of all words the sum; zeros without words.
   * @param rows of the words of a message, in their order, `count` of them, at most `MOST_WORDS`
   * @returns one number a feature; overwritten by the next call
   */
  readonly strongest: (rows: Int32Array, count: number) => Int32Array;
}

/** Largest number that is kept of a filter and a word. */
export const LIMIT = 2 ** 15 - 1;
/** Words of one message that are read. */
export const MOST_WORDS = 80;

export interface Arithmetic {
  /** Of the rows of a matrix from one up to another, by default of all. @throws Error when there are too many */
  readonly product: (matrix: Scaled, from?: number, to?: number) => Product;
  /** @param rows how many words are kept */
  readonly filters: (shape: Shape, rows: number) => Filters;
}

const places = new Uint16Array(MOST_ROWS);
const found = new Float64Array(MOST_ROWS);

/** out += row · matrix. Zeros in the row cost next to nothing. */
export function addRow(row: Float32Array | Float64Array, { add }: Product, out: Float64Array): void {
  let count = 0;
  for (let i = 0; i < row.length; i++) {
    const value = row[i] as number;
    if (value === 0) continue;
    places[count] = i;
    found[count++] = value;
  }
  add(places, found, count, out);
}

/** Plain JavaScript, which runs everywhere. */
export const plainArithmetic = (): Arithmetic => ({
  product: (matrix, from, to) => {
    const paired = pair(matrix, from, to);
    return { add: (places, values, count, out) => addSparse(places, values, count, paired, out) };
  },
  filters: plainFilters,
});

function plainFilters({ uni, tri, mean }: Shape, rows: number): Filters {
  const size = uni + 3 * tri + mean;
  const most = uni + tri;
  const sums = uni + 3 * tri;
  const all = new Int16Array(rows * size);
  const at = new Int32Array(MOST_WORDS);
  const tops = new Int32Array(most + mean);
  return {
    keep: (row, seen) => all.set(seen, row * size),
    strongest: (rowOf, count) => {
      for (let t = 0; t < count; t++) at[t] = (rowOf[t] as number) * size;
      const last = count - 1;
      // Filter by filter: the strongest so far then stays in a register.
      for (let f = 0; f < uni; f++) {
        let top = count === 0 ? 0 : -LIMIT;
        for (let t = 0; t < count; t++) {
          const value = all[(at[t] as number) + f] as number;
          top = Math.max(top, value);
        }
        tops[f] = top;
      }
      for (let f = 0; f < tri; f++) {
        // beyond the ends of a message stands nothing
        let top = count === 0 ? 0 : -3 * LIMIT;
        for (let t = 0; t < count; t++) {
          let value = all[(at[t] as number) + most + f] as number;
          if (t > 0) value += all[(at[t - 1] as number) + uni + f] as number;
          if (t < last) value += all[(at[t + 1] as number) + most + tri + f] as number;
          top = Math.max(top, value);
        }
        tops[uni + f] = top;
      }
      for (let f = 0; f < mean; f++) {
        let sum = 0;
        for (let t = 0; t < count; t++) sum = (sum + (all[(at[t] as number) + sums + f] as number)) | 0;
        tops[most + f] = sum;
      }
      return tops;
    },
  };
}
