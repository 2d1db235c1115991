import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { quickArithmetic } from '../../src/cli/simd/arithmetic.ts';
import { seeded } from '../../src/dev/seeded.ts';
import { type Arithmetic, plainArithmetic, type Row, wholeRow } from '../../src/engine/arithmetic.ts';
import { loadModel } from '../../src/engine/model.ts';
import { FADE, MEMORY } from '../../src/engine/model-shape.ts';
import { MOST_ROWS, type Scaled } from '../../src/engine/paired.ts';
import { SIGNALS } from '../../src/engine/signal.ts';
import { both, madeMatrix, makers } from './arithmetic-fixture.ts';
import { gatedModel, smallModel, WORDS } from './model-fixture.ts';

const whole = fc.integer({ min: -127, max: 127 });
/** A row; when an even number of them is not zero, these are listed. */
const rowOf = (numbers: ArrayLike<number>): Row => {
  const values = Float32Array.from(numbers);
  const places = [...values.keys()].filter((i) => values[i] !== 0);
  return places.length % 2 === 0
    ? { length: values.length, values: places.map((i) => values[i] ?? Number.NaN), places }
    : wholeRow(values);
};

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
  product(matrix).add(rowOf(row), out);
  plain(row.map(Math.fround), matrix).forEach(({ sum, slack }, k) => {
    expect(Math.abs((out[k] ?? Number.NaN) - 1 - sum)).toBeLessThanOrEqual(slack);
  });
}

describe('the quick arithmetic', () => {
  it('is the plain one where no memory can be had', async () => {
    vi.resetModules();
    const instance = vi.spyOn(WebAssembly, 'Instance').mockImplementation(() => {
      throw new RangeError('Out of memory');
    });
    try {
      const { quickArithmetic: poor } = await import('../../src/cli/simd/arithmetic.ts');
      const out = new Float64Array(2);
      poor()
        .product(madeMatrix(3, 2, () => 5))
        .add(rowOf([1, 2, 3]), out);
      expect(instance).toHaveBeenCalled();
      expect(out[0]).toBeCloseTo((6 * 5) / 3, 1);
    } finally {
      instance.mockRestore();
    }
  });

  it('is one of its own where the processor has it', () => {
    // else the tests below would compare the plain one with itself
    expect(quickArithmetic().product.toString()).not.toBe(plainArithmetic().product.toString());
  });
});

