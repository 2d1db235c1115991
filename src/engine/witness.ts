import nlp from 'compromise/one';
import type { Positions } from './positions.ts';
import type { Variant } from './variant.ts';

/** The low-level matcher of compromise: terms in, pointers out. */
const matcher = (
  nlp.methods() as {
    one: { match: (sentences: object[][], query: { regs: unknown }) => { ptrs: readonly (readonly number[])[] } };
  }
).one;

const parsed = new WeakMap<Variant, unknown>();

/**
 * Whether compromise, whose syntax the patterns have, finds a match in the same place. `tryVariant` decides in a fraction of
 * the time which of thousands of patterns could count; nothing counts that the library did not find as well.
 * @param from first word of the sentence that the match was found in, `to` its end (exclusive)
 * @param start words of the match: `start` to `end` (exclusive)
 */
export function isWitnessed(
  variant: Variant,
  positions: Positions,
  from: number,
  to: number,
  start: number,
  end: number,
): boolean {
  let regs = parsed.get(variant);
  if (regs === undefined) {
    regs = nlp.parseMatch(syntaxOf(variant));
    parsed.set(variant, regs);
  }
  const ids = variant.steps.flatMap((step) => (step.kind === 'gap' ? [] : [step.id]));
  const terms = Array.from({ length: to - from }, (_, i) => ({
    text: 'x',
    normal: 'x',
    pre: '',
    post: ' ',
    tags: new Set(ids.filter((id) => positions.at(from + i, id)).map(tagOf)),
    index: [0, i],
  }));
  const { ptrs } = matcher.match([terms], { regs });
  return ptrs.some(([, first = 0, last = 0]) => first + from === start && last + from === end);
}

const tagOf = (id: number): string => `C${id}`;

/** A pattern in the syntax of compromise, its classes as tags. */
export function syntaxOf({ steps, atStart, atEnd }: Variant): string {
  const body = steps.map((step) => {
    if (step.kind === 'gap') return `.{${step.min},${step.max}}`;
    return step.kind === 'not' ? `!#${tagOf(step.id)}` : `#${tagOf(step.id)}+`;
  });
  return `${atStart ? '^' : ''}${body.join(' ')}${atEnd ? '$' : ''}`;
}
