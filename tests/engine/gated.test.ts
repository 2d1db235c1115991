import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMIT, UNIT } from '../../src/engine/arithmetic.ts';
import { gatedFilters, keepsAt } from '../../src/engine/gated.ts';
import { GATED_PARTS, gatedFeaturesOf, type Shape } from '../../src/engine/model-shape.ts';

const SHAPE: Shape = { dim: 1, uni: 1, tri: 1, mean: 1, gated: 1, hidden: 1, signals: 1 };
const FILTERS = gatedFeaturesOf(SHAPE);
const SIZE = GATED_PARTS * FILTERS;
const columnOf = (part: number, filter: number) => part * FILTERS + filter;

/** A word in which both filters see and keep so much, as the word itself alone. */
function word(seen: number, gate: number): Int16Array {
  const numbers = new Int16Array(SIZE);
  for (let filter = 0; filter < FILTERS; filter++) {
    numbers[columnOf(1, filter)] = seen * UNIT;
    numbers[columnOf(4, filter)] = gate * UNIT;
  }
  return numbers;
}

function featuresOf(words: readonly Int16Array[], bias: readonly number[] = [0, 0]): number[] {
  const { keep, features } = gatedFilters(SHAPE, Float32Array.from(bias), words.length);
  words.forEach((seen, row) => {
    keep(row, seen);
  });
  const out = new Float32Array(FILTERS);
  features(
    Int32Array.from(words, (_, row) => row),
    words.length,
    out,
  );
  return [...out];
}

/** Takes what it sees whole; lets nothing in; forgets. */
const [SAYS, KEEPS, FORGETS] = [word(1, -1), word(0, 1), word(0, -1)];
/** Half of it is let in. */
const MURMURS = word(1, 0);

describe('a gated filter', () => {
  it('keeps all above one, nothing below minus one, and half in between', () => {
    expect([-3, -1, 0, 0.5, 1, 4].map(keepsAt)).toEqual([0, 0, 0.5, 0.75, 1, 1]);
  });

  it('holds what was said over any number of words, until one takes it back', () => {
    const kept = Array<Int16Array>(30).fill(KEEPS);
    expect(featuresOf([MURMURS, ...kept, MURMURS])).toEqual([0.75, 0.75]);
    expect(featuresOf([MURMURS, ...kept, FORGETS, MURMURS])).toEqual([0.5, 0.5]);
  });

  it('reads in both directions', () => {
    // read from its end, what was forgotten comes first
    expect(featuresOf([MURMURS, MURMURS, FORGETS, SAYS])).toEqual([1, 1]);
    expect(featuresOf([word(-1, 0), MURMURS])).toEqual([0.25, 0.5]);
  });

  it('sees the words before and after a word', () => {
    const before = new Int16Array(SIZE);
    before[columnOf(0, 0)] = UNIT;
    const after = new Int16Array(SIZE);
    after[columnOf(2, 0)] = UNIT;
    const [forward] = featuresOf([before, word(0, -1)]);
    expect(forward).toBe(1);
    expect(featuresOf([word(0, -1), before])[0]).toBe(0);
    expect(featuresOf([word(0, -1), after])[0]).toBe(1);
  });

  it('is nothing in no words, and its bias', () => {
    expect(featuresOf([])).toEqual([0, 0]);
    expect(featuresOf([], [0.25, -0.25])).toEqual([0.25, 0]);
    expect(featuresOf([MURMURS], [0.25, -1])).toEqual([0.75, 0]);
  });

  it('lies between the least and the most that it sees, or nothing', () => {
    const number = fc.integer({ min: -LIMIT, max: LIMIT });
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 12 }), (message) => {
        const words = message.map(([seen, gate]) => {
          const numbers = new Int16Array(SIZE);
          numbers[columnOf(1, 0)] = seen;
          numbers[columnOf(4, 0)] = gate;
          return numbers;
        });
        const [feature = Number.NaN] = featuresOf(words);
        const most = Math.max(0, ...message.map(([seen]) => seen / UNIT));
        expect(feature).toBeGreaterThanOrEqual(0);
        expect(feature).toBeLessThanOrEqual(Math.fround(most) + 1e-6);
      }),
    );
  });
});
