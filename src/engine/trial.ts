import type { Positions } from './positions.ts';
import type { Step, Variant } from './variant.ts';

/** Words `start` to `end` (exclusive) of a text, within one sentence. */
export interface Span {
  readonly sentence: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Tries a pattern on each sentence of the text that `positions` was turned to; a match ends where the next may begin.
 *
 * It answers as compromise does, whose syntax the patterns have (a test compares the two): from left to right without a
 * second try, a class takes every word that the next step does not want, a gap goes to the first word that it does want.
 * @param starts first word of each sentence, ascending
 * @param length words of the text
 */
export function tryVariant(variant: Variant, positions: Positions, starts: readonly number[], length: number): Span[] {
  const spans: Span[] = [];
  for (let sentence = 0; sentence < starts.length; sentence++) {
    const from = starts[sentence] as number;
    const to = starts[sentence + 1] ?? length;
    for (let i = from; i < to; i++) {
      if (!variant.atStart && to - i < variant.shortest) break;
      const end = tryAt(variant, positions, i, to);
      if (end >= 0 && (!variant.atEnd || end === to)) spans.push({ sentence, start: i, end });
      if (variant.atStart) break;
      if (end > i) i = end - 1;
    }
  }
  return spans;
}

/** Where a match that begins at a word ends (exclusive); -1 when there is none. */
function tryAt({ steps, atEnd }: Variant, positions: Positions, from: number, to: number): number {
  let at = from;
  for (let s = 0; s < steps.length; s++) {
    if (at >= to) return -1;
    const step = steps[s] as Step;
    const next = steps[s + 1];
    if (step.kind === 'gap') {
      let found = at;
      while (found < to && !fits(next, found, s + 2 === steps.length && atEnd, positions, to)) found++;
      if (found === to || found - at < step.min) return -1;
      at = Math.min(found, at + step.max);
    } else if (step.kind === 'not') {
      if (!fits(step, at, next === undefined && atEnd, positions, to)) return -1;
      at++;
    } else {
      if (!positions.at(at, step.id)) return -1;
      at++;
      const nextEnds = s + 2 === steps.length && atEnd;
      while (at < to && !(next !== undefined && fits(next, at, nextEnds, positions, to)) && positions.at(at, step.id))
        at++;
      if (next === undefined && atEnd && at !== to) return -1;
    }
  }
  return at;
}

/** Whether a step can begin at a word. A step that ends the sentence begins at its last word. */
function fits(step: Step | undefined, at: number, ends: boolean, positions: Positions, to: number): boolean {
  if (step === undefined || step.kind === 'gap') return true;
  const there = (!ends || at === to - 1) && positions.at(at, step.id);
  return step.kind === 'class' ? there : !there;
}
