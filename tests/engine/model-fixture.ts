import { type Seeded, seeded } from '../../src/dev/seeded.ts';
import type { Lexicon } from '../../src/dev/train/lexicon.ts';
import {
  roundLexicon,
  roundParameters,
  type ShapedParameters,
  writeModelFile,
} from '../../src/dev/train/write-model.ts';
import { SIGNALS } from '../../src/engine/index.ts';
import { makeParameters, type Parameters, type Shape } from '../../src/engine/model-shape.ts';
import { GRAM_BUCKETS } from '../../src/engine/model-words.ts';

export const SMALL: Shape = { dim: 6, uni: 4, tri: 5, mean: 3, hidden: 7, signals: SIGNALS.length };
/** The shape of a network with gated filters beside such. */
export const GATED: Shape = { ...SMALL, tri: 2, mean: 4, gated: 3 };
export const WORDS = ['a', 'cam', 'hello', 'mum', 'password', 'send', 'tell', 'the', 'you', 'your'];

/** A network with random weights, large enough that every part of it matters. */
export function randomParameters(shape: Shape, random: Seeded): Parameters {
  const parameters = makeParameters(shape);
  for (let i = 0; i < parameters.flat.length; i++) parameters.flat[i] = (random.next() - 0.5) * 0.8;
  return parameters;
}

/** A network with such weights, as coarse as a file holds them. */
export function randomNetwork(shape: Shape, random: Seeded): ShapedParameters {
  return { shape, parameters: roundParameters(shape, randomParameters(shape, random)) };
}

/** A lexicon of ten words with random vectors. */
export function randomLexicon(dim: number, random: Seeded): Lexicon {
  const numbers = (count: number) => Float32Array.from({ length: count }, () => random.next() * 2 - 1);
  return roundLexicon({ dim, words: WORDS, vectors: numbers(WORDS.length * dim), grams: numbers(GRAM_BUCKETS * dim) });
}

/** A small model file whose one network has gated filters, and what it was made of. */
export function gatedModel(seed: string) {
  const random = seeded(seed);
  const parameters = roundParameters(GATED, randomParameters(GATED, random));
  const lexicon = randomLexicon(SMALL.dim, random);
  const about = { id: 'test-2', signals: SIGNALS, floor: 0, glossed: 0 };
  return { parameters, lexicon, bytes: writeModelFile(about, lexicon, [{ shape: GATED, parameters }]) };
}

/** A small model file with random weights, and what it was made of. Without a floor its concern is the network's own. */
export function smallModel(seed: string, floor = 0) {
  const random = seeded(seed);
  const parameters = roundParameters(SMALL, randomParameters(SMALL, random));
  const lexicon = randomLexicon(SMALL.dim, random);
  const about = { id: 'test-1', signals: SIGNALS, floor, glossed: 0 };
  const bytes = writeModelFile(about, lexicon, [{ shape: SMALL, parameters }]);
  return { parameters, lexicon, bytes };
}
