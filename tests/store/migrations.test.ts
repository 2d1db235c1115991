import { existsSync, writeFileSync } from 'node:fs';
import { openDB } from 'idb';
import { describe, expect, test } from 'vitest';
import { unlock } from '../../src/sealing/index.ts';
import { DATABASE } from '../../src/store/database.ts';
import { MIGRATIONS, type Migration } from '../../src/store/migrations.ts';
import { createWorld, type Life, PAGE, responseOf, startWorker, tab, type World } from '../background/fake-browser.ts';
import { batch } from '../background/fake-engine.ts';
import { askOf, PIN, theLock } from '../background/family/family.ts';
import { storedIn } from '../background/stored.ts';
import { LIFE, live, rowsOf } from './kept-life.ts';
import { type KeptStore, keptOf, pathOf, plantStore, readKept } from './kept-store.ts';

const VERSIONS = MIGRATIONS.map((_, index) => index + 1);
const NEWEST = MIGRATIONS.length;
const DAY = 86_400_000;
const MINUTE = 60_000;

if (process.env.KEEP_STORE === 'yes')
  writeFileSync(pathOf(NEWEST), `${JSON.stringify(await keptOf(await live()), null, 1)}\n`);

/** A world in which an earlier version was at work until a moment ago. */
async function worldOf(version: number): Promise<World> {
  const world = createWorld();
  world.now += 2 * DAY;
  await plantStore(world, readKept(version));
  return world;
}

async function alertsOf(life: Life) {
  return responseOf(await life.ask('alerts', { limit: 100, tab: null }, PAGE));
}

async function observe(life: Life, thread: string, texts: readonly string[], start: number) {
  const rows = rowsOf(thread, texts, start);
  return responseOf(await life.ask('observe', { batch: batch(rows, { thread }) }, tab(1))).warning;
}

const byCount = (a: { messages: number }, b: { messages: number }) => a.messages - b.messages;

describe.each(VERSIONS)('the store of schema version %i', (version) => {
  test('is kept as that version wrote it', () => {
    const cure =
      'write it before the release: KEEP_STORE=yes npx vitest run --project unit tests/store/migrations.test.ts';
    expect(existsSync(pathOf(version)), `tests/store/released/v${version}.json is missing: ${cure}`).toBe(true);
    expect(readKept(version).version).toBe(version);
  });

  test('opens in the newest with every alert, count and setting, and nothing is set aside', async () => {
    const world = await worldOf(version);
    const asideBefore = readKept(version).stores.quarantine?.items.length;
    const life = startWorker(world);
    const { alerts, state } = await alertsOf(life);
    expect(state).toBe('ok');
    expect(alerts.map(({ title, level, seen }) => ({ title, level, seen }))).toEqual(LIFE.alerts);
    const { settings } = await askOf(life)('get-settings', {});
    expect(settings).toMatchObject({ country: LIFE.country, ageGroup: 'under-13', sitesOff: LIFE.sitesOff });
    const stored = await storedIn(world);
    const counts = stored.conversations.map(({ messages, edits }) => ({ messages, edits }));
    expect(counts.sort(byCount)).toEqual(LIFE.counts);
    const aside = stored.quarantine.filter((item) => 'why' in item && item.why === 'schema');
    expect(aside).toHaveLength(asideBefore ?? 0);
    const database = await openDB(`${world.database}/${DATABASE}`);
    expect(database.version).toBe(NEWEST);
    database.close();
  });

  test('goes on counting where it was: old messages once, new ones on top, an alert grows', async () => {
    const world = await worldOf(version);
    const life = startWorker(world);
    const { thread, rows } = LIFE.again;
    const { alerts } = await alertsOf(life);
    expect(await observe(life, thread, rows, world.now)).toBeNull();
    const warning = await observe(life, thread, [...rows, 'urgent threat-exposure'], world.now);
    expect(warning).toMatchObject({ level: 'urgent', alert: alerts.find(({ title }) => title === 'Robin')?.id });
    expect((await storedIn(world)).conversations.map(({ messages }) => messages).sort()).toEqual([1, 2, 4]);
    expect((await alertsOf(life)).alerts).toHaveLength(2);
  });
});

