import { openDB } from 'idb';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Idb, openDatabase } from '../../src/store/database.ts';
import { MAX_CONVERSATIONS, prune, spare } from '../../src/store/housekeeping.ts';
import type { Shelf, StoreName } from '../../src/store/shelf.ts';
import 'fake-indexeddb/auto';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Days that a family keeps things, and the same in ms. */
const DAYS = 30;
const KEEP = DAYS * DAY;
const NOW = Date.UTC(2026, 10, 25);

let shelf: Shelf;
let databases = 0;

beforeEach(async () => {
  databases += 1;
  const name = `housekeeping-${databases}`;
  const idb: Idb = {
    open: (_, version, callbacks) => openDB(name, version, callbacks),
    remove: async () => {},
  };
  const result = await openDatabase(idb, { now: () => NOW });
  if ('trouble' in result) throw new Error(result.trouble);
  shelf = result.shelf;
});

async function put(store: StoreName, touched: Record<string, number>): Promise<void> {
  await shelf.write(
    Object.entries(touched).map(([key, at]) => ({ store, key, value: { touched: at } })),
    false,
  );
}

const left = (store: StoreName) => shelf.keys({ store, index: 'touched' });

describe('ageing', () => {
  test('what nothing happened to for thirty days goes, the rest stays', async () => {
    for (const store of ['conversations', 'alerts', 'quarantine'] as const)
      await put(store, { old: NOW - KEEP - 1, edge: NOW - KEEP, fresh: NOW - DAY });
    await prune(shelf, NOW, DAYS);
    for (const store of ['conversations', 'alerts', 'quarantine'] as const)
      expect(await left(store), store).toEqual(['edge', 'fresh']);
  });

  test('is done at most once an hour', async () => {
    await prune(shelf, NOW, DAYS);
    await put('alerts', { old: NOW - KEEP - 1 });
    await prune(shelf, NOW + HOUR - 1, DAYS);
    expect(await left('alerts')).toEqual(['old']);
    await prune(shelf, NOW + HOUR, DAYS);
    expect(await left('alerts')).toEqual([]);
  });

  test('a clock that jumps ahead and back empties nothing', async () => {
    await prune(shelf, NOW, DAYS);
    await put('alerts', { recent: NOW });
    await prune(shelf, NOW + 400 * DAY, DAYS);
    await prune(shelf, NOW + HOUR, DAYS);
    await prune(shelf, NOW + 2 * HOUR, DAYS);
    expect(await left('alerts')).toEqual(['recent']);
  });

  test('after months without use it is done an hour later', async () => {
    await prune(shelf, NOW, DAYS);
    await put('alerts', { old: NOW });
    await prune(shelf, NOW + 90 * DAY, DAYS);
    expect(await left('alerts')).toEqual(['old']);
    await prune(shelf, NOW + 90 * DAY + HOUR, DAYS);
    expect(await left('alerts')).toEqual([]);
  });

  test('conversations beyond the limit go, longest untouched first', async () => {
    const many = Array.from({ length: MAX_CONVERSATIONS + 3 }, (_, at) => [`c${at}`, NOW - DAY + at] as const);
    await put('conversations', Object.fromEntries(many));
    await prune(shelf, NOW, DAYS);
    expect((await left('conversations'))[0]).toBe('c3');
    expect(await shelf.count('conversations')).toBe(MAX_CONVERSATIONS);
  });
});

test('to make room, copies go and a quarter of the conversations that were quiet for a day; alerts never', async () => {
  await put('quarantine', { copy: NOW });
  await put('alerts', { alert: NOW - 20 * DAY });
  await put('conversations', {
    a: NOW - 9 * DAY,
    b: NOW - 8 * DAY,
    c: NOW - 7 * DAY,
    d: NOW - 6 * DAY,
    e: NOW - 2 * DAY,
    now: NOW,
  });
  const changes = await spare(shelf, NOW);
  expect(changes.map(({ store, key }) => `${store}/${key}`)).toEqual([
    'quarantine/copy',
    'conversations/a',
    'conversations/b',
  ]);
  expect(changes.every(({ value }) => value === null)).toBe(true);
});
