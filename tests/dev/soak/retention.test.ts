import { describe, expect, it } from 'vitest';
import type { Kept } from '../../../src/dev/bed/kept.ts';
import { faultsOfRetention } from '../../../src/dev/soak/retention.ts';

const kept = (counted: readonly string[], alerted: readonly string[]): Kept => ({
  counts: Object.fromEntries(counted.map((id) => [id, { messages: 5, edits: 0 }])),
  alerts: Object.fromEntries(alerted.map((id) => [id, { level: 'urgent', title: id }])),
  aside: 0,
});

describe('retention', () => {
  const before = kept(['a', 'b', 'c', 'd'], ['a', 'b']);

  it('is without a fault when exactly what was old is gone, with its alerts', () => {
    expect(faultsOfRetention(before, kept(['b', 'd'], ['b']), ['a', 'c'])).toEqual([]);
  });

  it.each([
    ['old chats that stay', kept(['a', 'b', 'c', 'd'], ['b']), /of 2 old chats the chat is still there/],
    ['an old alert that stays', kept(['b', 'd'], ['a', 'b']), /of 1 old chats the alert is still there/],
    ['a chat that was not old and is gone', kept(['b'], ['b']), /of 1 chats that were not old the chat is gone/],
    ['an alert that was not old and is gone', kept(['b', 'd'], []), /of 1 chats that were not old the alert is gone/],
  ])('tells of %s', (_, after, fault) => {
    expect(faultsOfRetention(before, after, ['a', 'c'])).toEqual([expect.stringMatching(fault)]);
  });
});
