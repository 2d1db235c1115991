import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMIT, MOST_WORDS, UNIT } from '../../src/engine/arithmetic.ts';
import { featuresOf, MEAN_POWER, projectionOf, type Shape } from '../../src/engine/model-shape.ts';
import { MOST_ROWS } from '../../src/engine/paired.ts';
import { both, madeMatrix, makers, numbersOf } from './arithmetic-fixture.ts';

/** Sizes that are whole eights, and some that are not. */
const SHAPES: readonly Pick<Shape, 'uni' | 'tri' | 'mean'>[] = [
  { uni: 4, tri: 5, mean: 3 },
  { uni: 8, tri: 16, mean: 24 },
  { uni: 1, tri: 9, mean: 17 },
];
const shapeOf = (part: Pick<Shape, 'uni' | 'tri' | 'mean'>): Shape => ({ dim: 1, hidden: 1, signals: 1, ...part });

/** The features in the plain way. */
function plainly(words: readonly (readonly number[])[], { uni, tri, mean }: Shape, bias: readonly number[]): number[] {
  const column = (from: number, t: number, f: number) => words[t]?.[from + f] ?? 0;
  const each = <T>(of: (t: number) => T) => words.map((_, t) => of(t));
  const filters = (count: number, of: (f: number) => number) =>
    Array.from({ length: count }, (_, f) => (words.length === 0 ? 0 : of(f)));
  const most = uni + tri;
  return [
    ...filters(uni, (f) => Math.max(...each((t) => column(0, t, f))) / UNIT),
    ...filters(tri, (f) => {
      const sums = each((t) => column(uni, t - 1, f) + column(most, t, f) + column(most + tri, t + 1, f));
      return Math.max(...sums) / UNIT;
    }),
    ...filters(mean, (f) => {
      const sum = each((t) => column(uni + 3 * tri, t, f)).reduce((a, b) => a + b, 0);
      return sum / UNIT / Math.max(1, words.length) ** MEAN_POWER;
    }),
  ].map((value, f) => Math.max(0, value + (bias[f] ?? Number.NaN)));
}

function expectNear(numbers: ArrayLike<number>, wanted: readonly number[]): void {
  expect(numbers.length).toBe(wanted.length);
  wanted.forEach((value, k) => {
    expect(Math.abs((numbers[k] ?? Number.NaN) - value)).toBeLessThan(1e-4);
  });
}

describe('filters', () => {
  const tall = madeMatrix(MOST_ROWS, 100, () => 1);
  const cases = fc.constantFrom(...SHAPES.map(shapeOf)).chain((shape) => {
    const size = projectionOf(shape);
    const word = fc.array(fc.integer({ min: -LIMIT, max: LIMIT }), { minLength: size, maxLength: size });
    const count = featuresOf(shape);
    return fc
      .record({
        words: fc.array(word, { minLength: 1, maxLength: 6 }),
        bias: fc.array(fc.float({ min: -4, max: 4, noNaN: true }), { minLength: count, maxLength: count }),
      })
      .chain(({ words, bias }) =>
        fc.record({
          shape: fc.constant(shape),
          words: fc.constant(words),
          bias: fc.constant(bias),
          said: fc.array(fc.nat(words.length - 1), { maxLength: MOST_WORDS }),
        }),
      );
  });

  it('give the strongest of one word and of three in a row, and the sum, alike in both arithmetics', () => {
    fc.assert(
      fc.property(cases, ({ shape, words, bias, said }) => {
        const [plain, quick] = both.map((arithmetic) => {
          const { filters, product } = arithmetic();
          const { keep, features } = filters(shape, Float32Array.from(bias), words.length);
          for (const [row, numbers] of words.entries()) {
            keep(row, Int16Array.from(numbers));
            // three are more than a page of memory: it moves between these calls
            if (row < 2) for (let k = 0; k < 3; k++) product(tall);
          }
          return numbersOf(features(Int32Array.from(said), said.length));
        });
        const message = said.map((row) => words[row] ?? []);
        expectNear(plain ?? [], plainly(message, shape, bias));
        expect(quick).toEqual(plain);
      }),
    );
  });

  it.each(makers)('forget the word whose row is given to another (%s)', (_name, arithmetic) => {
    const shape = shapeOf(SHAPES[0] as Shape);
    const bias = new Array<number>(featuresOf(shape)).fill(0.01);
    const { keep, features } = arithmetic().filters(shape, Float32Array.from(bias), 2);
    const numbers = (factor: number) => Int16Array.from({ length: projectionOf(shape) }, (_, k) => factor * (k + 1));
    keep(0, numbers(50));
    keep(1, numbers(3));
    keep(0, numbers(-2));
    const words = [numbers(-2), numbers(3)].map((seen) => [...seen]);
    expectNear(numbersOf(features(Int32Array.of(0, 1), 2)), plainly(words, shape, bias));
  });
});
