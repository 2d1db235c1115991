import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packWords, unpackWords } from '../../src/engine/word-list.ts';

describe('a list of words', () => {
  it('holds of each word what is other than in the one before', () => {
    expect(packWords(['send', 'sending', 'sent', 'you'])).toBe('\u0000send\u0004ing\u0003t\u0000you');
  });

  it('gives back any words, sorted or not, and their signs whole', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', 'ل', '😘', '🛏', ' ', '\u007f'), maxLength: 50 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const bytes = new TextEncoder().encode(packWords(words));
        expect(unpackWords(new TextDecoder().decode(bytes))).toEqual(words);
      }),
    );
  });

  it('refuses a word that holds a sign which begins a word', () => {
    expect(() => packWords(['a', 'b\tc'])).toThrow('"b\\tc"');
  });
});