test('the lines that were sealed still open with the PIN, the journal is whole, and who was trusted still is', async () => {
  const world = await worldOf(2);
  const life = startWorker(world);
  const opened = await unlock(askOf(life), 'pin', PIN);
  if (opened.outcome !== 'open') throw new Error(opened.outcome);
  const { alerts } = await alertsOf(life);
  const texts: string[] = [];
  for (const { id } of alerts) {
    const answer = await askOf(life)('alert-lines', { token: opened.door.token, alert: id });
    if (answer.outcome !== 'done') throw new Error(answer.outcome);
    const { lines, unreadable } = await opened.door.open(answer.parts);
    expect(unreadable).toBe(0);
    texts.push(...lines.map(({ text }) => text));
  }
  expect(texts).toEqual(expect.arrayContaining(['warning secrecy', 'urgent threat-harm']));
  const { check, entries } = await askOf(life)('journal', { before: null, limit: 100 });
  expect(check).toMatchObject({ whole: true });
  expect(entries.map(({ kind }) => kind)).toContain('day-signed');
  const { settings } = await askOf(life)('family-settings', {});
  expect(settings.trusted).toEqual(LIFE.trusted);
});

/** Steps of a later version of the code that do harm. */
const HARMFUL: readonly (readonly [string, Migration])[] = [
  [
    'throws in the middle of its work',
    async (_database, upgrade) => {
      await upgrade.objectStore('alerts').clear?.();
      await upgrade.objectStore('settings').clear?.();
      throw new Error('in the middle');
    },
  ],
  ['ends and has emptied a store', async (_database, upgrade) => upgrade.objectStore('alerts').clear?.()],
  ['ends and has removed a store', async (database) => database.deleteObjectStore('sealed')],
];

/** A worker of a later version with one more step. */
function later(world: World, step: Migration): Life {
  return startWorker(world, { database: { migrations: [...MIGRATIONS, step] } });
}

describe.each(HARMFUL)('a migration that %s', (_name, step) => {
  test('leaves the store as it was, warns on with the defaults, and tells the parent', async () => {
    const world = await worldOf(NEWEST);
    const before = await keptOf(world);
    const life = later(world, step);
    expect(await observe(life, 'four', ['warning secrecy'], world.now)).toMatchObject({ level: 'warning' });
    expect(await alertsOf(life)).toMatchObject({ state: 'upgrade', alerts: [{ level: 'warning' }] });
    expect((await askOf(life)('get-settings', {})).settings).toMatchObject({ country: 'GB', ageGroup: '13-15' });
    expect((await askOf(life)('stored', {})).stored).toMatchObject({ state: 'upgrade' });
    life.kill();
    const { stores } = await keptOf(world);
    expect(stores).toEqual(before.stores);
  });

  test('loses nothing of before and nothing of meanwhile once a mended version runs', async () => {
    const world = await worldOf(NEWEST);
    const life = later(world, step);
    await observe(life, 'four', ['warning secrecy'], world.now);
    await observe(life, LIFE.again.thread, [...LIFE.again.rows, 'hello'], world.now);
    life.kill();
    world.now += MINUTE;
    const mended = startWorker(world);
    const { alerts, state } = await alertsOf(mended);
    expect(state).toBe('ok');
    expect(alerts.map(({ level }) => level).sort()).toEqual(['urgent', 'warning', 'warning']);
    expect((await askOf(mended)('get-settings', {})).settings.country).toBe(LIFE.country);
    expect((await storedIn(world)).conversations.map(({ messages }) => messages).sort()).toEqual([1, 1, 2, 4]);
  });

  test('stands in the journal, once, also when the browser was closed before it was mended', async () => {
    const world = await worldOf(NEWEST);
    const from = world.now;
    await later(world, step).settled();
    world.session.clear();
    world.now += 3 * MINUTE;
    await startWorker(world).settled();
    const life = startWorker(world);
    await life.settled();
    const { entries, check } = await askOf(life)('journal', { before: null, limit: 100 });
    expect(entries.filter(({ kind }) => kind === 'store').map(({ facts }) => facts)).toEqual([
      { from, to: world.now, minutes: 3, why: 'upgrade' },
    ]);
    expect(check).toMatchObject({ whole: true });
  });
});

