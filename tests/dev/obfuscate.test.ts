import { describe, expect, it } from 'vitest';
import { obfuscate, PERTURBATION_IDS, SPLIT_IDS, split } from '../../src/dev/obfuscate.ts';

const TEXT = "please send your password tonight and don't tell your mum about the secret picture";

describe('disguises', () => {
  it('are at least twelve, beside the two that split messages', () => {
    expect(PERTURBATION_IDS.length).toBeGreaterThanOrEqual(12);
    expect(SPLIT_IDS).toHaveLength(2);
  });

  it.each(PERTURBATION_IDS)('%s rewrites a text, the same way for the same seed', (id) => {
    const written = [1, 2, 3].map((seed) => obfuscate(TEXT, id, seed));
    expect(written.some((text) => text !== TEXT)).toBe(true);
    expect([1, 2, 3].map((seed) => obfuscate(TEXT, id, seed))).toEqual(written);
  });

  it.each(PERTURBATION_IDS)('%s leaves a text without letters as it is', (id) => {
    expect(obfuscate('... ?! 🙂', id, 1)).toBe('... ?! 🙂');
    expect(obfuscate('', id, 1)).toBe('');
  });

  it.each(SPLIT_IDS)('%s loses nothing but white space', (id) => {
    const parts = split(TEXT, id, 5);
    expect(parts).toHaveLength(2);
    expect(parts.join('').replace(/\s/g, '')).toBe(TEXT.replace(/\s/g, ''));
  });

  it('draws different variants from different seeds', () => {
    const variants = new Set(Array.from({ length: 20 }, (_, seed) => obfuscate(TEXT, 'leet', seed)));
    expect(variants.size).toBeGreaterThan(10);
  });
});
