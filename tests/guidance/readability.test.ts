import { describe, expect, it } from 'vitest';
import { readability, sentences, syllables } from './readability.ts';

describe('the reading age', () => {
  it.each([
    ['chat', 1],
    ['asked', 1],
    ['people', 2],
    ['password', 2],
    ['picture', 2],
    ['adult', 2],
    ['understand', 3],
    ['emergency', 4],
  ])('%s has %i syllables', (word, count) => {
    expect(syllables(word)).toBe(count);
  });

  it('is that of the formula', () => {
    // 6 words, 1 sentence, 6 syllables: 0.39 × 6 + 11.8 × 1 − 15.59 = −1.45; five years more.
    expect(readability(['The cat sat on the mat.']).age).toBeCloseTo(3.55, 2);
  });

  it('is high for a text of an office', () => {
    const office = 'Unauthorised disclosure of authentication credentials may precipitate irrevocable consequences.';
    expect(readability([office]).age).toBeGreaterThan(16);
  });

  it('counts lines as sentences of their own', () => {
    expect(sentences(['Stop now. Tell someone!', 'A title'])).toEqual(['Stop now.', 'Tell someone!', 'A title']);
  });
});