describe('the copy that is made before a migration', () => {
  /** A step that does harm which nobody can see by looking: every alert is another. */
  const mangled: Migration = async (_database, upgrade) => {
    for (let at = await upgrade.objectStore('alerts').openCursor(); at !== null; at = await at.continue())
      await at.update?.({ ...at.value, title: 'nobody' });
  };
  const COPIED = ['alerts', 'settings', 'sealed', 'journal', 'keys'];

  /** What was copied, as it lay there before. */
  async function copies(world: World) {
    const { quarantine } = await storedIn(world);
    return quarantine.filter((item) => 'why' in item && item.why === 'upgrade');
  }

  async function mangledWorld(): Promise<{ readonly world: World; readonly before: KeptStore['stores'] }> {
    const world = await worldOf(NEWEST);
    const before = (await keptOf(world)).stores;
    await later(world, mangled).settled();
    expect(await copies(world)).not.toEqual([]);
    return { world, before };
  }

  test('holds what a step that proves wrong later has changed, sealed lines sealed', async () => {
    const { world, before } = await mangledWorld();
    const found = await copies(world);
    for (const store of COPIED) {
      const items = found.filter((item) => item.store === store).map(({ key, value }) => [key, value]);
      expect(items, store).toEqual(before[store]?.items);
    }
    expect(found.every(({ store }) => COPIED.includes(store))).toBe(true);
    expect(before.sealed?.items).not.toHaveLength(0);
    expect((await storedIn(world)).alerts.map(({ title }) => title)).toEqual(['nobody', 'nobody']);
  });

  test('is one: that of an earlier migration goes', async () => {
    const { world } = await mangledWorld();
    world.now += MINUTE;
    const next = startWorker(world, { database: { migrations: [...MIGRATIONS, mangled, async () => {}] } });
    const { entries } = await askOf(next)('journal', { before: null, limit: 100 });
    expect(entries.length).toBeGreaterThan(0);
    const titles = (await copies(world)).flatMap(({ store, value }) =>
      store === 'alerts' && typeof value === 'object' && value !== null && 'title' in value ? [value.title] : [],
    );
    expect(titles).toEqual(['nobody', 'nobody']);
  });

  test('goes after a week', async () => {
    const { world } = await mangledWorld();
    const run = (days: number) => {
      world.now += days * DAY;
      return later(world, mangled).settled();
    };
    await run(6);
    expect(await copies(world)).not.toEqual([]);
    await run(2);
    expect(await copies(world)).toEqual([]);
  });

  test('is erased with everything', async () => {
    const { world } = await mangledWorld();
    const life = later(world, mangled);
    const opened = await unlock(askOf(life), 'pin', PIN);
    if (opened.outcome !== 'open') throw new Error(opened.outcome);
    await askOf(life)('erase-all', { token: opened.door.token });
    expect(await copies(world)).toEqual([]);
    expect((await indexedDB.databases()).filter(({ name }) => name?.startsWith(`${world.database}/`))).toHaveLength(1);
  });

  test('goes with the lock that was taken off', async () => {
    const { world } = await mangledWorld();
    await askOf(later(world, mangled))('reset-lock', { sure: true });
    expect(await copies(world)).toEqual([]);
  });

  test('goes with an old PIN', async () => {
    const { world } = await mangledWorld();
    const life = later(world, mangled);
    const opened = await unlock(askOf(life), 'pin', PIN);
    if (opened.outcome !== 'open') throw new Error(opened.outcome);
    const { keys } = await theLock();
    const { outcome } = await askOf(life)('change-lock', { token: opened.door.token, pin: keys.pin });
    expect(outcome).toBe('done');
    expect(await copies(world)).toEqual([]);
  });
});
