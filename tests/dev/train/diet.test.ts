import { describe, expect, it } from 'vitest';
import { seeded } from '../../../src/dev/seeded.ts';
import { diet, isGlossedSeed } from '../../../src/dev/train/diet.ts';
import type { Sample } from '../../../src/dev/train/samples.ts';
import { SETTINGS } from '../../../src/dev/train/settings.ts';

const sample = (id: string, source: string): Sample => ({
  id,
  source,
  label: 'none',
  alertBy: null,
  messages: [],
  note: '',
  weight: 1,
});
const english = Array.from({ length: 400 }, (_, i) => sample(`en-${i}`, i % 2 === 0 ? 'own/en-x' : 'benign/sms'));
const glossed = Array.from({ length: 10 }, (_, i) => sample(`es-${i}`, 'other/es'));
const settings = { ...SETTINGS, glossedTimes: 3, glossedEnglish: 0.25 };
const fed = (forGlossed: boolean, random = seeded(1)) => diet([...english, ...glossed], forGlossed, settings, random);

describe('what a network is fed with', () => {
  it('is all that is English, and nothing else, for one that reads English', () => {
    expect(fed(false)).toEqual(english);
  });

  it('is every glossed text several times, and a share of the English, for one that reads glossed texts', () => {
    const items = fed(true);
    for (const one of glossed) expect(items.filter((item) => item === one)).toHaveLength(3);
    const others = items.length - 30;
    expect(others).toBeGreaterThan(60);
    expect(others).toBeLessThan(140);
  });

  it('is another share in another round', () => {
    const random = seeded(1);
    expect(fed(true, random)).not.toEqual(fed(true, random));
  });

  it('is clear of every seed', () => {
    expect(isGlossedSeed({ ...SETTINGS, seeds: [1], glossedSeeds: [2] }, 2)).toBe(true);
    expect(isGlossedSeed({ ...SETTINGS, seeds: [1], glossedSeeds: [2] }, 1)).toBe(false);
    expect(() => isGlossedSeed({ ...SETTINGS, seeds: [1, 2], glossedSeeds: [2] }, 2)).toThrow('Seed 2');
  });
});
