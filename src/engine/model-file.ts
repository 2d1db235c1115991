import { partsOf, type Shape } from './model-shape.ts';
import { GRAM_BUCKETS } from './model-words.ts';
import type { Scaled } from './paired.ts';
import { SIGNALS } from './signal.ts';
import { unpackWords } from './word-list.ts';

/** `NLSO` in the first four bytes. */
export const MAGIC = 0x4f534c4e;
export const FORMAT_VERSION = 6;
/** Magic, version, length of the header, length of the body, checksum of both: five little-endian words. */
export const PREAMBLE = 20;

/** What a model file says of itself, as JSON after the preamble. */
export interface ModelHeader {
  /** Names the model in findings: `model/en-1`. */
  readonly id: string;
  /**
   * Of each network over the same words, in the order of the file: those of a sort count as one, by their mean. Weights are whole
   * numbers with a scale a column, biases in half precision.
   */
  readonly shapes: readonly Shape[];
  /** Signals in the order of the outputs. */
  readonly signals: readonly string[];
  /** Words of the vocabulary. */
  readonly words: number;
  /** Bytes of the vocabulary's text (`packWords`). */
  readonly wordBytes: number;
  /** Probability up to which the concern is nothing. */
  readonly floor: number;
  /** How many networks, the last ones, read glossed texts and nothing else; the others then read none. */
  readonly glossed: number;
}

/** The layers of one network, as the file holds them; what each is for stands beside `Parameters`. */
export interface Layers {
  readonly shape: Shape;
  readonly project: Scaled;
  readonly featureBias: Float32Array;
  readonly hidden: Scaled;
  readonly hiddenBias: Float32Array;
  readonly out: Scaled;
  readonly outBias: Float32Array;
  readonly direct: Scaled;
}

/** A model file, checked and laid out. */
export interface ModelData {
  readonly header: ModelHeader;
  readonly words: readonly string[];
  /** words × dim, and table of letter groups × dim: whole numbers, to be multiplied by the scale of their column. */
  readonly vectors: Int8Array;
  readonly vectorScale: Float32Array;
  readonly grams: Int8Array;
  readonly gramScale: Float32Array;
  readonly networks: readonly Layers[];
}

/** Length of the word vectors that all networks of a file share. */
export const dimOf = ({ shapes: [shape] }: Pick<ModelHeader, 'shapes'>): number => shape?.dim ?? 0;

/** What the exponent of a number grows by when half precision becomes single: 127 - 15, in its place. */
const REBIAS = 112 << 23;

/** Finite numbers of half precision (IEEE 754 binary16) as numbers of single precision, by their bits: a start waits for it. */
export function fromHalves(halves: Uint16Array): Float32Array {
  const out = new Float32Array(halves.length);
  const bits = new Uint32Array(out.buffer);
  for (let i = 0; i < halves.length; i++) {
    const half = halves[i] as number;
    if ((half & 0x7c00) === 0) out[i] = (half & 0x8000 ? -(2 ** -24) : 2 ** -24) * (half & 1023);
    else bits[i] = ((half & 0x8000) << 16) | (((half & 0x7fff) << 13) + REBIAS);
  }
  return out;
}

/** FNV-1a over bytes: an unsigned 32-bit number. */
export function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return hash >>> 0;
}

/** Sections begin at multiples of four bytes. */
export const padded = (length: number): number => (length + 3) & ~3;

/**
 * Reads a model file.
 * @throws Error that says what is wrong: no model, another version, cut short, damaged, or made for other signals
 */
