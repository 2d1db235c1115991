import { existsSync, writeFileSync } from 'node:fs';
import { deleteDB, openDB } from 'idb';
import { describe, expect, test } from 'vitest';
import { unlock } from '../../src/sealing/index.ts';
import { DATABASE, type Idb } from '../../src/store/database.ts';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { createWorld, type Life, PAGE, responseOf, startWorker, tab, type World } from '../background/fake-browser.ts';
import { batch } from '../background/fake-engine.ts';
import { askOf, PIN } from '../background/family/family.ts';
import { storedIn } from '../background/stored.ts';
import { LIFE, live, rowsOf } from './kept-life.ts';
import { keptOf, pathOf, plantStore, readKept } from './kept-store.ts';

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
    expect(stored.quarantine).toHaveLength(asideBefore ?? 0);
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

/** A later version of the code whose last step fails in the middle of its work. */
function failing(world: World): Idb {
  return {
    open: (name, version, callbacks) =>
      openDB(`${world.database}/${name}`, version + 1, {
        ...callbacks,
        upgrade(_database, _from, _to, transaction) {
          transaction.done.catch(() => undefined);
          transaction
            .objectStore('alerts')
            .clear()
            .catch(() => undefined);
          transaction
            .objectStore('settings')
            .clear()
            .catch(() => undefined);
          transaction.abort();
        },
      }),
    remove: (name) => deleteDB(`${world.database}/${name}`),
  };
}

describe('a migration that fails', () => {
  test('leaves the store as it was, warns on with the defaults, and tells the parent', async () => {
    const world = await worldOf(NEWEST);
    const before = await keptOf(world);
    const life = startWorker(world, { idb: failing(world) });
    expect(await observe(life, 'four', ['warning secrecy'], world.now)).toMatchObject({ level: 'warning' });
    expect(await alertsOf(life)).toMatchObject({ state: 'corrupt', alerts: [{ level: 'warning' }] });
    expect((await askOf(life)('get-settings', {})).settings).toMatchObject({ country: 'GB', ageGroup: '13-15' });
    expect((await askOf(life)('stored', {})).stored).toMatchObject({ state: 'corrupt' });
    life.kill();
    expect(await keptOf(world)).toEqual(before);
  });

  test('loses nothing of before and nothing of meanwhile once a mended version runs', async () => {
    const world = await worldOf(NEWEST);
    const life = startWorker(world, { idb: failing(world) });
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
});
