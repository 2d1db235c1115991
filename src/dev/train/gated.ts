/** The filters that read word after word, in training: what they see is described in `src/engine/gated.ts`. */
import { keepsAt } from '../../engine/gated.ts';
import {
  DIRECTIONS,
  featuresOf,
  gatedFeaturesOf,
  type Parameters,
  plainFeaturesOf,
  plainProjectionOf,
  projectionOf,
  type Shape,
} from '../../engine/model-shape.ts';
import type { Batch, Pass } from './network.ts';

/** What the filters see in a message, how far they keep what they held, and what they then hold: places × filters. */
interface Reading {
  seen: Float64Array;
  gate: Float64Array;
  held: Float64Array;
  /** Where the numbers of each word of the message begin in the projection. */
  rows: Int32Array;
}

const reading: Reading = {
  seen: new Float64Array(0),
  gate: new Float64Array(0),
  held: new Float64Array(0),
  rows: new Int32Array(0),
};

function makeRoom(words: number, filters: number): void {
  if (reading.rows.length < words + 2) reading.rows = new Int32Array(words + 2);
  if (reading.seen.length >= words * filters) return;
  reading.seen = new Float64Array(words * filters);
  reading.gate = new Float64Array(words * filters);
  reading.held = new Float64Array(words * filters);
}

/** Reads a message with all filters: `reading` then holds what they made of it, a place being a word of the message. */
function read(shape: Shape, batch: Batch, projected: Float32Array, m: number): void {
  const from = batch.starts[m] as number;
  const count = wordsIn(batch, m);
  const filters = gatedFeaturesOf(shape);
  const half = filters / DIRECTIONS;
  const Q = projectionOf(shape);
  const first = plainProjectionOf(shape);
  makeRoom(count, filters);
  const { seen, gate, held, rows } = reading;
  // a hidden word, and what stands beyond the ends, counts as zeros: the last row of the projections
  rows[0] = batch.distinct * Q + first;
  rows[count + 1] = batch.distinct * Q + first;
  for (let t = 0; t < count; t++) {
    const word = batch.words[from + t] as number;
    rows[t + 1] = (word < 0 ? batch.distinct : word) * Q + first;
  }
  for (let t = 0; t < count; t++) {
    const a = rows[t] as number;
    const b = (rows[t + 1] as number) + filters;
    const c = (rows[t + 2] as number) + 2 * filters;
    for (let f = 0; f < filters; f++) {
      seen[t * filters + f] =
        (projected[a + f] as number) + (projected[b + f] as number) + (projected[c + f] as number);
      gate[t * filters + f] =
        (projected[a + 3 * filters + f] as number) +
        (projected[b + 3 * filters + f] as number) +
        (projected[c + 3 * filters + f] as number);
    }
  }
  for (let k = 0; k < count; k++)
    for (let f = 0; f < filters; f++) {
      const t = f < half ? k : count - 1 - k;
      const at = t * filters + f;
      const before = k === 0 ? 0 : (held[f < half ? at - filters : at + filters] as number);
      const sees = seen[at] as number;
      held[at] = sees + keepsAt(gate[at] as number) * (before - sees);
    }
}

/** The place at which a filter holds most: of equal ones the first in its direction. */
function bestOf(filter: number, filters: number, count: number): number {
  const { held } = reading;
  const forward = filter < filters / DIRECTIONS;
  let best = forward ? 0 : count - 1;
  for (let k = 1; k < count; k++) {
    const t = forward ? k : count - 1 - k;
    if ((held[t * filters + filter] as number) > (held[best * filters + filter] as number)) best = t;
  }
  return best;
}

/** Reads one message after the other with all filters; `act` gets the message, a filter, and where its feature stands. */
function eachFeature(
  shape: Shape,
  batch: Batch,
  projected: Float32Array,
  act: (m: number, filter: number, place: number) => void,
): void {
  const filters = gatedFeaturesOf(shape);
  if (filters === 0) return;
  for (let m = 0; m < batch.starts.length - 1; m++) {
    read(shape, batch, projected, m);
    for (let f = 0; f < filters; f++) act(m, f, m * featuresOf(shape) + plainFeaturesOf(shape) + f);
  }
}

const wordsIn = (batch: Batch, m: number): number => (batch.starts[m + 1] as number) - (batch.starts[m] as number);

/** Writes the features of gated filters beside those that are there. */
export function readGated(
  shape: Shape,
  p: Parameters,
  batch: Batch,
  projected: Float32Array,
  features: Float32Array,
): void {
  const filters = gatedFeaturesOf(shape);
  eachFeature(shape, batch, projected, (m, f, place) => {
    const most = reading.held[bestOf(f, filters, wordsIn(batch, m)) * filters + f] as number;
    features[place] = Math.max(0, most + (p.featureBias[plainFeaturesOf(shape) + f] as number));
  });
}

/**
 * The way back: adds to the biases of `g` and to the errors of the projected words. Each message is read once more: what was read of
 * a whole batch would be some fifteen megabytes.
 */
export function learnGated(
  shape: Shape,
  g: Parameters,
  batch: Batch,
  pass: Pass,
  dFeatures: Float32Array,
  dProjected: Float32Array,
): void {
  eachFeature(shape, batch, pass.projected, (m, f, place) => {
    if ((pass.features[place] as number) <= 0) return;
    const error = (dFeatures[place] as number) * (pass.featureMask ? (pass.featureMask[place] as number) : 1);
    (g.featureBias[plainFeaturesOf(shape) + f] as number) += error;
    follow(shape, batch, m, f, error, dProjected);
  });
}

/** Follows the error of a feature back from where its filter held most, word by word, as far as it kept what it held. */
function follow(shape: Shape, batch: Batch, m: number, f: number, of: number, dProjected: Float32Array): void {
  const { seen, gate, held, rows } = reading;
  const filters = gatedFeaturesOf(shape);
  const count = wordsIn(batch, m);
  const nothing = rows[0] as number;
  const step = f < filters / DIRECTIONS ? -1 : 1;
  let error = of;
  for (let t = bestOf(f, filters, count); t >= 0 && t < count && error !== 0; t += step) {
    const at = t * filters + f;
    const before = t + step >= 0 && t + step < count ? (held[at + step * filters] as number) : 0;
    const keeps = keepsAt(gate[at] as number);
    const toSeen = error * (1 - keeps);
    const toGate = keeps > 0 && keeps < 1 ? (error * (before - (seen[at] as number))) / 2 : 0;
    for (let part = 0; part < 3; part++) {
      const row = rows[t + part] as number;
      if (row === nothing) continue;
      (dProjected[row + part * filters + f] as number) += toSeen;
      (dProjected[row + (3 + part) * filters + f] as number) += toGate;
    }
    error *= keeps;
  }
}
