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
 * A model file with these networks in the place of those it had: for English, for glossed texts, or both; everything else keeps
 * its bytes.
 * @throws Error that says what is wrong with the file
 */
export function withNetworks(
  bytes: Uint8Array,
  {
    english,
    glossed,
  }: { readonly english?: readonly ShapedParameters[]; readonly glossed?: readonly ShapedParameters[] },
): Uint8Array {
  const { header } = readModelFile(bytes);
  const lengthOf = (shape: Shape) =>
    sectionsOf(shape, makeParameters(shape).flat).reduce((sum, part) => sum + padded(part.length), 0);
  /** The last networks of what is given, and what stands before them. */
  const split = (of: Uint8Array, shapes: readonly Shape[]) => {
    const at = of.length - shapes.reduce((sum, shape) => sum + lengthOf(shape), 0);
    return [of.subarray(0, at), of.subarray(at)] as const;
  };
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
  const plain = header.shapes.length - header.glossed;
  const shapes = { english: header.shapes.slice(0, plain), glossed: header.shapes.slice(plain) };
  const [before, ofGlossed] = split(bytes.subarray(PREAMBLE + headerLength), shapes.glossed);
  const [words, ofEnglish] = split(before, shapes.english);
  const part = (kept: Uint8Array, had: readonly Shape[], given: readonly ShapedParameters[] | undefined) =>
    given === undefined
      ? { shapes: had, sections: [kept] }
      : {
          shapes: given.map(({ shape }) => shape),
          sections: given.flatMap(({ shape, parameters }) => sectionsOf(shape, parameters.flat)),
        };
  const first = part(ofEnglish, shapes.english, english);
  const last = part(ofGlossed, shapes.glossed, glossed);
  return sealModelFile({ ...header, shapes: [...first.shapes, ...last.shapes], glossed: last.shapes.length }, [
    words,
    ...first.sections,
    ...last.sections,
  ]);
}
