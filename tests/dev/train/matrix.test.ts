import { describe, expect, it } from 'vitest';
import { type Seeded, seeded } from '../../../src/dev/seeded.ts';
import { multiply, multiplyLeft, multiplyRight } from '../../../src/dev/train/matrix.ts';

/** Numbers of which a share is zero. */
const filled = (count: number, share: number, random: Seeded): Float32Array =>
  Float32Array.from({ length: count }, () => (random.chance(share) ? random.next() * 2 - 1 : 0));

/** The sum over `length` of what a place of the product is made of, beside what stood there. */
const sum = (length: number, term: (j: number) => number, before: number): number =>
  Array.from({ length }, (_, j) => term(j)).reduce((a, b) => a + b, before);

const SIZES = [
  [1, 1, 1],
  [3, 8, 4],
  [17, 25, 21],
  [9, 40, 20],
  [64, 7, 33],
] as const;

describe.each([1, 0.3, 0.03])('products of matrices of which a share of %d is not zero', (share) => {
  it.each(SIZES)('%d × %d × %d: each way gives the sums of products, added to what stood there', (n, k, m) => {
    const random = seeded(`${n} ${k} ${m} ${share}`);
    const at = (values: Float32Array, i: number) => values[i] ?? Number.NaN;
    const a = filled(n * k, share, random);
    const b = filled(k * m, 1, random);
    const d = filled(n * m, share, random);
    const before = { out: filled(n * m, 1, random), left: filled(k * m, 1, random), right: filled(n * k, 1, random) };
    const [out, left, right] = [before.out.slice(), before.left.slice(), before.right.slice()];
    multiply(a, b, out, n, k, m);
    multiplyLeft(a, d, left, n, k, m);
    multiplyRight(d, b, right, n, k, m);
    out.forEach((value, p) => {
      const [i, q] = [Math.floor(p / m), p % m];
      expect(value).toBeCloseTo(
        sum(k, (j) => at(a, i * k + j) * at(b, j * m + q), at(before.out, p)),
        4,
      );
    });
    left.forEach((value, p) => {
      const [j, q] = [Math.floor(p / m), p % m];
      expect(value).toBeCloseTo(
        sum(n, (i) => at(a, i * k + j) * at(d, i * m + q), at(before.left, p)),
        4,
      );
    });
    right.forEach((value, p) => {
      const [i, j] = [Math.floor(p / k), p % k];
      expect(value).toBeCloseTo(
        sum(m, (q) => at(d, i * m + q) * at(b, j * m + q), at(before.right, p)),
        4,
      );
    });
  });
});
