import nlp from 'compromise/one';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Positions } from '../../src/engine/positions.ts';
import type { Text } from '../../src/engine/reading.ts';
import { tryVariant } from '../../src/engine/trial.ts';
import { type Step, Variant } from '../../src/engine/variant.ts';
import type { Entry } from '../../src/engine/vocabulary.ts';
import { syntaxOf } from '../../src/engine/witness.ts';

/** Few classes and short texts, so that every step meets words that it wants and words that the next one wants. */
const CLASSES = 5;
const id = fc.nat(CLASSES - 1);
const word = fc.uniqueArray(id, { maxLength: 3 });

const gap = fc.tuple(fc.nat(2), fc.nat(3)).map(([min, more]): Step => ({ kind: 'gap', min, max: min + more }));
const wanted = id.map((of): Step => ({ kind: 'class', id: of }));
const refused = id.map((of): Step => ({ kind: 'not', id: of }));
/** As patterns are: a gap stands between two parts, before one that must be there. */
const part = fc.oneof(
  wanted.map((step) => [step]),
  refused.map((step) => [step]),
  fc.tuple(gap, wanted).map((pair) => pair as Step[]),
);
const pattern = fc
  .tuple(fc.oneof(wanted, refused), fc.array(part, { maxLength: 4 }), fc.boolean(), fc.boolean())
  .map(([first, rest, atStart, atEnd]) => new Variant([first, ...rest.flat()], atStart, atEnd))
  .filter((variant) => variant.order.length > 0);

const entryOf = (classes: readonly number[], bits: boolean): Entry => {
  const table = new Uint32Array(1);
  for (const of of classes) table[0] = (table[0] ?? 0) | (1 << of);
  return {
    text: 'x',
    reading: null,
    known: true,
    classes,
    anchors: [],
    bits: bits ? table : null,
    needs: [],
    phrases: null,
  };
};

const textOf = (words: readonly (readonly number[])[], bits = false): Text => ({
  terms: words.map((classes) => ({ text: 'x', start: 0, end: 0, breakBefore: false, entry: entryOf(classes, bits) })),
  phrases: [],
});

const compromise = (
  nlp.methods() as { one: { match: (sentences: object[][], query: { regs: unknown }) => { ptrs: number[][] } } }
).one;

function byCompromise(variant: Variant, sentences: readonly (readonly (readonly number[])[])[]): number[][] {
  const terms = sentences.map((words, n) =>
    words.map((classes, i) => ({
      text: 'x',
      normal: 'x',
      pre: '',
      post: ' ',
      tags: new Set(classes.map((of) => `C${of}`)),
      index: [n, i],
    })),
  );
  const { ptrs } = compromise.match(terms, { regs: nlp.parseMatch(syntaxOf(variant)) });
  return ptrs.map(([n = 0, start = 0, end = 0]) => [n, start, end]);
}

function byOurs(variant: Variant, sentences: readonly (readonly (readonly number[])[])[], bits: boolean): number[][] {
  const positions = new Positions(CLASSES);
  const words = sentences.flat();
  positions.read(textOf(words, bits));
  const starts: number[] = [];
  let at = 0;
  for (const sentence of sentences) {
    starts.push(at);
    at += sentence.length;
  }
  return tryVariant(variant, positions, starts, words.length).map(({ sentence, start, end }) => {
    const from = starts[sentence] ?? 0;
    return [sentence, start - from, end - from];
  });
}

describe('a pattern is tried', () => {
  const sentence = fc.array(word, { minLength: 1, maxLength: 12 });

  it('with the answer of compromise, whose syntax it has', () => {
    fc.assert(
      fc.property(pattern, fc.array(sentence, { minLength: 1, maxLength: 3 }), fc.boolean(), (variant, text, bits) => {
        expect(byOurs(variant, text, bits)).toEqual(byCompromise(variant, text));
      }),
      { numRuns: 5000 },
    );
  });

  it('on texts longer than a machine word has bits', () => {
    const long = fc.array(word, { minLength: 33, maxLength: 150 });
    fc.assert(
      fc.property(pattern, long, (variant, text) => {
        expect(byOurs(variant, [text], true)).toEqual(byCompromise(variant, [text]));
      }),
      { numRuns: 300 },
    );
  });

  it('only where its classes are there in its order, and nothing is lost by looking first', () => {
    fc.assert(
      fc.property(pattern, sentence, (variant, text) => {
        const positions = new Positions(CLASSES);
        positions.read(textOf(text));
        if (!positions.allow(variant, null)) expect(byCompromise(variant, [text])).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });
});
