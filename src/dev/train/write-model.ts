import {
  checksum,
  FORMAT_VERSION,
  fromHalves,
  MAGIC,
  type ModelHeader,
  PREAMBLE,
  padded,
} from '../../engine/model-file.ts';
import { makeParameters, type Parameters, partsOf, type Shape } from '../../engine/model-shape.ts';
import { packWords } from '../../engine/word-list.ts';
import type { Lexicon } from './lexicon.ts';

/** Vectors as small whole numbers with one scale a column; values beyond four mean deviations of a column are cut. */
function quantise(vectors: Float32Array, dim: number): { values: Int8Array; scale: Float32Array } {
  const rows = vectors.length / dim;
  const scale = new Float32Array(dim);
  for (let i = 0; i < dim; i++) {
    let square = 0;
    for (let r = 0; r < rows; r++) square += (vectors[r * dim + i] as number) ** 2;
    scale[i] = Math.max(1e-6, (4 * Math.sqrt(square / rows)) / 127);
  }
  const values = new Int8Array(vectors.length);
  for (let k = 0; k < vectors.length; k++)
    values[k] = Math.max(-127, Math.min(127, Math.round((vectors[k] as number) / (scale[k % dim] as number))));
  return { values, scale };
}

/**
 * The lexicon with vectors as coarse as those of a model file. `npm run train` rounds what was learnt, once it is learnt: neither
 * training nor its figures read these values. A file rounds once more, by scales of its own, which may move a value a little.
 */
export function roundLexicon(lexicon: Lexicon): Lexicon {
  const round = (vectors: Float32Array) => {
    const { values, scale } = quantise(vectors, lexicon.dim);
    return Float32Array.from(values, (value, k) => value * (scale[k % lexicon.dim] as number));
  };
  return { ...lexicon, vectors: round(lexicon.vectors), grams: round(lexicon.grams) };
}

/** Numbers of single precision as the nearest ones of half precision (IEEE 754 binary16); too large ones become the largest. */
export function toHalves(values: Float32Array): Uint16Array {
  return Uint16Array.from(values, (value) => {
    const size = Math.min(Math.abs(value), 65504);
    const exponent = Math.max(-14, Math.floor(Math.log2(size || Number.MIN_VALUE)));
    const steps = Math.round(size / 2 ** (exponent - 10));
    // below 2 ** -14 a number has no leading one; a round-up past the last step goes to the next exponent by itself
    const half = size < 2 ** -14 ? Math.round(size / 2 ** -24) : ((exponent + 15) << 10) + (steps - 1024);
    return (value < 0 ? 0x8000 : 0) | half;
  });
}

/** The next number up that has twelve binary digits: 127 times it is exact, so that rounding twice changes nothing. */
function twelveBits(value: number): number {
  const unit = 2 ** (Math.floor(Math.log2(value)) - 11);
  return Math.ceil(value / unit) * unit;
}

/** Weights as small whole numbers, with one scale a column that its largest weight sets: nothing is cut. */
export function quantiseWeights(weights: Float32Array, columns: number): { values: Int8Array; scale: Float32Array } {
  const largest = new Float32Array(columns).fill(1e-6);
  for (let k = 0; k < weights.length; k++)
    largest[k % columns] = Math.max(largest[k % columns] as number, Math.abs(weights[k] as number));
  const scale = largest.map((value) => twelveBits(value / 127));
  return { values: Int8Array.from(weights, (value, k) => Math.round(value / (scale[k % columns] as number))), scale };
}

/** The sections of one network in the file: of a matrix its whole numbers and its scales, of a bias its halves. */
export function sectionsOf(shape: Shape, flat: Float32Array): Uint8Array[] {
  let at = 0;
  return partsOf(shape).flatMap(([rows, columns]) => {
    const part = flat.subarray(at, at + rows * columns);
    at += rows * columns;
    if (rows === 1) return [new Uint8Array(toHalves(part).buffer)];
    if (columns === 0) return [];
    const { values, scale } = quantiseWeights(part, columns);
    return [new Uint8Array(values.buffer), new Uint8Array(scale.buffer)];
  });
}

/** Networks as the model file will hold them. */
export function roundParameters(shape: Shape, { flat }: Parameters): Parameters {
  const out = new Float32Array(flat.length);
  let at = 0;
  for (const [rows, columns] of partsOf(shape)) {
    const part = flat.subarray(at, at + rows * columns);
    if (rows === 1) out.set(fromHalves(toHalves(part)), at);
    else if (columns > 0) {
      const { values, scale } = quantiseWeights(part, columns);
      for (let k = 0; k < values.length; k++) out[at + k] = (values[k] as number) * (scale[k % columns] as number);
    }
    at += rows * columns;
  }
  return makeParameters(shape, out);
}

/** A network. What a file gets has nothing that is told in its shape. */
export interface ShapedParameters {
  readonly shape: Shape;
  readonly parameters: Parameters;
}

/** Writes a model file; `readModelFile` of the engine reads it. */
export function writeModelFile(
  about: Pick<ModelHeader, 'id' | 'signals' | 'floor' | 'glossed'>,
  lexicon: Lexicon,
  networks: readonly ShapedParameters[],
): Uint8Array {
  const text = new TextEncoder().encode(packWords(lexicon.words));
  const vectors = quantise(lexicon.vectors, lexicon.dim);
  const grams = quantise(lexicon.grams, lexicon.dim);
  const header: ModelHeader = {
    ...about,
    shapes: networks.map(({ shape }) => shape),
    words: lexicon.words.length,
    wordBytes: text.length,
  };
  const floats = (values: Float32Array) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const sections = [
    text,
    floats(vectors.scale),
    new Uint8Array(vectors.values.buffer),
    floats(grams.scale),
    new Uint8Array(grams.values.buffer),
    ...networks.flatMap(({ shape, parameters }) => sectionsOf(shape, parameters.flat)),
  ];
  return sealModelFile(header, sections);
}

/** Puts the sections of a model file behind its header: each begins at a multiple of four bytes; with lengths and a checksum. */
export function sealModelFile(header: ModelHeader, sections: readonly Uint8Array[]): Uint8Array {
  const head = new TextEncoder().encode(JSON.stringify(header));
  const bodyLength = sections.reduce((sum, section) => sum + padded(section.length), 0);
  const bytes = new Uint8Array(PREAMBLE + head.length + bodyLength);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, FORMAT_VERSION, true);
  view.setUint32(8, head.length, true);
  view.setUint32(12, bodyLength, true);
  bytes.set(head, PREAMBLE);
  let at = PREAMBLE + head.length;
  for (const section of sections) {
    bytes.set(section, at);
    at += padded(section.length);
  }
  view.setUint32(16, checksum(bytes.subarray(PREAMBLE)), true);
  return bytes;
}
