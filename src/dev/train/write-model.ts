import { checksum, FORMAT_VERSION, MAGIC, type ModelHeader, PREAMBLE, padded } from '../../engine/model-file.ts';
import type { Parameters } from '../../engine/model-shape.ts';
import type { Lexicon } from './lexicon.ts';

/** Vectors as small whole numbers with one scale a column; values beyond four mean deviations of a column are cut. */
export function quantise(vectors: Float32Array, dim: number): { values: Int8Array; scale: Float32Array } {
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

/** The lexicon as the model file will hold it: training reads these values, so that nothing changes when it is written. */
export function roundLexicon(lexicon: Lexicon): Lexicon {
  const round = (vectors: Float32Array) => {
    const { values, scale } = quantise(vectors, lexicon.dim);
    return Float32Array.from(values, (value, k) => value * (scale[k % lexicon.dim] as number));
  };
  return { ...lexicon, vectors: round(lexicon.vectors), grams: round(lexicon.grams) };
}

/** Writes a model file; `readModelFile` of the engine reads it. */
export function writeModelFile(
  about: Pick<ModelHeader, 'id' | 'shape' | 'signals' | 'floor'>,
  lexicon: Lexicon,
  parameters: Parameters,
): Uint8Array {
  const text = new TextEncoder().encode(lexicon.words.join('\n'));
  const vectors = quantise(lexicon.vectors, lexicon.dim);
  const grams = quantise(lexicon.grams, lexicon.dim);
  const header: ModelHeader = { ...about, words: lexicon.words.length, wordBytes: text.length };
  const head = new TextEncoder().encode(JSON.stringify(header));
  const floats = (values: Float32Array) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const sections = [
    text,
    floats(vectors.scale),
    new Uint8Array(vectors.values.buffer),
    floats(grams.scale),
    new Uint8Array(grams.values.buffer),
    floats(parameters.flat),
  ];
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
