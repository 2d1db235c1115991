/**
 * The network of the second opinion, forward and backward, on flat arrays. What it computes is described in
 * `src/engine/model.ts`, which holds the inference; a test keeps the two equal.
 */

import {
  FADE,
  featuresOf,
  inputsOf,
  MEMORY,
  outputsOf,
  type Parameters,
  projectionOf,
  type Shape,
  SIDES,
} from '../../engine/model-shape.ts';
import { multiply, multiplyLeft, multiplyRight } from './matrix.ts';
import { pool, unpool } from './pooling.ts';
import { scratch } from './scratch.ts';

/** Messages of several conversations, one after the other. */
export interface Batch {
  /** Vectors of the distinct words: count × dim. */
  readonly vectors: Float32Array;
  readonly distinct: number;
  /** Each word of each message as an index of `vectors`; -1 for a word that is hidden in this round. */
  readonly words: Int32Array;
  /** Where each message's words begin, and where the last ends: messages + 1. Every message has a word. */
  readonly starts: Int32Array;
  /** 0 child, 1 peer, 2 unknown. */
  readonly side: Uint8Array;
  /** First message of the conversation that each message belongs to. */
  readonly first: Int32Array;
  /** Signals that the rules found: messages × signals, 0 or 1. */
  readonly found: Uint8Array;
  /** What an encoder of sentences says of each message: messages × told; zeros where it says nothing. */
  readonly meant?: Float32Array;
}

/** What is left out in one round of training; null when the network is used. */
export interface Dropout {
  readonly rate: number;
  readonly next: () => number;
  /** Probability that a message is read without what one side said before. */
  readonly context: number;
}

/** One pass over a batch, with what the way back needs. */
export interface Pass {
  /** messages × outputs, before the sigmoid. */
  readonly logits: Float32Array;
  /** messages × told: what the features tell of the sentence's vector. */
  readonly told: Float32Array;
  /** distinct words, and one of zeros × projection. */
  readonly projected: Float32Array;
  readonly features: Float32Array;
  readonly featureMask: Float32Array | null;
  readonly best: Int32Array;
  readonly inputs: Float32Array;
  /** The message that each remembered feature came from, or -1; 2 × features a message. */
  readonly from: Int32Array;
  readonly fade: Float32Array;
  readonly hidden: Float32Array;
  readonly hiddenMask: Float32Array | null;
}

function drop(name: string, values: Float32Array, dropout: Dropout | null): Float32Array | null {
  if (!dropout) return null;
  const mask = scratch(name, values.length);
  const keep = 1 / (1 - dropout.rate);
  for (let i = 0; i < values.length; i++) {
    mask[i] = dropout.next() < dropout.rate ? 0 : keep;
    (values[i] as number) *= mask[i] as number;
  }
  return mask;
}

/** Reads a batch. All but the logits and what is told stands in room that the next pass takes back. */
export function forward(shape: Shape, p: Parameters, batch: Batch, dropout: Dropout | null): Pass {
  const F = featuresOf(shape);
  const Q = projectionOf(shape);
  const M = batch.starts.length - 1;
  const I = inputsOf(shape);
  const O = outputsOf(shape);
  const projected = scratch('projected', (batch.distinct + 1) * Q);
  multiply(batch.vectors, p.project, projected, batch.distinct, shape.dim, Q);
  const { features, best } = pool(shape, p, batch, projected);
  const featureMask = drop('feature mask', features, dropout);
  const inputs = scratch('inputs', M * I);
  const from = new Int32Array(M * 2 * F).fill(-1);
  const fade = scratch('fade', M * 2 * F);
  for (let m = 0; m < M; m++) {
    const at = m * I;
    inputs.set(features.subarray(m * F, (m + 1) * F), at);
    for (let side = 0; side < 2; side++) {
      if (dropout && dropout.next() < dropout.context) continue;
      remember(m, side, F, batch, features, inputs.subarray(at + (1 + side) * F, at + (2 + side) * F), from, fade);
    }
    inputs[at + 3 * F + (batch.side[m] as number)] = 1;
    for (let s = 0; s < shape.signals; s++)
      inputs[at + 3 * F + SIDES + s] = batch.found[m * shape.signals + s] as number;
  }
  const hidden = scratch('hidden', M * shape.hidden);
  for (let m = 0; m < M; m++) hidden.set(p.hiddenBias, m * shape.hidden);
  multiply(inputs, p.hidden, hidden, M, I, shape.hidden);
  for (let i = 0; i < hidden.length; i++) if ((hidden[i] as number) < 0) hidden[i] = 0;
  const hiddenMask = drop('hidden mask', hidden, dropout);
  const logits = new Float32Array(M * O);
  for (let m = 0; m < M; m++) logits.set(p.outBias, m * O);
  multiply(hidden, p.out, logits, M, shape.hidden, O);
  const straight = new Float32Array(M * shape.signals);
  multiply(features, p.direct, straight, M, F, shape.signals);
  for (let m = 0; m < M; m++)
    for (let s = 0; s < shape.signals; s++) (logits[m * O + s] as number) += straight[m * shape.signals + s] as number;
  const told = new Float32Array(M * (shape.told ?? 0));
  multiply(features, p.told, told, M, F, shape.told ?? 0);
  return { logits, told, projected, features, featureMask, best, inputs, from, fade, hidden, hiddenMask };
}

