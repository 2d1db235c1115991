/** How well networks do on samples that they were not trained on. */

import { SIGNALS } from '../../engine/signal.ts';
import { makeBatch } from './batch.ts';
import type { Trained } from './fit.ts';
import { forward } from './network.ts';
import { isBenign, type Sample } from './samples.ts';

/** A sample with the mean probabilities that the networks gave: messages × (signals + 1). */
export interface Scored {
  readonly sample: Sample;
  readonly scores: Float32Array;
}

const OUTPUTS = SIGNALS.length + 1;

/** Lets networks read samples; several networks are averaged. */
export function score(networks: readonly Trained[], samples: readonly Sample[]): Scored[] {
  const scored: Scored[] = [];
  for (let i = 0; i < samples.length; i += 64) {
    const part = samples.slice(i, i + 64);
    let offsets: readonly number[] = [];
    const passes = networks.map(({ shape, parameters, table }) => {
      const batch = makeBatch(part, table, null, 0);
      offsets = batch.offsets;
      return forward(shape, parameters, batch.input, null).logits;
    });
    part.forEach((sample, k) => {
      const start = (offsets[k] ?? 0) * OUTPUTS;
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
function topConcern({ sample, scores }: Scored, upTo = sample.messages.length - 1): number {
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
function curve(scored: readonly Scored[], rates: readonly number[] = [0.01, 0.02, 0.05, 0.1]): Point[] {
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

/** Mean over the signals of the best F1 on the messages of the conversations, of both sides. */
function macroF1(scored: readonly Scored[]): number {
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

/** One line about a benign set: chats whose highest concern is over each of some values, per 10,000 messages. */
export function benignLine(name: string, scored: readonly Scored[]): string {
  let messages = 0;
  const tops: number[] = [];
  for (const one of scored) {
    messages += one.sample.messages.length;
    tops.push(topConcern(one));
  }
  const rate = (threshold: number) => (10_000 * tops.filter((top) => top > threshold).length) / Math.max(1, messages);
  return `${name.padEnd(26)} chats per 10,000 messages over ${[0.3, 0.4, 0.5, 0.6, 0.7, 0.8]
    .map((threshold) => `${threshold}: ${rate(threshold).toFixed(1)}`)
    .join('  ')}  (${messages} messages)`;
}

/** Recall of each story (what stands in the note from `story:` to `;`) at 5 % false alerts, weakest first. */
export function storyLines(scored: readonly Scored[]): string[] {
  const threshold = curve(scored, [0.05])[0]?.threshold ?? 0.5;
  const stories = new Map<string, { caught: number; all: number }>();
  for (const one of scored) {
    const { label, note } = one.sample;
    const story = `${label} ${/story: ([^;]+);/.exec(note)?.[1] ?? 'unnamed'}`;
    if (label !== 'alert' && label !== 'none') continue;
    const tally = stories.get(story) ?? { caught: 0, all: 0 };
    tally.all++;
    if (topConcern(one) > threshold) tally.caught++;
    stories.set(story, tally);
  }
  return [...stories]
    .filter(([story, { caught }]) => story.startsWith('alert') || caught > 0)
    .sort((a, b) => a[1].caught / a[1].all - b[1].caught / b[1].all)
    .map(([story, { caught, all }]) => `${story.padEnd(50)} ${caught} of ${all}`);
}
