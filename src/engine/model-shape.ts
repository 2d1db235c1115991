/** What the network of the second opinion is made of: shared by the engine and by training. */

/** Sizes of a network. */
export interface Shape {
  /** Length of a word vector. */
  readonly dim: number;
  /** Filters that see one word, three words in a row, and the sum of all words. */
  readonly uni: number;
  readonly tri: number;
  readonly mean: number;
  /** Filters that read word after word, so many in each direction (src/engine/gated.ts); absent: none. */
  readonly gated?: number;
  readonly hidden: number;
  /** Signals; the outputs are these and the concern. */
  readonly signals: number;
  /** Numbers of a sentence's vector that the features are taught to tell; in training alone, never in what ships. */
  readonly told?: number;
}

/** How many messages back the context reaches, all sides together. */
export const MEMORY = 8;
/** What a side said before counts less by this with each later message of that side. */
export const FADE = 0.9;
/** The sum of the word vectors is divided by this power of the number of words. */
export const MEAN_POWER = 0.6;
/** Direction as one of three inputs: child, peer, unknown. */
export const SIDES = 3;

/** Gated filters read in both: first those that read from the beginning, then those from the end. */
export const DIRECTIONS = 2;
/**
 * Numbers of a gated filter in the projection of a word: what it sees in it as the word before, as the word itself and as the word
 * after, then what these say of keeping; the first of all filters, then the second of all.
 */
export const GATED_PARTS = 6;

/** Features and projections without those of gated filters, which stand behind them. */
export const plainFeaturesOf = (shape: Shape): number => shape.uni + shape.tri + shape.mean;
export const plainProjectionOf = (shape: Shape): number => shape.uni + 3 * shape.tri + shape.mean;
export const gatedFeaturesOf = (shape: Shape): number => DIRECTIONS * (shape.gated ?? 0);
export const featuresOf = (shape: Shape): number => plainFeaturesOf(shape) + gatedFeaturesOf(shape);
export const projectionOf = (shape: Shape): number => plainProjectionOf(shape) + GATED_PARTS * gatedFeaturesOf(shape);
export const inputsOf = (shape: Shape): number => 3 * featuresOf(shape) + SIDES + shape.signals;
export const outputsOf = (shape: Shape): number => shape.signals + 1;

/** The parts of the parameters, all views of one flat array. */
export interface Parameters {
  readonly flat: Float32Array;
  /** dim × projection. */
  readonly project: Float32Array;
  readonly featureBias: Float32Array;
  /** inputs × hidden. */
  readonly hidden: Float32Array;
  readonly hiddenBias: Float32Array;
  /** hidden × outputs. */
  readonly out: Float32Array;
  readonly outBias: Float32Array;
  /** features × signals: a short way from the message's own words to its signals. */
  readonly direct: Float32Array;
  /** features × told; the last part, so that what ships is the rest. */
  readonly told: Float32Array;
}

/** Rows and columns of each part, in the order of the flat array; a bias is one row. */
export const partsOf = (shape: Shape): (readonly [rows: number, columns: number])[] => [
  [shape.dim, projectionOf(shape)],
  [1, featuresOf(shape)],
  [inputsOf(shape), shape.hidden],
  [1, shape.hidden],
  [shape.hidden, outputsOf(shape)],
  [1, outputsOf(shape)],
  [featuresOf(shape), shape.signals],
  [featuresOf(shape), shape.told ?? 0],
];

const sizesOf = (shape: Shape): number[] => partsOf(shape).map(([rows, columns]) => rows * columns);

/** How many numbers a network has. */
export const parameterCount = (shape: Shape): number => sizesOf(shape).reduce((sum, size) => sum + size, 0);

/** Lays the parameters of a shape over a flat array, or over zeros. */
export function makeParameters(shape: Shape, flat: Float32Array = new Float32Array(parameterCount(shape))): Parameters {
  const sizes = sizesOf(shape);
  let at = 0;
  const next = () => {
    const size = sizes.shift() ?? 0;
    at += size;
    return flat.subarray(at - size, at);
  };
  return {
    flat,
    project: next(),
    featureBias: next(),
    hidden: next(),
    hiddenBias: next(),
    out: next(),
    outBias: next(),
    direct: next(),
    told: next(),
  };
}
