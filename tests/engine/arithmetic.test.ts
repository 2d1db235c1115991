import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quickArithmetic } from '../../src/cli/simd/arithmetic.ts';
import { type Arithmetic, addRow, LIMIT, MOST_WORDS, plainArithmetic } from '../../src/engine/arithmetic.ts';
import { projectionOf, type Shape } from '../../src/engine/model-shape.ts';
import { MOST_ROWS, type Scaled } from '../../src/engine/paired.ts';

const whole = fc.integer({ min: -127, max: 127 });
const made = (rows: number, columns: number, value: (k: number) => number): Scaled => ({
  values: Int8Array.from({ length: rows * columns }, (_, k) => value(k)),
  scale: Float32Array.from({ length: columns }, (_, k) => 1 / (k + 3)),
});

/** The same product in the plain way, and the largest error that rounding the row may make in each column. */
function plain(row: readonly number[], { values, scale }: Scaled): { sum: number; slack: number }[] {
  const unit = Math.max(...row.map(Math.abs)) / 1023;
  return [...scale].map((factor, k) => {
    const column = row.map((x, i) => [x, (values[i * scale.length + k] ?? Number.NaN) * factor] as const);
    return {
      sum: column.reduce((sum, [x, weight]) => sum + x * weight, 0),
      slack: column.reduce((sum, [, weight]) => sum + (Math.abs(weight) * unit) / 2, 1e-6),
    };
  });
}

function expectProduct({ product }: Arithmetic, row: readonly number[], matrix: Scaled): void {
  const out = new Float64Array(matrix.scale.length).fill(1);
  addRow(Float32Array.from(row), product(matrix), out);
  plain(row.map(Math.fround), matrix).forEach(({ sum, slack }, k) => {
    expect(Math.abs((out[k] ?? Number.NaN) - 1 - sum)).toBeLessThanOrEqual(slack);
  });
}

/** What a test asks of filters: the words' numbers, and which words stand in the message. */
const SHAPES: readonly Pick<Shape, 'uni' | 'tri' | 'mean'>[] = [
  { uni: 4, tri: 5, mean: 3 },
  { uni: 8, tri: 16, mean: 24 },
  { uni: 1, tri: 9, mean: 17 },
];
const shapeOf = (part: Pick<Shape, 'uni' | 'tri' | 'mean'>): Shape => ({ dim: 1, hidden: 1, signals: 1, ...part });

/** The strongest of each filter in the plain way. */
function plainly(words: readonly (readonly number[])[], { uni, tri, mean }: Shape): number[] {
  const column = (from: number, t: number, f: number) => words[t]?.[from + f] ?? 0;
  const each = <T>(of: (t: number) => T) => words.map((_, t) => of(t));
  const filters = (count: number, of: (f: number) => number) => Array.from({ length: count }, (_, f) => of(f));
  if (words.length === 0) return filters(uni + tri + mean, () => 0);
  const most = uni + tri;
  return [
    ...filters(uni, (f) => Math.max(...each((t) => column(0, t, f)))),
    ...filters(tri, (f) =>
      Math.max(...each((t) => column(uni, t - 1, f) + column(most, t, f) + column(most + tri, t + 1, f))),
    ),
    ...filters(mean, (f) => each((t) => column(uni + 3 * tri, t, f)).reduce((sum, x) => sum + x, 0)),
  ];
}

describe('the quick arithmetic', () => {
  it('is one of its own where the processor has it', () => {
    // else the tests below would compare the plain one with itself
    expect(quickArithmetic().product.toString()).not.toBe(plainArithmetic().product.toString());
  });
});

