/** How well networks do on samples that they were not trained on. */

import type { Parameters } from '../../engine/model-shape.ts';
import { SIGNALS } from '../../engine/signal.ts';
import { makeBatch } from './batch.ts';
import { forward } from './network.ts';
import { isBenign, type Sample } from './samples.ts';
import type { Settings } from './settings.ts';
import type { WordTable } from './word-table.ts';

/** A sample with the mean probabilities that the networks gave: messages × (signals + 1). */
export interface Scored {
  readonly sample: Sample;
  readonly scores: Float32Array;
}

const OUTPUTS = SIGNALS.length + 1;

/** Lets networks read samples; several networks are averaged. */
export function score(
  networks: readonly Parameters[],
  samples: readonly Sample[],
  settings: Settings,
  table: WordTable,
): Scored[] {
  const scored: Scored[] = [];
  for (let i = 0; i < samples.length; i += 64) {
    const batch = makeBatch(samples.slice(i, i + 64), table, null, 0);
    const passes = networks.map((network) => forward(settings.shape, network, batch.input, null).logits);
    batch.samples.forEach((sample, k) => {
      const start = (batch.offsets[k] ?? 0) * OUTPUTS;
      const scores = new Float32Array(sample.messages.length * OUTPUTS);
      for (const logits of passes)
        for (let j = 0; j < scores.length; j++)
          (scores[j] as number) += 1 / (1 + Math.exp(-(logits[start + j] as number))) / passes.length;
      scored.push({ sample, scores });
    });
  }
  return scored;
}

/** The highest concern of the peer's messages up to a message (inclusive). */
export function topConcern({ sample, scores }: Scored, upTo = sample.messages.length - 1): number {
  let top = 0;
  for (let i = 0; i <= upTo && i < sample.messages.length; i++)
    if (sample.messages[i]?.side !== 0) top = Math.max(top, scores[(i + 1) * OUTPUTS - 1] ?? 0);
  return top;
}

export interface Point {
  readonly falseRate: number;
  readonly threshold: number;
  readonly recall: number;
  readonly inTime: number;
}

/** Recall of `alert` at given shares of false alerts on `none` conversations. */
export function curve(scored: readonly Scored[], rates: readonly number[] = [0.01, 0.02, 0.05, 0.1]): Point[] {
  const none = scored
    .filter(({ sample }) => sample.label === 'none' && !isBenign(sample))
    .map((one) => topConcern(one))
    .sort((a, b) => b - a);
  const alerts = scored.filter(({ sample }) => sample.label === 'alert');
  return rates.map((falseRate) => {
    const threshold = none[Math.floor(falseRate * none.length)] ?? 0.5;
    const share = (test: (one: Scored) => boolean) => alerts.filter(test).length / Math.max(1, alerts.length);
    return {
      falseRate,
      threshold,
      recall: share((one) => topConcern(one) > threshold),
      inTime: share((one) => topConcern(one, one.sample.alertBy ?? undefined) > threshold),
    };
  });
}

/** Mean over the signals of the best F1 on the peer's messages of the conversations. */
export function macroF1(scored: readonly Scored[]): number {
  const values: number[] = [];
  SIGNALS.forEach((_, s) => {
    const rows: { p: number; y: boolean }[] = [];
    for (const { sample, scores } of scored)
      if (sample.label !== 'line' && sample.label !== 'near' && !isBenign(sample))
        sample.messages.forEach((message, i) => {
          rows.push({ p: scores[i * OUTPUTS + s] ?? 0, y: ((message.carries >> s) & 1) === 1 });
        });
    const truth = rows.filter((row) => row.y).length;
    if (truth < 3) return;
    rows.sort((a, b) => b.p - a.p);
    let hits = 0;
    let best = 0;
    rows.forEach((row, i) => {
      if (row.y) hits++;
      best = Math.max(best, (2 * hits) / (i + 1 + truth));
    });
    values.push(best);
  });
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** One line with the curve. */
export function curveLine(name: string, scored: readonly Scored[]): string {
  const percent = (value: number) => (value * 100).toFixed(1);
  const points = curve(scored).map(
    (point) =>
      `@${point.falseRate * 100}% ${percent(point.recall)}/${percent(point.inTime)} (${point.threshold.toFixed(2)})`,
  );
  return `${name.padEnd(26)} ${points.join('  ')}  F1 ${percent(macroF1(scored))}`;
}
