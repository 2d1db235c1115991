import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Arithmetic } from '../engine/arithmetic.ts';
import type { SecondOpinion } from '../engine/index.ts';
import { loadModel } from '../engine/model.ts';
import { quickArithmetic } from './simd/arithmetic.ts';

/** Beside the program (a copy on a machine without this repository), else in the repository, seen from src or from dist. */
const PLACES = ['model.bin', '../../rules/en/model.bin'];

/**
 * The second opinion; null when there is no model file, and the rules read alone.
 * @param file another file than the one that ships
 * @param arithmetic see `loadModel`; by default the quickest of this machine
 * @throws Error when the file is damaged or of another version, or when one that was named is missing
 */
export function openOpinion(
  file: string | null = null,
  arithmetic: Arithmetic = quickArithmetic(),
): SecondOpinion | null {
  const here = dirname(fileURLToPath(import.meta.url));
  const path = file ?? PLACES.map((place) => join(here, place)).find((place) => existsSync(place));
  return path === undefined ? null : loadModel(readFileSync(path), arithmetic);
}
