import { quickArithmetic } from '../../src/cli/simd/arithmetic.ts';
import { type Arithmetic, plainArithmetic } from '../../src/engine/arithmetic.ts';
import type { Scaled } from '../../src/engine/paired.ts';

/** Every arithmetic there is, with its name. */
export const makers: readonly [string, () => Arithmetic][] = [
  ['plain', plainArithmetic],
  ['quick', quickArithmetic],
];
export const both = makers.map(([, make]) => make);

/** A matrix whose number k, row by row, is `value(k)`. */
export const madeMatrix = (rows: number, columns: number, value: (k: number) => number): Scaled => ({
  values: Int8Array.from({ length: rows * columns }, (_, k) => value(k)),
  scale: Float32Array.from({ length: columns }, (_, k) => 1 / (k + 3)),
});
