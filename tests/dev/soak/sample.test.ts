import { describe, expect, it } from 'vitest';
import { firstToCompare, grown, HEAD, rowOf, type Sample, slopes } from '../../../src/dev/soak/sample.ts';

const sample = (change: Partial<Sample> = {}): Sample => ({
  messages: 12_000,
  pages: 14_700_000,
  background: 11_800_000,
  nodes: 4_000,
  listeners: 250,
  stored: 7_140_000,
  ...change,
});

describe('samples of a soak', () => {
  it('that hold a quarter more at most have not grown; the store may', () => {
    expect(grown(sample(), sample({ pages: 18_300_000, nodes: 5_000, stored: 19_000_000 }))).toEqual([]);
    expect(grown(sample(), sample({ listeners: 0 }))).toEqual([]);
  });

  it.each(['pages', 'background', 'nodes', 'listeners'] as const)('tell of %s that grew', (name) => {
    const before = sample();
    expect(grown(before, { ...before, [name]: before[name] * 1.3 })).toEqual([
      `${name}: 1.30 times what it was after 12000 messages`,
    ]);
  });

  it('are compared from the first after an hour’s worth of messages', () => {
    const samples = [3000, 6000, 9000, 30_000].map((messages) => sample({ messages }));
    expect(firstToCompare(samples, 4286)?.messages).toBe(6000);
    expect(firstToCompare(samples, 6000)?.messages).toBe(6000);
    expect(firstToCompare(samples, 30_001)).toBeUndefined();
  });

  it('tell what grew in bytes a message', () => {
    const late = sample({ messages: 30_000, pages: 16_500_000, background: 11_710_000 });
    expect(slopes(sample(), late)).toBe(
      'from 12000 to 30000 messages: 100 bytes a message on the pages, -5 in the background',
    );
  });

  it('are rows below their heads', () => {
    const row = rowOf(sample());
    expect(row.trim().split(/\s+/)).toEqual(['12000', '14.7', '11.8', '4000', '250', '7.14']);
    expect(row).toHaveLength(HEAD.length);
  });
});
