import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortHash } from '../../src/fingerprint.ts';
import { SEEN_LIMIT, seenRing } from '../../src/store/seen.ts';
import { threadId } from '../../src/store/thread-id.ts';

const NOW = Date.UTC(2026, 10, 25);
const empty = () => seenRing([], 0, 'salt', NOW);

test('new, known, edited, and both revisions known afterwards', () => {
  const ring = empty();
  expect(ring.look('k', 'a', null, false)).toBe('new');
  ring.add('k', 'a', null);
  expect(ring.look('k', 'a', null, false)).toBe('known');
  expect(ring.look('k', 'b', null, false)).toBe('edited');
  ring.add('k', 'b', null);
  expect([ring.look('k', 'a', null, false), ring.look('k', 'b', null, false)]).toEqual(['known', 'known']);
});

test('agrees with a plain set of pairs as long as it holds them, over being stored and read', () => {
  const pair = fc.tuple(fc.string(), fc.constantFrom('a', 'b', 'c'));
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 60 }), (pairs) => {
      let ring = empty();
      const pairsSeen = new Set<string>();
      const keys = new Set<string>();
      for (const [key, revision] of pairs) {
        const wanted = pairsSeen.has(`${revision}${key}`) ? 'known' : keys.has(key) ? 'edited' : 'new';
        expect(ring.look(key, revision, null, false)).toBe(wanted);
        if (wanted !== 'known') ring.add(key, revision, null);
        pairsSeen.add(`${revision}${key}`);
        keys.add(key);
        ring = seenRing([...ring.entries], ring.forgotten, 'salt', NOW);
      }
    }),
  );
});

test('holds at most its limit and lets the oldest go', () => {
  const ring = empty();
  for (let at = 0; at <= SEEN_LIMIT; at++) ring.add(`k${at}`, 'r', NOW - 1e7 + at * 1000);
  expect(ring.entries).toHaveLength(SEEN_LIMIT);
  expect(ring.look('k0', 'r', null, false)).toBe('new');
  expect(ring.look('k1', 'r', null, false)).toBe('known');
});

test('history that is no newer than what was let go is known; a live message never is', () => {
  const ring = empty();
  for (let at = 0; at <= SEEN_LIMIT; at++) ring.add(`k${at}`, 'r', NOW - 1e7 + at * 1000);
  expect(ring.look('k0', 'r', NOW - 1e7, true)).toBe('known');
  expect(ring.look('older', 'r', NOW - 2e7, true)).toBe('known');
  expect(ring.look('newer', 'r', NOW, true)).toBe('new');
  expect(ring.look('k0', 'r', NOW - 1e7, false)).toBe('new');
});

test('a stamp from the future that was let go does not make later history known', () => {
  const ring = empty();
  for (let at = 0; at <= SEEN_LIMIT; at++) ring.add(`k${at}`, 'r', NOW + 1e12);
  expect(ring.look('next', 'r', NOW + 60_000, true)).toBe('new');
});

test('an entry tells nothing without the salt', () => {
  const ring = empty();
  ring.add('a key', 'a text', NOW);
  expect(ring.entries[0]).not.toContain('key');
  expect(seenRing(ring.entries, 0, 'other', NOW).look('a key', 'a text', NOW, false)).toBe('new');
});

test('hashes differ by every part, and are stable', async () => {
  expect(shortHash('a')).not.toBe(shortHash('b'));
  expect(shortHash('a')).toMatch(/^[0-9a-z]{1,11}$/);
  const names = await Promise.all([
    threadId('s', 'site', 'https://a', 't'),
    threadId('s', 'site', 'https://a', 'u'),
    threadId('s', 'site', 'https://b', 't'),
    threadId('s', 'other', 'https://a', 't'),
    threadId('x', 'site', 'https://a', 't'),
  ]);
  expect(new Set(names).size).toBe(5);
  expect(names[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(await threadId('s', 'site', 'https://a', 't')).toBe(names[0]);
});
