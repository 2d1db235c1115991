import { quickArithmetic } from '../../src/cli/simd/arithmetic.ts';
import { type Arithmetic, plainArithmetic, type Row } from '../../src/engine/arithmetic.ts';
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

/** All numbers of a row, zeros too. */
export const numbersOf = ({ length, values, places }: Row): number[] => {
  const numbers = new Array<number>(length).fill(0);
  for (let i = 0; i < (places ?? numbers).length; i++) numbers[places?.[i] ?? i] = values[i] ?? Number.NaN;
  return numbers;
};
