/** From the projected words of each message to its features, and the way back. */
import {
  featuresOf,
  MEAN_POWER,
  type Parameters,
  plainFeaturesOf,
  projectionOf,
  type Shape,
} from '../../engine/model-shape.ts';
import { learnGated, readGated } from './gated.ts';
import type { Batch, Pass } from './network.ts';
import { scratch } from './scratch.ts';

/**
 * The features of each message: the strongest word, the strongest three words in a row, the sum, and the most that gated filters
 * held, each cut at zero.
 */
export function pool(shape: Shape, p: Parameters, batch: Batch, projected: Float32Array) {
  const { uni, tri, mean } = shape;
  const F = featuresOf(shape);
  const Q = projectionOf(shape);
  const M = batch.starts.length - 1;
  const W = uni + tri;
  const features = scratch('features', M * F);
  const best = new Int32Array(M * W).fill(-1);
  const plain = plainFeaturesOf(shape);
  const top = new Float32Array(plain);
  const where = new Int32Array(W);
  for (let m = 0; m < M; m++) {
    const start = batch.starts[m] as number;
    const end = batch.starts[m + 1] as number;
    top.fill(Number.NEGATIVE_INFINITY, 0, W);
    top.fill(0, W);
    for (let t = start; t < end; t++) {
      // a hidden word, and what stands beyond the ends, counts as zeros: the last row of the projections
      const before = (t > start ? row(batch, t - 1) : batch.distinct) * Q;
      const here = row(batch, t) * Q;
      const after = (t + 1 < end ? row(batch, t + 1) : batch.distinct) * Q;
      for (let f = 0; f < uni; f++) {
        const value = projected[here + f] as number;
        if (value > (top[f] as number)) {
          top[f] = value;
          where[f] = t;
        }
      }
      for (let f = uni; f < W; f++) {
        const value =
          (projected[before + f] as number) +
          (projected[here + f + tri] as number) +
          (projected[after + f + 2 * tri] as number);
        if (value > (top[f] as number)) {
          top[f] = value;
          where[f] = t;
        }
      }
      for (let f = 0; f < mean; f++) (top[W + f] as number) += projected[here + uni + 3 * tri + f] as number;
    }
    const scale = (end - start) ** -MEAN_POWER;
    for (let f = 0; f < plain; f++) {
      const value = (top[f] as number) * (f < W ? 1 : scale) + (p.featureBias[f] as number);
      if (value <= 0) continue;
      features[m * F + f] = value;
      if (f < W) best[m * W + f] = where[f] as number;
    }
  }
  readGated(shape, p, batch, projected, features);
  return { features, best };
}

const row = (batch: Batch, t: number): number => {
  const word = batch.words[t] as number;
  return word < 0 ? batch.distinct : word;
};

/** The way back through `pool`: adds to the biases of `g` and to the errors of the projected words. */
export function unpool(
  shape: Shape,
  g: Parameters,
  batch: Batch,
  pass: Pass,
  dFeatures: Float32Array,
  dProjected: Float32Array,
): void {
  learnGated(shape, g, batch, pass, dFeatures, dProjected);
  const { uni, tri } = shape;
  const F = featuresOf(shape);
  const Q = projectionOf(shape);
  const M = batch.starts.length - 1;
  const add = (word: number, f: number, value: number) => {
    if (word >= 0) (dProjected[word * Q + f] as number) += value;
  };
  for (let m = 0; m < M; m++) {
    const start = batch.starts[m] as number;
    const end = batch.starts[m + 1] as number;
    for (let f = 0; f < plainFeaturesOf(shape); f++) {
      if ((pass.features[m * F + f] as number) <= 0) continue;
      const d = (dFeatures[m * F + f] as number) * (pass.featureMask ? (pass.featureMask[m * F + f] as number) : 1);
      (g.featureBias[f] as number) += d;
      if (f >= uni + tri) {
        const scaled = d * (end - start) ** -MEAN_POWER;
        for (let t = start; t < end; t++) add(batch.words[t] as number, uni + 3 * tri + f - uni - tri, scaled);
        continue;
      }
      const t = pass.best[m * (uni + tri) + f] as number;
      if (f < uni) add(batch.words[t] as number, f, d);
      else {
        if (t > start) add(batch.words[t - 1] as number, f, d);
        add(batch.words[t] as number, f + tri, d);
        if (t + 1 < end) add(batch.words[t + 1] as number, f + 2 * tri, d);
      }
    }
  }
}
