import { type Step, Variant } from './variant.ts';

/** Most words of a gap, and one: gaps are told by both bounds in one number. */
const GAPS = 16;

/**
 * Patterns as whole numbers. A list of variants: how many; then each: 4 × the number of its steps, + 2 when it begins and
 * + 1 when it ends with the sentence; then the steps: 3 × id for a class, + 1 for what is not of a class, and
 * 3 × (16 × least + most) + 2 for a gap.
 */
export function writeVariants(variants: readonly Variant[], to: number[]): void {
  to.push(variants.length);
  for (const { steps, atStart, atEnd } of variants) {
    to.push(4 * steps.length + (atStart ? 2 : 0) + (atEnd ? 1 : 0));
    for (const step of steps) {
      if (step.kind === 'gap') to.push(3 * (GAPS * step.min + step.max) + 2);
      else to.push(3 * step.id + (step.kind === 'not' ? 1 : 0));
    }
  }
}

/** Reads what was written, list after list. */
export function variantReader(code: readonly number[]): { next(): Variant[]; readonly done: boolean } {
  let at = 0;
  const take = () => code[at++] ?? 0;
  // few steps are different ones
  const known = new Map<number, Step>();
  const step = (value: number): Step => {
    const made = known.get(value) ?? stepOf(value);
    known.set(value, made);
    return made;
  };
  return {
    next: () =>
      Array.from({ length: take() }, () => {
        const head = take();
        const steps: Step[] = [];
        for (let left = head >> 2; left > 0; left--) steps.push(step(take()));
        return new Variant(steps, (head & 2) !== 0, (head & 1) !== 0);
      }),
    get done() {
      return at === code.length;
    },
  };
}

function stepOf(code: number): Step {
  const value = Math.floor(code / 3);
  const kind = code % 3;
  if (kind === 2) return { kind: 'gap', min: Math.floor(value / GAPS), max: value % GAPS };
  return { kind: kind === 1 ? 'not' : 'class', id: value };
}
