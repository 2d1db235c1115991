/** The sums of a network eight at a time, by WebAssembly: in a terminal alone, since the extension's policy lets no such code run. */
import { type Arithmetic, type Filters, MOST_WORDS, type Product, plainArithmetic } from '../../engine/arithmetic.ts';
import type { Shape } from '../../engine/model-shape.ts';
import { MOST_ROWS, type Scaled, unitsOf } from '../../engine/paired.ts';
import code from './sums.wat';

type Sum = (list: number, end: number, out: number, from: number, to: number) => void;
interface Sums {
  readonly memory: WebAssembly.Memory;
  readonly addRows: (list: number, end: number, out: number, columns: number) => void;
  readonly largest: Sum;
  readonly largestOfThree: Sum;
  readonly sum: Sum;
}

const PAGE = 65_536;
const up = (count: number, multiple: number): number => Math.ceil(count / multiple) * multiple;

let compiled: WebAssembly.Module | null | undefined;
/** Null on a processor or a Node that can't. */
function compile(): WebAssembly.Module | null {
  try {
    return new WebAssembly.Module(Buffer.from(code, 'base64'));
  } catch {
    return null;
  }
}

/** As quick as this machine can, for one network: its numbers share one piece of memory, which grows as they come. */
export function quickArithmetic(): Arithmetic {
  if (compiled === undefined) compiled = compile();
  return compiled === null ? plainArithmetic() : simdArithmetic(compiled);
}

/** A piece of memory that is only added to. */
class Heap {
  readonly sums: Sums;
  #used = 16;
  #bytes: Uint8Array;
  #words: Int32Array;

  constructor(module: WebAssembly.Module) {
    this.sums = new WebAssembly.Instance(module).exports as unknown as Sums;
    this.#bytes = new Uint8Array(this.sums.memory.buffer);
    this.#words = new Int32Array(this.sums.memory.buffer);
  }

  /** Address of so many bytes, all zero. */
  take(bytes: number): number {
    const at = this.#used;
    this.#used = up(at + bytes, 16);
    const { memory } = this.sums;
    const missing = this.#used - memory.buffer.byteLength;
    if (missing > 0) {
      memory.grow(Math.ceil(missing / PAGE));
      this.#bytes = new Uint8Array(memory.buffer);
      this.#words = new Int32Array(memory.buffer);
    }
    return at;
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  get words(): Int32Array {
    return this.#words;
  }
}

function simdArithmetic(module: WebAssembly.Module): Arithmetic {
  const heap = new Heap(module);
  // a list is used up by the call it is made for: one serves all products
  const list = heap.take((MOST_ROWS + 1) * 6);
  return {
    product: (matrix, from, to) => simdProduct(heap, list, matrix, from, to),
    filters: (shape, rows) => simdFilters(heap, shape, rows),
  };
}

function simdProduct(
  heap: Heap,
  list: number,
  { values, scale }: Scaled,
  from = 0,
  to = values.length / scale.length,
): Product {
  if (to - from > MOST_ROWS) throw new Error(`A matrix of ${to - from} rows is too tall.`);
  const width = scale.length;
  const columns = up(width, 16);
  const rows = heap.take((to - from) * columns);
  const out = heap.take(columns * 4);
  for (let row = from; row < to; row++)
    heap.bytes.set(new Uint8Array(values.slice(row * width, (row + 1) * width).buffer), rows + (row - from) * columns);
  const units = new Int32Array(MOST_ROWS);
  return {
    add: (places, numbers, count, total) => {
      const unit = unitsOf(numbers, count, units);
      if (unit === 0) return;
      const { words } = heap;
      let end = list >> 2;
      for (let i = 0; i < count; i += 2) {
        const a = rows + (places[i] as number) * columns;
        words[end++] = a;
        if (i + 1 < count) {
          words[end++] = rows + (places[i + 1] as number) * columns;
          words[end++] = ((units[i] as number) & 0xffff) | ((units[i + 1] as number) << 16);
        } else {
          words[end++] = a;
          words[end++] = (units[i] as number) & 0xffff;
        }
      }
      heap.sums.addRows(list, end << 2, out, columns);
      for (let k = 0, at = out >> 2; k < width; k++, at++)
        (total[k] as number) += (words[at] as number) * (scale[k] as number) * unit;
    },
  };
}

/** Where the columns of a part of a row begin and end, in bytes, and its numbers. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Parts one after the other, each from a multiple of 16 bytes on. */
function lay(counts: readonly number[], bytes: number): Part[] {
  let from = 0;
  return counts.map((count) => {
    const part = { from, to: from + up(count * bytes, 8 * bytes), count };
    from = part.to;
    return part;
  });
}

function simdFilters(heap: Heap, { uni, tri, mean }: Shape, most: number): Filters {
  const parts = lay([uni, tri, tri, tri, mean], 2) as [Part, Part, Part, Part, Part];
  const [one, three, , , all] = parts;
  const answers = lay([uni, tri, mean], 4) as [Part, Part, Part];
  const size = parts[4].to;
  const rows = heap.take(most * size);
  const nothing = heap.take(size);
  // before the first word and after the last one
  const list = heap.take((MOST_WORDS + 2) * 4) + 4;
  const out = heap.take(answers[2].to);
  const tops = new Int32Array(uni + tri + mean);
  return {
    keep: (row, seen) => {
      const words = new Int16Array(heap.bytes.buffer, rows + row * size, size / 2);
      let at = 0;
      for (const { from, count } of parts) {
        words.set(seen.subarray(at, at + count), from / 2);
        at += count;
      }
    },
    strongest: (rowOf, count) => {
      if (count === 0) return tops.fill(0);
      const { words } = heap;
      const first = list >> 2;
      words[first - 1] = nothing;
      for (let t = 0; t < count; t++) words[first + t] = rows + (rowOf[t] as number) * size;
      words[first + count] = nothing;
      const end = list + count * 4;
      heap.sums.largest(list, end, out, one.from, one.to);
      heap.sums.largestOfThree(list, end, out + answers[1].from, three.from, three.to);
      heap.sums.sum(list, end, out + answers[2].from, all.from, all.to);
      let at = 0;
      for (const { from, count: numbers } of answers)
        for (let k = 0, word = (out + from) >> 2; k < numbers; k++) tops[at++] = words[word++] as number;
      return tops;
    },
  };
}
