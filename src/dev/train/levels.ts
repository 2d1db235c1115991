/** What the evidence of each signal says of the level of an alert: softmax regression, which always gives the same answer. */
import { SIGNALS } from '../../engine/index.ts';
import type { Weights } from '../../engine/pack.ts';
import { LEVELS } from '../../engine/signal.ts';
import type { Traced } from './evidence.ts';

const STEPS = 1500;
const RATE = 0.3;
const RIDGE = 0.001;
/** How much surer `urgent` must be: the level of an alert only ever rises, so one moment of doubt would stay. */
const MARGIN = 0.5;
const WIDTH = SIGNALS.length + 1;

/** The highest evidence of each signal in a conversation, and a one for the base. */
const rowOf = ({ after }: Traced): number[] => [
  ...SIGNALS.map((_, i) => Math.max(...after.map((features) => features[i] ?? 0))),
  1,
];

/** Fits the levels on the alerts of a corpus, whether they pass the threshold or not. */
export function fitLevels(tune: readonly Traced[]): Weights['levels'] {
  const rows = tune
    .filter(({ chat }) => chat.label === 'alert')
    .map((one) => ({ x: rowOf(one), y: LEVELS.indexOf(one.chat.level ?? 'caution') }));
  const weights = LEVELS.map(() => new Float64Array(WIDTH));
  for (let step = 0; step < STEPS; step++) {
    const slopes = LEVELS.map(() => new Float64Array(WIDTH));
    for (const { x, y } of rows) {
      const odds = weights.map((one) => x.reduce((sum, value, i) => sum + value * (one[i] as number), 0));
      const top = Math.max(...odds);
      const powers = odds.map((value) => Math.exp(value - top));
      const sum = powers.reduce((a, b) => a + b, 0);
      slopes.forEach((slope, level) => {
        const error = (powers[level] as number) / sum - (level === y ? 1 : 0);
        x.forEach((value, i) => {
          (slope[i] as number) += (error * value) / rows.length;
        });
      });
    }
    weights.forEach((one, level) => {
      const slope = slopes[level] as Float64Array;
      for (let i = 0; i < WIDTH; i++)
        (one[i] as number) -= RATE * ((slope[i] as number) + (i < WIDTH - 1 ? RIDGE * (one[i] as number) : 0));
    });
  }
  const against = (level: number, margin: number): Weights['levels']['warning'] => {
    const difference = (i: number) =>
      ((weights[level] as Float64Array)[i] as number) - ((weights[0] as Float64Array)[i] as number);
    return {
      base: Number((difference(WIDTH - 1) - margin).toFixed(2)),
      signals: Object.fromEntries(
        SIGNALS.map((signal, i) => [signal, Number(difference(i).toFixed(2))]),
      ) as Weights['levels']['warning']['signals'],
    };
  };
  return { warning: against(1, 0), urgent: against(2, MARGIN) };
}
