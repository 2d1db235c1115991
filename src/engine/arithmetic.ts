/**
 * The sums that most of a network's time goes into. Of whole numbers, which add up exactly in whatever order, and where not, of
 * single precision, step by step: every arithmetic gives the same answer to the last digit, and one that is quicker may stand in
 * for this one.
 */
import { FADE, MEAN_POWER, plainFeaturesOf, type Shape } from './model-shape.ts';
import { addPaired, MOST_ROWS, pair, type Scaled } from './paired.ts';

/** Finite numbers of single precision that a matrix is multiplied with: all of them, or those alone that are not zero. */
export type Row = WholeRow | ListedRow;

export interface WholeRow {
  readonly length: number;
  /** As many as it is long; more may stand behind them. */
  readonly values: Float32Array;
  readonly places: null;
}

/** Plain lists: one is made for each message, and to make a typed array takes the time of a hundred products. */
export interface ListedRow {
  readonly length: number;
  readonly values: readonly number[];
  /** Where each of them stands in the row, ascending. */
  readonly places: readonly number[];
}

/** All of some numbers. */
export const wholeRow = (values: Float32Array): WholeRow => ({ length: values.length, values, places: null });

/** A matrix that rows are multiplied with; a row is as long as the matrix is tall, the sum as long as it is wide. */
export interface Product {
  /** out += row · matrix. The row is rounded to ten binary digits of its largest number; zeros cost next to nothing. */
  readonly add: (row: Row, out: Float64Array) => void;
  /**
   * The same for the strongest of each place of some rows, the last one as it is, each one before it less by `FADE`; no number is
   * below zero.
   * @param rows at most `MEMORY`
   */
  readonly addStrongest: (rows: readonly Row[], out: Float64Array) => void;
}

/** What the filters see in words, kept in rows, and what is the most of it in a message. */
export interface Filters {
  /** Keeps what the filters see in a word: in units of `UNIT`, from -`LIMIT` to `LIMIT`, in the order of the file's projection. */
  readonly keep: (row: number, seen: Int16Array) => void;
  /**
   * Features of a message: of each filter of one word or of three words in a row the strongest, of each filter of all words the
   * sum by a power of their number; each with its bias, cut at zero.
   * @param rows of the words of a message, in their order, `count` of them, at most `MOST_WORDS`
   */
  readonly features: (rows: Int32Array, count: number) => Row;
}

/** What a filter sees in a word is kept as a whole number of 16 bits in this unit: half the memory. It lies far below 16. */
export const UNIT = 2 ** 11;
/** Largest number that is kept. */
export const LIMIT = 2 ** 15 - 1;
/** Words of one message that are read. */
export const MOST_WORDS = 80;

export interface Arithmetic {
  /** Of one row or more of a matrix, from one up to another, by default of all. @throws Error when there are more than `MOST_ROWS` */
  readonly product: (matrix: Scaled, from?: number, to?: number) => Product;
  /**
   * @param shape every size is above zero; its gated filters are none of these
   * @param rows how many words are kept
   */
  readonly filters: (shape: Shape, bias: Float32Array, rows: number) => Filters;
}

/** What the sum of so many words is multiplied by. */
export const meanScale = (count: number): number => Math.fround(Math.max(1, count) ** -MEAN_POWER / UNIT);

/** Plain JavaScript, which runs everywhere. */
export const plainArithmetic = (): Arithmetic => ({
  product: (matrix, from, to) => {
    const paired = pair(matrix, from, to);
    return {
      add: (row, out) => addPaired(row, paired, out),
      addStrongest: (rows, out) => {
        if (rows.length > 0) addPaired(strongestOf(rows), paired, out);
      },
    };
  },
  filters: plainFilters,
});

/** Filters that are looked at at a time. */
const TOGETHER = 4;

const strongest = new Float32Array(MOST_ROWS);

/** Of one row or more. */
function strongestOf(rows: readonly Row[]): WholeRow {
  const { length } = rows[rows.length - 1] as Row;
  strongest.fill(0, 0, length);
  let weight = 1;
  for (let k = rows.length - 1; k >= 0; k--) {
    raise(rows[k] as Row, weight);
    weight = Math.fround(weight * Math.fround(FADE));
  }
  return { length, values: strongest, places: null };
}

