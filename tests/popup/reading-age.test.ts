import { describe, expect, it } from 'vitest';
import messages from '../../src/static/public/_locales/en/messages.json' with { type: 'json' };
import { readability } from '../guidance/readability.ts';

/** Beginnings of the keys that a child reads. */
const CHILD =
  /^(status|missing|no_answer|alert|level_child|empty|blind|store|talk|helpline|hours|cost|seen|pause|warning|changes|problem|tell|practice|structure)_/;

const texts = Object.entries(messages)
  .filter(([key]) => CHILD.test(key))
  // A name that is filled in is one short word for the measure.
  .map(([key, { message }]) => [key, message.replace(/\$\w+\$/g, 'Ann')] as const);

describe('what a child of nine reads in the popup', () => {
  it('is there', () => {
    expect(texts.length).toBeGreaterThan(60);
  });

  it('has a reading age of nine at most', () => {
    const { age, hard } = readability(texts.map(([, text]) => text));
    expect(age, `hard words: ${[...new Set(hard)].join(', ')}`).toBeLessThanOrEqual(9);
  });

  it.each(texts)('%s: has no sentence of more than 22 words', (_, text) => {
    expect(readability([text]).longest).toBeLessThanOrEqual(22);
  });

  it('never blames, and never says to delete or to pay', () => {
    for (const [key, text] of texts)
      expect(text, key).not.toMatch(/\b(delete|should have|stupid|pay (?:them|him|her))\b/i);
  });
});
