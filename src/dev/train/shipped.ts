/** A model file as training holds it, so that networks for glossed texts can be trained beside those that are in it. */
import { dimOf, type Layers, type ModelData, PREAMBLE, padded, readModelFile } from '../../engine/model-file.ts';
import { makeParameters, type Parameters, type Shape } from '../../engine/model-shape.ts';
import type { Scaled } from '../../engine/paired.ts';
import type { Lexicon } from './lexicon.ts';
import { type ShapedParameters, sealModelFile, sectionsOf } from './write-model.ts';

/** Numbers that the file holds whole, with the scale of their column. */
const numbersOf = ({ values, scale }: Scaled): Float32Array =>
  Float32Array.from(values, (value, k) => value * (scale[k % scale.length] as number));

/** The words of a model file with their vectors, and its table of letter groups. */
export const lexiconOf = ({ header, words, vectors, vectorScale, grams, gramScale }: ModelData): Lexicon => ({
  dim: dimOf(header),
  words,
  vectors: numbersOf({ values: vectors, scale: vectorScale }),
  grams: numbersOf({ values: grams, scale: gramScale }),
});

/** One network of a model file. */
export function parametersOf(layers: Layers): Parameters {
  const parameters = makeParameters(layers.shape);
  parameters.project.set(numbersOf(layers.project));
  parameters.featureBias.set(layers.featureBias);
  parameters.hidden.set(numbersOf(layers.hidden));
  parameters.hiddenBias.set(layers.hiddenBias);
  parameters.out.set(numbersOf(layers.out));
  parameters.outBias.set(layers.outBias);
  parameters.direct.set(numbersOf(layers.direct));
  return parameters;
}

/**
 * A model file with these networks for glossed texts in the place of those it had; everything else keeps its bytes.
 * @throws Error that says what is wrong with the file
 */
export function withGlossed(bytes: Uint8Array, glossed: readonly ShapedParameters[]): Uint8Array {
  const { header } = readModelFile(bytes);
  const shapes = header.shapes.slice(0, header.shapes.length - header.glossed);
  const sections = glossed.map(({ shape, parameters }) => sectionsOf(shape, parameters.flat));
  const lengthOf = (shape: Shape) =>
    sectionsOf(shape, makeParameters(shape).flat).reduce((sum, part) => sum + padded(part.length), 0);
  const replaced = header.shapes.slice(shapes.length).reduce((sum, shape) => sum + lengthOf(shape), 0);
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
  const kept = bytes.subarray(PREAMBLE + headerLength, bytes.length - replaced);
  return sealModelFile(
    { ...header, shapes: [...shapes, ...glossed.map(({ shape }) => shape)], glossed: glossed.length },
    [kept, ...sections.flat()],
  );
}
