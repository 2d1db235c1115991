import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addProduct, addSparse, MOST_ROWS, pair, type Scaled } from '../../src/engine/paired.ts';

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

function expectProduct(row: readonly number[], matrix: Scaled): void {
  const out = new Float64Array(matrix.scale.length).fill(1);
  addProduct(Float32Array.from(row), pair(matrix), out);
  plain(row.map(Math.fround), matrix).forEach(({ sum, slack }, k) => {
    expect(Math.abs((out[k] ?? Number.NaN) - 1 - sum)).toBeLessThanOrEqual(slack);
  });
}

describe('a product of two columns at a time', () => {
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
        row,
        made(MOST_ROWS, 2, (k) => (k % 2 === 0 ? even : odd)),
      );
    expect(() => pair(made(MOST_ROWS + 1, 2, () => 1))).toThrow(/rows/);
  });

  it('takes some rows alone, and a row of which only a few places are given', () => {
    const matrix = made(12, 5, (k) => ((k * 37) % 255) - 127);
    const some = new Float64Array(5);
    addSparse(Uint16Array.of(1, 3), Float32Array.of(0.5, -2), 2, pair(matrix, 4, 8), some);
    const row = new Array<number>(12).fill(0).with(5, 0.5).with(7, -2);
    plain(row, matrix).forEach(({ sum, slack }, k) => {
      expect(Math.abs((some[k] ?? Number.NaN) - sum)).toBeLessThanOrEqual(slack);
    });
  });

  it('leaves what was there when the row is empty', () => {
    const out = Float64Array.of(1, 2);
    addProduct(new Float32Array(3), pair(made(3, 2, () => 5)), out);
    expect([...out]).toEqual([1, 2]);
  });
});
