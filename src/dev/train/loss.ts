import { SIGNALS } from '../../engine/signal.ts';
import type { LabelledBatch } from './batch.ts';
import { isBenign, isConversation, type Sample } from './samples.ts';
import type { Settings } from './settings.ts';

/** Labels are believed up to this. */
const SMOOTH = 0.05;
/** How much the concern counts by label. A single line says little of it, a near miss that there should be none. */
const CONCERN_WEIGHT = { alert: 1, none: 1, watch: 0.15, near: 0.12, line: 0 } as const;
const CONCERN_TARGET = { alert: 1, none: 0, watch: 0.3, near: 0, line: 0.5 } as const;
/** Share of the alert's error that asks for it in time. */
const IN_TIME = 0.6;

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const crossEntropy = (x: number, target: number): number =>
  Math.max(x, 0) - x * target + Math.log1p(Math.exp(-Math.abs(x)));

/**
 * How wrong the logits are, and the error of each. Signals are judged message by message. The concern is judged by
 * conversation, by its soft maximum: at least one message of an alert must show it, in time if possible, and none of an
 * innocent chat may, however long it is.
 */
export function lossOf(
  logits: Float32Array,
  batch: LabelledBatch,
  settings: Settings,
): { loss: number; error: Float32Array } {
  const outputs = SIGNALS.length + 1;
  const error = new Float32Array(logits.length);
  const scale = 1 / batch.samples.length;
  let loss = 0;
  batch.samples.forEach((sample, index) => {
    const start = batch.offsets[index] ?? 0;
    const count = sample.messages.length;
    const signalWeight = settings.signalWeight * (isBenign(sample) ? 0.5 : 1);
    sample.messages.forEach((message, i) => {
      for (let s = 0; s < SIGNALS.length; s++) {
        const target = (message.carries >> s) & 1 ? 1 - SMOOTH : 0.002;
        const at = (start + i) * outputs + s;
        const x = logits[at] as number;
        loss += signalWeight * crossEntropy(x, target);
        error[at] = signalWeight * (sigmoid(x) - target) * scale;
      }
    });
    const weight = concernWeight(sample, settings);
    if (weight === 0) return;
    const target = CONCERN_TARGET[sample.label] * (1 - SMOOTH) + SMOOTH / 3;
    const inTime = sample.label === 'alert' && sample.alertBy !== null ? Math.min(count, sample.alertBy + 1) : count;
    for (const [upTo, share] of [
      [inTime, IN_TIME],
      [count, 1 - IN_TIME],
    ] as const) {
      const softMax = softMaximum(logits, start, upTo, outputs);
      loss += weight * share * crossEntropy(softMax.value, target);
      const slope = weight * share * (sigmoid(softMax.value) - target) * scale;
      for (let i = 0; i < upTo; i++)
        (error[(start + i) * outputs + outputs - 1] as number) += slope * (softMax.shares[i] as number);
    }
  });
  return { loss, error };
}

function concernWeight(sample: Sample, settings: Settings): number {
  const own = isBenign(sample) ? settings.benignWeight : CONCERN_WEIGHT[sample.label];
  return isConversation(sample) ? own * sample.weight : own;
}

/** log Σ exp(2x) / 2 over the concerns of a conversation's messages, and each message's share in it. */
function softMaximum(logits: Float32Array, start: number, count: number, outputs: number) {
  const shares = new Float32Array(count);
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) top = Math.max(top, logits[(start + i + 1) * outputs - 1] as number);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    shares[i] = Math.exp(2 * ((logits[(start + i + 1) * outputs - 1] as number) - top));
    sum += shares[i] as number;
  }
  for (let i = 0; i < count; i++) shares[i] = (shares[i] as number) / sum;
  return { value: top + Math.log(sum) / 2, shares };
}