/** The strongest features of what a side said before, each message of it weaker by `FADE` than the next one. */
function remember(
  m: number,
  side: number,
  F: number,
  batch: Batch,
  features: Float32Array,
  memory: Float32Array,
  from: Int32Array,
  fade: Float32Array,
): void {
  // input order: own features, peer's memory, child's memory
  const wanted = side === 0 ? 1 : 0;
  let weight = 1;
  const origin = (m * 2 + side) * F;
  for (let k = m - 1; k >= Math.max(batch.first[m] as number, m - MEMORY); k--) {
    if (batch.side[k] !== wanted) continue;
    for (let f = 0; f < F; f++) {
      const value = (features[k * F + f] as number) * weight;
      if (value > (memory[f] as number)) {
        memory[f] = value;
        from[origin + f] = k;
        fade[origin + f] = weight;
      }
    }
    weight *= FADE;
  }
}

/**
 * Adds to `g` what the errors of the logits and of what was told say about the parameters, and returns what they say about the
 * word vectors.
 */
export function backward(
  shape: Shape,
  p: Parameters,
  g: Parameters,
  batch: Batch,
  pass: Pass,
  error: Float32Array,
  toldError: Float32Array | null = null,
): Float32Array {
  const F = featuresOf(shape);
  const Q = projectionOf(shape);
  const M = batch.starts.length - 1;
  const I = inputsOf(shape);
  const O = outputsOf(shape);
  const straight = new Float32Array(M * shape.signals);
  for (let m = 0; m < M; m++) {
    for (let o = 0; o < O; o++) (g.outBias[o] as number) += error[m * O + o] as number;
    for (let s = 0; s < shape.signals; s++) straight[m * shape.signals + s] = error[m * O + s] as number;
  }
  multiplyLeft(pass.hidden, error, g.out, M, shape.hidden, O);
  multiplyLeft(pass.features, straight, g.direct, M, F, shape.signals);
  const dHidden = scratch('hidden back', M * shape.hidden);
  multiplyRight(error, p.out, dHidden, M, shape.hidden, O);
  for (let i = 0; i < dHidden.length; i++) {
    if ((pass.hidden[i] as number) <= 0) dHidden[i] = 0;
    else if (pass.hiddenMask) (dHidden[i] as number) *= pass.hiddenMask[i] as number;
  }
  for (let m = 0; m < M; m++)
    for (let h = 0; h < shape.hidden; h++) (g.hiddenBias[h] as number) += dHidden[m * shape.hidden + h] as number;
  multiplyLeft(pass.inputs, dHidden, g.hidden, M, I, shape.hidden);
  const dInputs = scratch('inputs back', M * I);
  multiplyRight(dHidden, p.hidden, dInputs, M, I, shape.hidden);
  const dFeatures = scratch('features back', M * F);
  multiplyRight(straight, p.direct, dFeatures, M, F, shape.signals);
  if (toldError) {
    const T = shape.told ?? 0;
    multiplyLeft(pass.features, toldError, g.told, M, F, T);
    multiplyRight(toldError, p.told, dFeatures, M, F, T);
  }
  for (let m = 0; m < M; m++) {
    for (let f = 0; f < F; f++) (dFeatures[m * F + f] as number) += dInputs[m * I + f] as number;
    for (let side = 0; side < 2; side++) {
      const origin = (m * 2 + side) * F;
      for (let f = 0; f < F; f++) {
        const k = pass.from[origin + f] as number;
        if (k >= 0)
          (dFeatures[k * F + f] as number) +=
            (dInputs[m * I + (1 + side) * F + f] as number) * (pass.fade[origin + f] as number);
      }
    }
  }
  const dProjected = scratch('projected back', batch.distinct * Q);
  unpool(shape, g, batch, pass, dFeatures, dProjected);
  multiplyLeft(batch.vectors, dProjected, g.project, batch.distinct, shape.dim, Q);
  const dVectors = new Float32Array(batch.distinct * shape.dim);
  multiplyRight(dProjected, p.project, dVectors, batch.distinct, shape.dim, Q);
  return dVectors;
}
