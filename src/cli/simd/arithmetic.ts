/** The sums of a network eight at a time, by WebAssembly: in a terminal alone, since the extension's policy lets no such code run. */
import {
  type Arithmetic,
  type Filters,
  MOST_WORDS,
  meanScale,
  type Product,
  plainArithmetic,
  type Row,
  UNIT,
  wholeRow,
} from '../../engine/arithmetic.ts';
import { FADE, type Shape } from '../../engine/model-shape.ts';
import { LEAST, MOST_ROWS, type Scaled, UNITS } from '../../engine/paired.ts';
import code from './sums.wat';

type Sum = (list: number, end: number, out: number, from: number, to: number) => void;
interface Sums {
  readonly memory: WebAssembly.Memory;
  readonly product: (
    row: number,
    end: number,
    matrix: number,
    columns: number,
    list: number,
    factors: number,
    out: number,
  ) => number;
  readonly raise: (row: number, end: number, factor: number, out: number) => void;
  readonly largest: Sum;
  readonly largestOfThree: Sum;
  readonly sum: Sum;
  readonly cut: (row: number, end: number, factor: number, bias: number, out: number) => void;
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

/** As quick as this machine can: all sums share one piece of memory, which grows as they come. */
export function quickArithmetic(): Arithmetic {
  if (compiled === undefined) compiled = compile();
  if (compiled === null) return plainArithmetic();
  try {
    return simdArithmetic(compiled);
  } catch {
    // where addresses are few (`ulimit -v`): a piece of memory reserves ten billion of them, and what it then holds is some megabytes
    return plainArithmetic();
  }
}

/** A piece of memory that is only added to. */
class Heap {
  readonly sums: Sums;
  #used = 16;
  #bytes: Uint8Array;
  #words: Int32Array;
  #floats: Float32Array;

  constructor(module: WebAssembly.Module) {
    this.sums = new WebAssembly.Instance(module, { row: { units: UNITS, least: LEAST } }).exports as unknown as Sums;
    const { buffer } = this.sums.memory;
    this.#bytes = new Uint8Array(buffer);
    this.#words = new Int32Array(buffer);
    this.#floats = new Float32Array(buffer);
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
      this.#floats = new Float32Array(memory.buffer);
    }
    return at;
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  get words(): Int32Array {
    return this.#words;
  }