function raise(row: Row, weight: number): void {
  if (row.places === null) {
    const { values, length } = row;
    for (let i = 0; i < length; i++) {
      const value = Math.fround((values[i] as number) * weight);
      if (value > (strongest[i] as number)) strongest[i] = value;
    }
    return;
  }
  const { values, places } = row;
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number;
    const value = Math.fround((values[i] as number) * weight);
    if (value > (strongest[place] as number)) strongest[place] = value;
  }
}

function plainFilters(shape: Shape, bias: Float32Array, rows: number): Filters {
  const { uni, tri, mean } = shape;
  const size = uni + 3 * tri + mean;
  const most = uni + tri;
  const sums = uni + 3 * tri;
  // behind the last row stands nothing: the neighbour of a first and of a last word
  const nothing = rows * size;
  const all = new Int16Array(nothing + size + TOGETHER);
  const at = new Int32Array(MOST_WORDS);
  const tops = new Int32Array(plainFeaturesOf(shape) + TOGETHER);
  const features = plainFeaturesOf(shape);
  const values = new Array<number>(features).fill(0.5);
  const places = new Array<number>(features).fill(0);
  /** Four filters at a time: their strongest so far then stay in registers. What is too much is overwritten by the next part. */
  const findTops = (count: number): void => {
    const least = count === 0 ? 0 : -LIMIT;
    for (let f = 0; f < uni; f += TOGETHER) {
      let [a, b, c, d] = [least, least, least, least];
      for (let t = 0; t < count; t++) {
        const here = (at[t] as number) + f;
        a = Math.max(a, all[here] as number);
        b = Math.max(b, all[here + 1] as number);
        c = Math.max(c, all[here + 2] as number);
        d = Math.max(d, all[here + 3] as number);
      }
      put(f, a, b, c, d);
    }
    for (let f = 0; f < tri; f += TOGETHER) {
      let [a, b, c, d] = [3 * least, 3 * least, 3 * least, 3 * least];
      let before = nothing + uni + f;
      let here = (at[0] as number) + most + f;
      for (let t = 0; t < count; t++) {
        const next = t + 1 < count ? (at[t + 1] as number) : nothing;
        const after = next + most + tri + f;
        a = Math.max(a, (all[before] as number) + (all[here] as number) + (all[after] as number));
        b = Math.max(b, (all[before + 1] as number) + (all[here + 1] as number) + (all[after + 1] as number));
        c = Math.max(c, (all[before + 2] as number) + (all[here + 2] as number) + (all[after + 2] as number));
        d = Math.max(d, (all[before + 3] as number) + (all[here + 3] as number) + (all[after + 3] as number));
        before = here - tri;
        here = next + most + f;
      }
      put(uni + f, a, b, c, d);
    }
    for (let f = 0; f < mean; f += TOGETHER) {
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let t = 0; t < count; t++) {
        const here = (at[t] as number) + sums + f;
        a = (a + (all[here] as number)) | 0;
        b = (b + (all[here + 1] as number)) | 0;
        c = (c + (all[here + 2] as number)) | 0;
        d = (d + (all[here + 3] as number)) | 0;
      }
      put(most + f, a, b, c, d);
    }
  };
  const put = (f: number, a: number, b: number, c: number, d: number): void => {
    tops[f] = a;
    tops[f + 1] = b;
    tops[f + 2] = c;
    tops[f + 3] = d;
  };
  return {
    keep: (row, seen) => all.set(seen, row * size),
    features: (rowOf, count) => {
      for (let t = 0; t < count; t++) at[t] = (rowOf[t] as number) * size;
      findTops(count);
      const scale = meanScale(count);
      let found = 0;
      for (let f = 0; f < features; f++) {
        const value = Math.fround(
          Math.fround((tops[f] as number) * (f < most ? 1 / UNIT : scale)) + (bias[f] as number),
        );
        if (value <= 0) continue;
        values[found] = value;
        places[found++] = f;
      }
      return { length: features, values: values.slice(0, found), places: places.slice(0, found) };
    },
  };
}