describe('both arithmetics', () => {
  const number = fc.oneof(
    fc.constant(0),
    fc.float({ noNaN: true, noDefaultInfinity: true }),
    fc.float({ min: -9, max: 9, noNaN: true }),
  );
  const rowsOf = (most: number) =>
    fc
      .tuple(fc.integer({ min: 1, max: MOST_ROWS }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: most }))
      .chain(([tall, columns, count]) =>
        fc.record({
          columns: fc.constant(columns),
          rows: fc.array(fc.array(number, { minLength: tall, maxLength: tall }), {
            minLength: count,
            maxLength: count,
          }),
          seed: fc.nat(),
        }),
      );
  const matrixOf = (tall: number, columns: number, seed: number) =>
    madeMatrix(tall, columns, (k) => ((Math.imul(k + seed, 2_654_435_761) >>> 9) % 255) - 127);

  it('say the same of a product, to the last digit', () => {
    fc.assert(
      fc.property(rowsOf(1), ({ columns, rows: [row = []], seed }) => {
        const [plain, quick] = both.map((arithmetic) => {
          const out = new Float64Array(columns).fill(0.1);
          arithmetic()
            .product(matrixOf(row.length, columns, seed))
            .add(rowOf(row), out);
          return [...out];
        });
        expect(quick).toEqual(plain);
      }),
    );
  });

  it('say the same of the strongest of several rows, which is their product', () => {
    fc.assert(
      fc.property(rowsOf(MEMORY), ({ columns, rows, seed }) => {
        const positive = rows.map((row) => Float32Array.from(row, (x) => Math.min(1e6, Math.abs(x))));
        const tall = positive[0]?.length ?? 0;
        const strongest = Float32Array.from({ length: tall }, (_, i) =>
          Math.max(...positive.map((row, k) => (row[i] ?? Number.NaN) * FADE ** (positive.length - 1 - k))),
        );
        const [plain, quick] = both.map((arithmetic) => {
          const out = new Float64Array(columns);
          arithmetic()
            .product(matrixOf(tall, columns, seed))
            .addStrongest(positive.map(rowOf), out);
          return [...out];
        });
        expect(quick).toEqual(plain);
        const wanted = new Float64Array(columns);
        plainArithmetic()
          .product(matrixOf(tall, columns, seed))
          .add(rowOf(strongest), wanted);
        // a number that lies between two units may be rounded either way
        const slack = (Math.max(...strongest) / 1023) * 127 * 3 + 1e-9;
        wanted.forEach((value, k) => {
          expect(Math.abs((plain?.[k] ?? Number.NaN) - value)).toBeLessThanOrEqual(slack);
        });
      }),
    );
  });

  it('say the same of products of all sizes that share what they need, one after the other', () => {
    const sizes = fc.record({ tall: fc.integer({ min: 1, max: 60 }), columns: fc.integer({ min: 1, max: 40 }) });
    const call = fc.record({ which: fc.nat(3), rows: fc.integer({ min: 1, max: MEMORY }), seed: fc.nat() });
    const cases = fc.record({
      sizes: fc.array(sizes, { minLength: 4, maxLength: 4 }),
      calls: fc.array(call, { maxLength: 12 }),
    });
    fc.assert(
      fc.property(cases, ({ sizes: list, calls }) => {
        const [plain, quick] = both.map((make) => {
          const arithmetic = make();
          const products = list.map(({ tall, columns }, i) => arithmetic.product(matrixOf(tall, columns, i)));
          return calls.map(({ which, rows, seed }) => {
            const { tall, columns } = list[which] as (typeof list)[number];
            const random = seeded(seed);
            const given = Array.from({ length: rows }, () =>
              Float32Array.from({ length: tall }, () => Math.max(0, random.next() - 0.5)),
            );
            const out = new Float64Array(columns);
            products[which]?.addStrongest(given.map(rowOf), out);
            products[which]?.add(rowOf(given[0] ?? []), out);
            return [...out];
          });
        });
        expect(quick).toEqual(plain);
      }),
    );
  });

  it.each([
    ['', smallModel('both')],
    [' with gated filters', gatedModel('both')],
  ] as const)('make one and the same model%s', (_, { bytes }) => {
    const random = seeded('talk');
    const say = () => Array.from({ length: random.below(12) }, () => random.pick([...WORDS, 'unheardof']));
    const [plain, quick] = both.map((make) => loadModel(bytes, make()));
    for (let i = 0; i < 50; i++) {
      const input = {
        words: say(),
        direction: random.pick(['peer', 'child', 'unknown'] as const),
        recentPeer: Array.from({ length: random.below(MEMORY + 3) }, say),
        recentChild: Array.from({ length: random.below(MEMORY + 3) }, say),
        found: new Set(SIGNALS.filter(() => random.chance(0.2))),
      };
      expect(quick?.score(input)).toEqual(plain?.score(input));
    }
  });

  it('say nothing of no rows at all, nor of one that is beyond all bounds', () => {
    for (const arithmetic of both) {
      const out = Float64Array.of(1, 2);
      const { add, addStrongest } = arithmetic().product(madeMatrix(3, 2, () => 5));
      addStrongest([], out);
      add(rowOf([1, Number.POSITIVE_INFINITY, 2]), out);
      expect([...out]).toEqual([1, 2]);
    }
  });
});

describe.each(makers)('a %s product', (_name, make) => {
  const arithmetic = make();

  it('refuses a row of another length than the matrix is tall', () => {
    const { add } = arithmetic.product(madeMatrix(3, 2, () => 5));
    for (const row of [
      [1, 2],
      [1, 2, 3, 4],
    ])
      expect(() => add(rowOf(row), new Float64Array(2))).toThrow(`${row.length} numbers`);
  });

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
          madeMatrix(row.length, columns, (k) => values[k] ?? 0),
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
        madeMatrix(MOST_ROWS, 2, (k) => (k % 2 === 0 ? even : odd)),
      );
    expect(() => arithmetic.product(madeMatrix(MOST_ROWS + 1, 2, () => 1))).toThrow(/rows/);
  });

  it('takes some rows alone', () => {
    const matrix = madeMatrix(12, 5, (k) => ((k * 37) % 255) - 127);
    const some = new Float64Array(5);
    arithmetic.product(matrix, 4, 8).add(rowOf([0, 0.5, 0, -2]), some);
    const row = new Array<number>(12).fill(0).with(5, 0.5).with(7, -2);
    plain(row, matrix).forEach(({ sum, slack }, k) => {
      expect(Math.abs((some[k] ?? Number.NaN) - sum)).toBeLessThanOrEqual(slack);
    });
  });

  it('leaves what was there when the row is empty', () => {
    const out = Float64Array.of(1, 2);
    arithmetic.product(madeMatrix(3, 2, () => 5)).add(rowOf([0, 0, 0]), out);
    expect([...out]).toEqual([1, 2]);
  });
});
