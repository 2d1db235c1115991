import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NearWords } from '../../src/engine/near-words.ts';

/** The same as a plain table of every form. */
function plainTable(words: readonly string[]): Map<string, string> {
  const table = new Map<string, string>();
  for (const word of words) {
    if (word.length < 6) continue;
    table.set(word, word);
    for (let i = 1; i < word.length; i++) {
      const form = word.slice(0, i) + word.slice(i + 1);
      if (!table.has(form)) table.set(form, word);
    }
  }
  return table;
}

/** Few letters, so that words are close to each other; some of another script, some of two units. */
const letters = fc.constantFrom('a', 'b', 's', 'é', 'ب', '𝒶');
const word = fc.array(letters, { minLength: 1, maxLength: 9 }).map((units) => units.join(''));

describe('words by their forms with a letter missing', () => {
  it('are those of a plain table of every form', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 60 }), fc.array(word, { maxLength: 30 }), (words, others) => {
        const near = new NearWords(words);
        const table = plainTable(words);
        for (const form of [...table.keys(), ...words, ...others, '']) {
          expect(near.get(form)).toBe(table.get(form));
          for (let i = 0; i < form.length; i++)
            expect(near.without(form, i)).toBe(table.get(form.slice(0, i) + form.slice(i + 1)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('knows which of thousands it is', () => {
    const words = Array.from({ length: 70_000 }, (_, i) => `w${i.toString(36).padStart(6, 'o')}`);
    const near = new NearWords(words);
    const table = plainTable(words);
    for (const form of ['wooo1ab', 'wooo1a', 'woo1zz', 'wooooo', 'xooooo', ...words.slice(69_000)])
      expect(near.get(form)).toBe(table.get(form));
  });

  it('keeps the first letter', () => {
    const near = new NearWords(['password']);
    expect(near.get('assword')).toBeUndefined();
    expect(near.get('passwor')).toBe('password');
    expect(near.without('passweord', 5)).toBe('password');
  });
});