export function readModelFile(bytes: Uint8Array): ModelData {
  const fail = (what: string): never => {
    throw new Error(`The model cannot be read: ${what}. Run \`npm run train\` to make it anew.`);
  };
  if (bytes.length < PREAMBLE) fail(`it has ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC) fail('it is no model of the second opinion');
  const version = view.getUint32(4, true);
  if (version !== FORMAT_VERSION)
    fail(`its format is version ${version}, this program reads version ${FORMAT_VERSION}`);
  const headerLength = view.getUint32(8, true);
  const bodyLength = view.getUint32(12, true);
  const wanted = PREAMBLE + headerLength + bodyLength;
  if (bytes.length !== wanted) fail(`it has ${bytes.length} bytes, and should have ${wanted}`);
  if (checksum(bytes.subarray(PREAMBLE)) !== view.getUint32(16, true)) fail('it is damaged (checksum)');
  const header = parseHeader(bytes.subarray(PREAMBLE, PREAMBLE + headerLength), fail);
  const dim = dimOf(header);
  // a copy, so that the sections are aligned whatever buffer the bytes came in (`slice` of a Node Buffer makes none)
  const body = new Uint8Array(bytes.subarray(PREAMBLE + headerLength));
  let at = 0;
  const take = (length: number): Uint8Array => {
    if (at + length > body.length) fail('a section is missing');
    const part = body.subarray(at, at + length);
    at += padded(length);
    return part;
  };
  const floats = (count: number): Float32Array => {
    const part = take(count * 4);
    return new Float32Array(part.buffer, part.byteOffset, count);
  };
  const small = (count: number): Int8Array => {
    const part = take(count);
    return new Int8Array(part.buffer, part.byteOffset, count);
  };
  const words = unpackWords(new TextDecoder().decode(take(header.wordBytes)));
  if (words.length !== header.words) fail(`it names ${words.length} words, and should name ${header.words}`);
  const vectorScale = floats(dim);
  const vectors = small(header.words * dim);
  const gramScale = floats(dim);
  const grams = small(GRAM_BUCKETS * dim);
  const halves = (count: number): Uint16Array => {
    const part = take(count * 2);
    return new Uint16Array(part.buffer, part.byteOffset, count);
  };
  const networks = header.shapes.map((shape): Layers => {
    // in the order of `partsOf`, told left out
    const sizes = partsOf(shape).map(([rows, columns]) => ({ rows, columns }));
    const matrix = (): Scaled => {
      const { rows, columns } = sizes.shift() ?? { rows: 0, columns: 0 };
      return { values: small(rows * columns), scale: floats(columns) };
    };
    const bias = () => fromHalves(halves(sizes.shift()?.columns ?? 0));
    return {
      shape,
      project: matrix(),
      featureBias: bias(),
      hidden: matrix(),
      hiddenBias: bias(),
      out: matrix(),
      outBias: bias(),
      direct: matrix(),
    };
  });
  if (at !== body.length) fail('something stands after its end');
  return { header, words, vectors, vectorScale, grams, gramScale, networks };
}

function parseHeader(bytes: Uint8Array, fail: (what: string) => never): ModelHeader {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    fail('its header is no JSON');
  }
  if (!isHeader(value)) return fail('its header lacks a field, or one is wrong');
  if (value.signals.join() !== SIGNALS.join() || value.shapes.some(({ signals }) => signals !== SIGNALS.length))
    fail('it was made for other signals');
  return value;
}

function isHeader(value: unknown): value is ModelHeader {
  if (typeof value !== 'object' || value === null) return false;
  const header = value as Partial<Record<keyof ModelHeader, unknown>>;
  const { shapes } = header;
  const count = (x: unknown) => typeof x === 'number' && Number.isInteger(x) && x > 0 && x < 1_000_000;
  const isShape = (value: unknown): value is Shape => {
    if (typeof value !== 'object' || value === null) return false;
    const shape = value as Partial<Record<keyof Shape, unknown>>;
    const sizes = [shape.dim, shape.uni, shape.tri, shape.mean, shape.hidden, shape.signals];
    return sizes.every(count) && (shape.gated === undefined || count(shape.gated));
  };
  return (
    typeof header.id === 'string' &&
    typeof header.floor === 'number' &&
    header.floor >= 0 &&
    header.floor < 1 &&
    count(header.words) &&
    count(header.wordBytes) &&
    Array.isArray(header.signals) &&
    Array.isArray(shapes) &&
    shapes.length > 0 &&
    shapes.every((shape) => isShape(shape) && shape.dim === shapes[0].dim) &&
    (header.glossed === 0 || (count(header.glossed) && Number(header.glossed) < shapes.length))
  );
}
