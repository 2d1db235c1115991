import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_TEXT } from '../../src/engine/message.ts';
import { splitWords } from '../../src/engine/words.ts';

const texts = (text: string) => splitWords(text).words.map((word) => word.text);

describe('splitWords', () => {
  it('takes apostrophes out of words', () => {
    expect(texts("don't it’s")).toEqual(['dont', 'its']);
  });

  it('keeps signs that stand for letters inside a word and money signs before a number apart', () => {
    expect(texts('p@ss pa$$word k!ll')).toEqual(['p@ss', 'pa$$word', 'k!ll']);
    expect(texts('$50 or £20')).toEqual(['$', '50', 'or', '£', '20']);
  });

  it('gives emoji as words without their variations', () => {
    expect(texts('📸❤️👍🏽ok')).toEqual(['📸', '❤', '👍', 'ok']);
  });

  it('knows where a sentence ends, and that dots in a row do not end one', () => {
    const breaks = (text: string) =>
      splitWords(text)
        .words.filter((word) => word.breakBefore)
        .map((word) => word.text);
    expect(breaks('hi there. you ok? yes\nfine')).toEqual(['you', 'yes', 'fine']);
    expect(breaks('send me... your password … now')).toEqual([]);
  });

  it('tells a question', () => {
    expect(splitWords('u alone?').question).toBe(true);
    expect(splitWords('u alone? 😏').question).toBe(true);
    expect(splitWords('u alone? ok').question).toBe(false);
  });

  it('points at the original text', () => {
    const text = '  Ｄon’t  “tell” m\u200bum 📸!';
    expect(splitWords(text).words.map(({ start, end }) => text.slice(start, end))).toEqual([
      'Ｄon’t',
      'tell',
      'm\u200bum',
      '📸',
    ]);
  });

  it('reads head and tail of a text of a megabyte', () => {
    const text = `start ${'x '.repeat(500_000)}end`;
    const { words } = splitWords(text);
    expect(words.length).toBeLessThan(MAX_TEXT);
    expect(words[0]?.text).toBe('start');
    expect(text.slice(words.at(-1)?.start, words.at(-1)?.end)).toBe('end');
  });

  it('lets no sentence run from the head into the tail', () => {
    const { words } = splitWords(`send me ${'x'.repeat(MAX_TEXT - 16)} ${'y'.repeat(MAX_TEXT)} your password`);
    const tail = words.findIndex(({ text }) => text.startsWith('y'));
    expect(words[tail]?.breakBefore).toBe(true);
  });

  it('never throws, and its offsets stay inside the text and in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        let last = 0;
        for (const { start, end, text: word } of splitWords(text).words) {
          expect(word.length).toBeGreaterThan(0);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = start;
        }
      }),
    );
  });
});
