/** Whatever is written in a chat: the rules of each language read it, and what is made of it stays sound. */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { englishPack } from '../../src/catalog.ts';
import { packWithExamples, ruleLanguages } from '../../src/dev/rule-files.ts';
import { compilePack } from '../../src/engine/compile.ts';
import { type Observation, reduce, startConversation } from '../../src/engine/conversation.ts';
import type { Finding } from '../../src/engine/finding.ts';
import { fold } from '../../src/engine/fold.ts';
import { LEVELS, SIGNALS } from '../../src/engine/index.ts';
import { matchText } from '../../src/engine/match.ts';
import { read } from '../../src/engine/reading.ts';
import { splitWords } from '../../src/engine/words.ts';
import { anyText, anyTime } from './nasty.ts';
import { often, PATIENCE } from './runs.ts';
import { Tally } from './tally.ts';

describe.each(ruleLanguages())('the reader of %s', (lang) => {
  const pack = compilePack(packWithExamples(lang));
  const { writing } = pack.vocabulary;
  const tally = new Tally(`texts read by the rules of ${lang}`);
  afterAll(() => tally.report());

  it(
    'folds and splits any text, with every place inside of it and in order',
    () => {
      fc.assert(
        fc.property(anyText, (text) => {
          const { text: folded, starts, ends } = fold(text, writing);
          if (starts && ends) expect([starts.length, ends.length]).toEqual([folded.length, folded.length]);
          let last = 0;
          for (const word of splitWords(text, writing).words) {
            expect(word.text).not.toBe('');
            if (!(word.start >= last && word.end > word.start && word.end <= text.length))
              expect(word).toBe('in order');
            last = word.start;
          }
        }),
        often(),
      );
    },
    PATIENCE,
  );

  it(
    'finds what it finds inside the text, and the same again',
    () => {
      const options = { ignoreBreaks: false, across: null, wanted: () => true };
      fc.assert(
        fc.property(anyText, (text) => {
          const [reading, hits] = tally.time(text.length, () => {
            const whole = read(text, pack);
            return [whole, matchText(whole, pack, options)] as const;
          });
          for (const { start, end, factor } of hits) {
            expect(factor).toBeGreaterThanOrEqual(0);
            if (!(start >= 0 && end > start && end <= reading.terms.length)) expect([start, end]).toBe('inside');
          }
          expect(matchText(read(text, pack), pack, options)).toEqual(hits);
        }),
        often(),
      );
    },
    PATIENCE,
  );
});

describe('the reducer', () => {
  const finding: fc.Arbitrary<Finding> = fc.record({
    signal: fc.constantFrom(...SIGNALS),
    source: fc.constantFrom('rule', 'model'),
    rule: fc.string({ maxLength: 60 }),
    span: fc.constant([0, 4] as const),
    weight: fc.double({ min: 0, max: 1, noNaN: true }),
    direction: fc.constantFrom('peer', 'child', 'unknown'),
    experimental: fc.boolean(),
    alone: fc.constantFrom(null, ...LEVELS),
  });
  const observation: fc.Arbitrary<Observation> = fc
    .record({
      at: anyTime,
      findings: fc.array(finding, { maxLength: 5 }),
      replies: fc.subarray(['complies', 'refuses', 'reports'] as const),
      concern: fc.double({ min: 0, max: 5, noNaN: true }),
      words: fc.array(fc.string({ maxLength: 30 }), { maxLength: 30 }),
    })
    .map(({ words, ...rest }) => ({ ...rest, recent: { side: 'peer', author: 'a', at: rest.at, words } }));

  it(
    'gives sound amounts for any order of times, and changes no state that it was given',
    () => {
      const { weights } = englishPack();
      fc.assert(
        fc.property(fc.array(observation, { maxLength: 12 }), (list) => {
          let state = startConversation();
          for (const each of list) {
            const before = JSON.stringify(state);
            const next = reduce(state, each, weights);
            expect(JSON.stringify(state)).toBe(before);
            const amounts = [next.concern, ...Object.values(next.evidence), ...Object.values(next.replies)];
            for (const [value] of amounts) if (!(value >= 0 && value < 1e6)) expect(value).toBe('a sound amount');
            expect(JSON.parse(JSON.stringify(next))).toEqual(next);
            state = next;
          }
        }),
        often(),
      );
    },
    PATIENCE,
  );
});