describe.each([
  ['plain', plainArithmetic],
  ['quick', quickArithmetic],
])('%s filters', (_name, arithmetic) => {
  const cases = fc.constantFrom(...SHAPES.map(shapeOf)).chain((shape) => {
    const size = projectionOf(shape);
    const word = fc.array(fc.integer({ min: -LIMIT, max: LIMIT }), { minLength: size, maxLength: size });
    return fc
      .record({ shape: fc.constant(shape), words: fc.array(word, { minLength: 1, maxLength: 6 }) })
      .chain((given) =>
        fc.record({
          shape: fc.constant(given.shape),
          words: fc.constant(given.words),
          said: fc.array(fc.nat(given.words.length - 1), { maxLength: MOST_WORDS }),
        }),
      );
  });

  it('give the strongest of one word and of three in a row, and the sum', () => {
    fc.assert(
      fc.property(cases, ({ shape, words, said }) => {
        const { filters, product } = arithmetic();
        const { keep, strongest } = filters(shape, words.length);
        // what comes later may move the memory
        product(made(MOST_ROWS, 100, () => 1));
        for (const [row, numbers] of words.entries()) keep(row, Int16Array.from(numbers));
        const message = said.map((row) => words[row] ?? []);
        expect([...strongest(Int32Array.from(said), said.length)]).toEqual(plainly(message, shape));
      }),
    );
  });

  it('forget the word whose row is given to another', () => {
    const shape = shapeOf(SHAPES[0] as Shape);
    const { keep, strongest } = arithmetic().filters(shape, 2);
    const numbers = (factor: number) => Int16Array.from({ length: projectionOf(shape) }, (_, k) => factor * (k + 1));
    keep(0, numbers(50));
    keep(1, numbers(3));
    keep(0, numbers(-2));
    const words = [numbers(-2), numbers(3)].map((seen) => [...seen]);
    expect([...strongest(Int32Array.of(0, 1), 2)]).toEqual(plainly(words, shape));
  });
});

describe('both arithmetics', () => {
  it('say the same of a product, to the last digit', () => {
    const cases = fc
      .tuple(fc.integer({ min: 1, max: MOST_ROWS }), fc.integer({ min: 1, max: 40 }))
      .chain(([rows, columns]) =>
        fc.record({
          columns: fc.constant(columns),
          row: fc.array(fc.oneof(fc.constant(0), fc.float({ noNaN: true, noDefaultInfinity: true })), {
            minLength: rows,
            maxLength: rows,
          }),
          seed: fc.nat(),
        }),
      );
    fc.assert(
      fc.property(cases, ({ columns, row, seed }) => {
        const matrix = made(row.length, columns, (k) => ((Math.imul(k + seed, 2_654_435_761) >>> 9) % 255) - 127);
        const [plainOut, quickOut] = [plainArithmetic, quickArithmetic].map((arithmetic) => {
          const out = new Float64Array(columns).fill(0.1);
          addRow(Float32Array.from(row), arithmetic().product(matrix), out);
          return [...out];
        });
        expect(quickOut).toEqual(plainOut);
      }),
    );
  });
});

describe.each([
  ['plain', plainArithmetic()],
  ['quick', quickArithmetic()],
])('a %s product', (_name, arithmetic) => {
  it('is the product, as near as ten binary digits of the row are', () => {
    const size = fc.integer({ min: 1, max: 40 });
    const cases = fc.tuple(size, fc.integer({ min: 1, max: 9 })).chain(([rows, columns]) =>
      fc.record({
        columns: fc.constant(columns),
        row: fc.array(fc.oneof(fc.constant(0), fc.double({ min: -20, max: 20, noNaN: true })), {
          minLength: rows,
          maxLength: rows,
        }),
        values: fc.array(whole, { minLength: rows * columns, maxLength: rows * columns }),
      }),
    );
    fc.assert(
      fc.property(cases, ({ columns, row, values }) => {
        expectProduct(
          arithmetic,
          row,
          made(row.length, columns, (k) => values[k] ?? 0),
        );
      }),
    );
  });

  it('carries nothing from one column into the next, however many rows are added', () => {
    const row = new Array<number>(MOST_ROWS).fill(7);
    for (const [even, odd] of [
      [127, 127],
      [-127, 127],
      [127, -127],
      [-127, -127],
    ] as const)
      expectProduct(
        arithmetic,
        row,
        made(MOST_ROWS, 2, (k) => (k % 2 === 0 ? even : odd)),
      );
    expect(() => arithmetic.product(made(MOST_ROWS + 1, 2, () => 1))).toThrow(/rows/);
  });

  it('takes some rows alone, and a row of which only a few places are given', () => {
    const matrix = made(12, 5, (k) => ((k * 37) % 255) - 127);
    const some = new Float64Array(5);
    arithmetic.product(matrix, 4, 8).add(Uint16Array.of(1, 3), Float32Array.of(0.5, -2), 2, some);
    const row = new Array<number>(12).fill(0).with(5, 0.5).with(7, -2);
    plain(row, matrix).forEach(({ sum, slack }, k) => {
      expect(Math.abs((some[k] ?? Number.NaN) - sum)).toBeLessThanOrEqual(slack);
    });
  });

  it('leaves what was there when the row is empty', () => {
    const out = Float64Array.of(1, 2);
    addRow(new Float32Array(3), arithmetic.product(made(3, 2, () => 5)), out);
    expect([...out]).toEqual([1, 2]);
  });
});
