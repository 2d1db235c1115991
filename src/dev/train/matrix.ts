/**
 * Products of matrices on flat arrays, rows first. The inner loop is `rows.wat`, four numbers at a time, which JavaScript cannot
 * say. In single precision, so that every machine gets the same weights.
 */
import code from './rows.wat';

interface Kernel {
  readonly memory: WebAssembly.Memory;
  /** out[i] += x0 · r0[i] + … + x7 · r7[i]. Addresses and the length in bytes, multiples of 16. */
  readonly addRows: (out: number, length: number, ...rowsThenFactors: number[]) => void;
}

const { instance } = await WebAssembly.instantiate(Buffer.from(code, 'base64'));
const kernel = instance.exports as unknown as Kernel;
/** Rows that are added at a time. */
const ROWS = 8;
const BYTES = 4;
const PAGE = 65_536;

/** The kernel's memory as numbers, at least so many. */
function numbers(count: number): Float32Array {
  const missing = count * BYTES - kernel.memory.buffer.byteLength;
  if (missing > 0) kernel.memory.grow(Math.ceil(missing / PAGE));
  return new Float32Array(kernel.memory.buffer);
}

/** Length of a row of m numbers in the kernel's memory. */
const padded = (m: number): number => (m + 3) & ~3;

/** Lays n rows of m numbers into the memory, each padded, from a number on. */
function put(values: Float32Array, n: number, m: number, heap: Float32Array, at: number): void {
  const width = padded(m);
  if (width === m) heap.set(values.subarray(0, n * m), at);
  else for (let i = 0; i < n; i++) heap.set(values.subarray(i * m, (i + 1) * m), at + i * width);
}

/** Takes them out again. */
function take(heap: Float32Array, at: number, n: number, m: number, values: Float32Array): void {
  const width = padded(m);
  if (width === m) values.set(heap.subarray(at, at + n * m));
  else for (let i = 0; i < n; i++) values.set(heap.subarray(at + i * width, at + i * width + m), i * m);
}

/** Places of a row that are not zero; as long as the longest row. */
const places = new Int32Array(8192);

/** out[n × m] += a[n × k] · b[k × m]; zeros in `a` cost nothing. */
export function multiply(a: Float32Array, b: Float32Array, out: Float32Array, n: number, k: number, m: number): void {
  const width = padded(m);
  // the rows of b, one of zeros that fills up the last eight, and the rows of the product
  const from = (k + 1) * width;
  const heap = numbers(from + n * width);
  put(b, k, m, heap, 0);
  heap.fill(0, k * width, from);
  put(out, n, m, heap, from);
  const row = width * BYTES;
  for (let i = 0; i < n; i++) {
    const start = i * k;
    let count = 0;
    for (let j = 0; j < k; j++) if (a[start + j] !== 0) places[count++] = j;
    const to = (from + i * width) * BYTES;
    for (let c = 0; c < count; c += ROWS) {
      const place = (t: number): number => (c + t < count ? (places[c + t] as number) : k);
      const factor = (t: number): number => (c + t < count ? (a[start + (places[c + t] as number)] as number) : 0);
      kernel.addRows(
        to,
        row,
        place(0) * row,
        place(1) * row,
        place(2) * row,
        place(3) * row,
        place(4) * row,
        place(5) * row,
        place(6) * row,
        place(7) * row,
        factor(0),
        factor(1),
        factor(2),
        factor(3),
        factor(4),
        factor(5),
        factor(6),
        factor(7),
      );
    }
  }
  take(heap, from, n, m, out);
}

/** Below this share of numbers that are not zero, looking for them saves more than it costs. */
const SPARSE = 0.05;

/** out[k × m] += aᵀ[k × n] · d[n × m]. */
export function multiplyLeft(
  a: Float32Array,
  d: Float32Array,
  out: Float32Array,
  n: number,
  k: number,
  m: number,
): void {
  let filled = 0;
  for (let i = 0; i < n * m; i++) if (d[i] !== 0) filled++;
  if (filled < SPARSE * n * m) {
    multiplySparse(a, d, out, n, k, m);
    return;
  }
  const width = padded(m);
  const whole = Math.ceil(n / ROWS) * ROWS;
  const from = whole * width;
  const heap = numbers(from + k * width);
  put(d, n, m, heap, 0);
  heap.fill(0, n * width, from);
  put(out, k, m, heap, from);
  const row = width * BYTES;
  for (let i = 0; i < n; i += ROWS) {
    const at = i * row;
    const last = n - i;
    for (let j = 0; j < k; j++) {
      const factor = (t: number): number => (t < last ? (a[(i + t) * k + j] as number) : 0);
      const x0 = factor(0);
      const x1 = factor(1);
      const x2 = factor(2);
      const x3 = factor(3);
      const x4 = factor(4);
      const x5 = factor(5);
      const x6 = factor(6);
      const x7 = factor(7);
      if (x0 === 0 && x1 === 0 && x2 === 0 && x3 === 0 && x4 === 0 && x5 === 0 && x6 === 0 && x7 === 0) continue;
      kernel.addRows(
        (from + j * width) * BYTES,
        row,
        at,
        at + row,
        at + 2 * row,
        at + 3 * row,
        at + 4 * row,
        at + 5 * row,
        at + 6 * row,
        at + 7 * row,
        x0,
        x1,
        x2,
        x3,
        x4,
        x5,
        x6,
        x7,
      );
    }
  }
  take(heap, from, k, m, out);
}

/** The same where `d` is nearly all zeros. */
function multiplySparse(a: Float32Array, d: Float32Array, out: Float32Array, n: number, k: number, m: number): void {
  for (let i = 0; i < n; i++) {
    const row = i * m;
    let count = 0;
    for (let q = 0; q < m; q++) if (d[row + q] !== 0) places[count++] = q;
    if (count === 0) continue;
    for (let j = 0; j < k; j++) {
      const x = a[i * k + j] as number;
      if (x === 0) continue;
      const to = j * m;
      for (let c = 0; c < count; c++) {
        const q = places[c] as number;
        (out[to + q] as number) += x * (d[row + q] as number);
      }
    }
  }
}

/** out[n × k] += d[n × m] · bᵀ[m × k]; zeros in `d` cost nothing. */
export function multiplyRight(
  d: Float32Array,
  b: Float32Array,
  out: Float32Array,
  n: number,
  k: number,
  m: number,
): void {
  const turned = new Float32Array(m * k);
  for (let j = 0; j < k; j++) for (let q = 0; q < m; q++) turned[q * k + j] = b[j * m + q] as number;
  multiply(d, turned, out, n, m, k);
}
