/**
 * Products of a vector and a matrix of small whole numbers, two columns at a time. A number of double precision holds whole
 * numbers of 53 binary digits, so the sums of two columns fit into one, the second above the first, and a multiplication
 * serves both. Whole numbers add up exactly, in whatever order, in every browser.
 */
import type { ListedRow, Row, WholeRow } from './arithmetic.ts';

/** A matrix of whole numbers of 8 bits, row after row, each to be multiplied by the scale of its column. */
export interface Scaled {
  readonly values: Int8Array;
  readonly scale: Float32Array;
}

/** Such a matrix for products: column k and column k + half together. */
export interface Paired {
  readonly pairs: Float64Array;
  readonly tall: number;
  readonly half: number;
  readonly scale: Float32Array;
}

/** What the second column of a pair is multiplied by: half of the digits, so that each sum has a sign and 25 of them. */
const UPPER = 2 ** 26;
/** The largest number of a vector becomes this many units, the others as many as they are of it. */
export const UNITS = 1023;
/** Rows that a product may add: more could carry from one column into the next. */
export const MOST_ROWS = Math.floor((UPPER / 2 - 1) / (128 * UNITS));

/** Pairs the columns of some rows, by default of all. @throws Error when there are more than `MOST_ROWS` */
export function pair({ values, scale }: Scaled, from = 0, to = values.length / scale.length): Paired {
  if (to - from > MOST_ROWS) throw new Error(`A matrix of ${to - from} rows can't be paired.`);
  const width = scale.length;
  const half = (width + 1) >> 1;
  const pairs = new Float64Array((to - from) * half);
  for (let row = from, at = 0; row < to; row++) {
    const first = row * width;
    for (let k = 0; k < half; k++) {
      const upper = k + half < width ? (values[first + k + half] as number) : 0;
      pairs[at++] = (values[first + k] as number) + upper * UPPER;
    }
  }
  return { pairs, tall: to - from, half, scale };
}

/** The nearest whole number; quicker than `Math.round`, which keeps the sign of zeros. */
const rounded = (x: number): number => Math.floor(x + 0.5);

/** A row whose largest number is below this is nothing: far from where the factor that makes it `UNITS` leaves single precision. */
export const LEAST = Math.fround(1e-30);

const starts = new Int32Array(MOST_ROWS);
const units = new Float64Array(MOST_ROWS);
let sums = new Float64Array(256);

/** out += row · matrix: see `Product.add`. @throws Error when the row is of another length than the matrix is tall */
export function addPaired(row: Row, { pairs, tall, half, scale }: Paired, out: Float64Array): void {
  if (row.length !== tall) throw new Error(`A row of ${row.length} numbers, where the matrix has ${tall} rows.`);
  const largest = row.places === null ? largestOf(row) : largestListed(row);
  if (largest < LEAST) return;
  const perUnit = Math.fround(UNITS / largest);
  if (perUnit === 0) return;
  const count = row.places === null ? unitsOf(row, perUnit, half) : unitsListed(row, perUnit, half);
  if (sums.length < half) sums = new Float64Array(half);
  sums.fill(0, 0, half);
  addRows(pairs, half, count);
  const unit = 1 / perUnit;
  const width = scale.length;
  for (let k = 0; k < half; k++) {
    const sum = sums[k] as number;
    const upper = rounded(sum / UPPER);
    (out[k] as number) += (sum - upper * UPPER) * (scale[k] as number) * unit;
    if (k + half < width) (out[k + half] as number) += upper * (scale[k + half] as number) * unit;
  }
}

// Of each two, since a loop over lists and typed arrays alike is slower than one over either.

function largestOf({ values, length }: WholeRow): number {
  let largest = 0;
  for (let i = 0; i < length; i++) largest = Math.max(largest, Math.abs(values[i] as number));
  return largest;
}

function largestListed({ values }: ListedRow): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i] as number));
  return largest;
}

/** Puts what is not zero in units into `starts` and `units`; gives their number. */
function unitsOf({ values, length }: WholeRow, perUnit: number, half: number): number {
  let count = 0;
  for (let i = 0; i < length; i++) {
    const value = inUnits(values[i] as number, perUnit);
    starts[count] = i * half;
    units[count] = value;
    // which are zero no processor can guess
    count += value === 0 ? 0 : 1;
  }
  return count;
}

function unitsListed({ values, places }: ListedRow, perUnit: number, half: number): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = inUnits(values[i] as number, perUnit);
    starts[count] = (places[i] as number) * half;
    units[count] = value;
    count += value === 0 ? 0 : 1;
  }
  return count;
}

const inUnits = (value: number, perUnit: number): number => Math.floor(Math.fround(Math.fround(value * perUnit) + 0.5));

/** Eight rows at a time: a sum is then read and written once for eight products. */
function addRows(pairs: Float64Array, half: number, count: number): void {
  let c = 0;
  for (; c + 8 <= count; c += 8) {
    const a = starts[c] as number;
    const b = starts[c + 1] as number;
    const d = starts[c + 2] as number;
    const e = starts[c + 3] as number;
    const f = starts[c + 4] as number;
    const g = starts[c + 5] as number;
    const h = starts[c + 6] as number;
    const j = starts[c + 7] as number;
    const xa = units[c] as number;
    const xb = units[c + 1] as number;
    const xd = units[c + 2] as number;
    const xe = units[c + 3] as number;
    const xf = units[c + 4] as number;
    const xg = units[c + 5] as number;
    const xh = units[c + 6] as number;
    const xj = units[c + 7] as number;
    for (let k = 0; k < half; k++)
      (sums[k] as number) +=
        xa * (pairs[a + k] as number) +
        xb * (pairs[b + k] as number) +
        xd * (pairs[d + k] as number) +
        xe * (pairs[e + k] as number) +
        xf * (pairs[f + k] as number) +
        xg * (pairs[g + k] as number) +
        xh * (pairs[h + k] as number) +
        xj * (pairs[j + k] as number);
  }
  for (; c < count; c++) {
    const start = starts[c] as number;
    const x = units[c] as number;
    for (let k = 0; k < half; k++) (sums[k] as number) += x * (pairs[start + k] as number);
  }
}