  get floats(): Float32Array {
    return this.#floats;
  }
}

function simdArithmetic(module: WebAssembly.Module): Arithmetic {
  const heap = new Heap(module);
  // used up by the call they are made for: they serve all products
  const list = heap.take((MOST_ROWS + 4) * 4);
  const factors = heap.take((MOST_ROWS + 4) * 2);
  const row = heap.take(up(MOST_ROWS, 4) * 4);
  const other = heap.take(up(MOST_ROWS, 4) * 4);
  return {
    product: (matrix, from, to) => simdProduct(heap, { list, factors, row, other }, matrix, from, to),
    filters: (shape, bias, rows) => simdFilters(heap, shape, bias, rows),
  };
}

/** Addresses of what a product needs while it is made. */
interface Room {
  readonly list: number;
  readonly factors: number;
  readonly row: number;
  readonly other: number;
}

function simdProduct(
  heap: Heap,
  { list, factors, row, other }: Room,
  { values, scale }: Scaled,
  from = 0,
  to = values.length / scale.length,
): Product {
  const tall = to - from;
  if (tall > MOST_ROWS) throw new Error(`A matrix of ${tall} rows is too tall.`);
  const width = scale.length;
  const columns = up(width, 16);
  const matrix = heap.take(tall * columns);
  const sums = heap.take(columns * 4);
  for (let at = from; at < to; at++)
    heap.bytes.set(values.subarray(at * width, (at + 1) * width), matrix + (at - from) * columns);
  const { product, raise } = heap.sums;
  const length = up(tall * 4, 16);
  /** A row into the memory, zeros behind it. */
  const put = (given: Row, at: number): void => {
    if (given.length !== tall) throw new Error(`A row of ${given.length} numbers, where the matrix has ${tall} rows.`);
    const { floats } = heap;
    const first = at / 4;
    if (given.places === null) {
      floats.set(given.values, first);
      floats.fill(0, first + tall, (at + length) / 4);
      return;
    }
    floats.fill(0, first, (at + length) / 4);
    for (let i = 0; i < given.places.length; i++)
      floats[first + (given.places[i] as number)] = given.values[i] as number;
  };
  const add = (out: Float64Array): void => {
    const perUnit = product(row, row + length, matrix, columns, list, factors, sums);
    if (perUnit === 0) return;
    const unit = 1 / perUnit;
    const { words } = heap;
    for (let k = 0, at = sums / 4; k < width; k++, at++)
      (out[k] as number) += (words[at] as number) * (scale[k] as number) * unit;
  };
  return {
    add: (given, out) => {
      put(given, row);
      add(out);
    },
    addStrongest: (rows, out) => {
      const last = rows.at(-1);
      if (last === undefined) return;
      put(last, row);
      let weight = Math.fround(FADE);
      for (let k = rows.length - 2; k >= 0; k--) {
        put(rows[k] as Row, other);
        raise(other, other + length, weight, row);
        weight = Math.fround(weight * Math.fround(FADE));
      }
      add(out);
    },
  };
}

/** Where the columns of a part of a row begin and end, in bytes, and its numbers. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Parts one after the other, each a multiple of eight numbers. */
function lay(counts: readonly number[], bytes: number): Part[] {
  let from = 0;
  return counts.map((count) => {
    const part = { from, to: from + up(count, 8) * bytes, count };
    from = part.to;
    return part;
  });
}

function simdFilters(heap: Heap, { uni, tri, mean }: Shape, bias: Float32Array, most: number): Filters {
  const parts = lay([uni, tri, tri, tri, mean], 2) as [Part, Part, Part, Part, Part];
  const [one, three, , , all] = parts;
  const answers = lay([uni, tri, mean], 4) as [Part, Part, Part];
  const [, , last] = answers;
  const size = parts[4].to;
  const rows = heap.take(most * size);
  const nothing = heap.take(size);
  // a place before the first word and one after the last
  const list = heap.take((MOST_WORDS + 2) * 4) + 4;
  const tops = heap.take(last.to);
  const biases = heap.take(last.to);
  const out = heap.take(last.to);
  /** Nothing stands between the parts, as in the networks that ship. */
  const joined = last.to === (uni + tri + mean) * 4;
  const eachAnswer = (act: (address: number, from: number, count: number) => void): void => {
    let from = 0;
    for (const part of answers) {
      act(part.from / 4, from, part.count);
      from += part.count;
    }
  };
  eachAnswer((address, from, count) => heap.floats.set(bias.subarray(from, from + count), biases / 4 + address));
  const { largest, largestOfThree, sum, cut } = heap.sums;
  return {
    keep: (row, seen) => {
      const numbers = new Int16Array(heap.bytes.buffer, rows + row * size, size / 2);
      let at = 0;
      for (const { from, count } of parts) {
        numbers.set(seen.subarray(at, at + count), from / 2);
        at += count;
      }
    },
    features: (rowOf, count) => {
      const { words, floats } = heap;
      const first = list / 4;
      if (count === 0) words.fill(0, tops / 4, (tops + last.to) / 4);
      else {
        words[first - 1] = nothing;
        for (let t = 0; t < count; t++) words[first + t] = rows + (rowOf[t] as number) * size;
        words[first + count] = nothing;
        const end = list + count * 4;
        largest(list, end, tops, one.from, one.to);
        largestOfThree(list, end, tops + answers[1].from, three.from, three.to);
        sum(list, end, tops + last.from, all.from, all.to);
      }
      cut(tops, tops + last.from, 1 / UNIT, biases, out);
      cut(tops + last.from, tops + last.to, meanScale(count), biases + last.from, out + last.from);
      if (joined) return wholeRow(floats.slice(out / 4, (out + last.to) / 4));
      const features = new Float32Array(uni + tri + mean);
      eachAnswer((address, from, numbers) => {
        const at = out / 4 + address;
        features.set(floats.subarray(at, at + numbers), from);
      });
      return wholeRow(features);
    },
  };
}
