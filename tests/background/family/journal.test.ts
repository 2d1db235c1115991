import { openDB } from 'idb';
import { describe, expect, test } from 'vitest';
import { DATABASE } from '../../../src/store/database.ts';
import { createWorld, PAGE, startWorker, tab, type World } from '../fake-browser.ts';
import { batch, message } from '../fake-engine.ts';
import { plant } from '../stored.ts';
import { askOf, setUp } from './family.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

async function journal(world: World) {
  return askOf(startWorker(world))('journal', { before: null, limit: 1000 });
}
const kinds = async (world: World) => (await journal(world)).entries.map(({ kind }) => kind).reverse();

describe('the journal', () => {
  test('begins with the key, holds alerts and changes in order, and is signed at the turn of each day', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await setUp(life);
    await life.ask('observe', { batch: batch([message('1', 'warning secrecy')]) }, tab(1));
    world.now += DAY;
    await life.ask('observe', { batch: batch([message('2', 'urgent threat-harm')]) }, tab(1));
    expect(await kinds(world)).toEqual(['begun', 'set-up', 'alert', 'day-signed', 'alert', 'evidence']);
    const { check, entries } = await journal(world);
    expect(check).toEqual({ whole: true, from: 1, to: 6 });
    expect(entries.at(-1)?.facts.key).toBe(entries[2]?.facts.key);
  });

  test('an entry that was edited or taken out in the database shows, and the chain goes on', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await setUp(life);
    await life.ask('observe', { batch: batch([message('1', 'urgent threat-harm')]) }, tab(1));
    const { entries } = await journal(world);
    const alert = entries.find(({ kind }) => kind === 'alert');
    const key = String(alert?.seq).padStart(12, '0');
    await plant(world, 'journal', key, { ...alert, facts: { ...alert?.facts, level: 'caution' } });
    expect((await journal(world)).check).toEqual({ whole: false, broken: alert?.seq, why: 'changed' });
    const database = await openDB(`${world.database}/${DATABASE}`);
    await database.delete('journal', key);
    await database.delete('journal', '000000000001');
    database.close();
    expect((await journal(world)).check).toEqual({ whole: false, broken: 1, why: 'missing' });
    await askOf(startWorker(world))('reset-lock', { sure: true });
    expect((await kinds(world)).at(-1)).toBe('reset');
  });

  test('what happens while the store can not be read is chained in when it can', async () => {
    const world = createWorld();
    await setUp(startWorker(world));
    world.faults.open = 'UnknownError';
    const blind = startWorker(world);
    await blind.ask('observe', { batch: batch([message('1', 'urgent threat-harm')]) }, tab(1));
    blind.kill();
    delete world.faults.open;
    await askOf(startWorker(world))('reset-lock', { sure: true });
    expect(await kinds(world)).toEqual(['begun', 'set-up', 'alert', 'reset']);
    expect((await journal(world)).check.whole).toBe(true);
  });

  test('a page that asks while the store can not be read gets no way round the PIN', async () => {
    const world = createWorld();
    await setUp(startWorker(world));
    world.faults.open = 'UnknownError';
    const ask = askOf(startWorker(world));
    expect((await ask('pause', { token: null, minutes: 15 })).outcome).toBe('locked');
    expect(await startWorker(world).ask('erase-all', {}, PAGE)).toMatchObject({ ok: false });
  });

  test('everything erased: the new journal says so', async () => {
    const world = createWorld();
    const life = startWorker(world);
    const door = await setUp(life);
    await askOf(life)('erase-all', { token: door.token });
    expect(await kinds(world)).toEqual(['begun', 'erased']);
    const { house } = await askOf(life)('house', {});
    expect([house.lock.set, house.changes.map(({ what }) => what)]).toEqual([false, ['erased']]);
  });

  test('old entries go, and the chain is whole from there', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await setUp(life);
    world.now += 181 * DAY;
    await askOf(life)('reset-lock', { sure: true });
    await startWorker(world).settled();
    world.now += 61 * MINUTE;
    await startWorker(world).settled();
    const { entries, check } = await journal(world);
    expect(entries.map(({ kind }) => kind)).toEqual(['reset', 'day-signed']);
    expect(check.whole).toBe(true);
  });
});

describe('when Nightlight was not running', () => {
  const gaps = async (world: World) =>
    (await journal(world)).entries.filter(({ kind }) => kind === 'gap' || kind === 'clock').map(({ facts }) => facts);

  test('beats in time leave no trace', async () => {
    const world = createWorld();
    for (let beat = 0; beat < 5; beat++) {
      await startWorker(world).study.beat(beat === 0);
      world.now += 5 * MINUTE;
    }
    expect(await gaps(world)).toEqual([]);
  });

  test.each([
    ['the browser was closed', true, true, 'browser-closed'],
    ['the extension was off', false, true, 'switched-off'],
    ['the device slept', false, false, 'asleep'],
  ] as const)('%s', async (_name, started, fresh, why) => {
    const world = createWorld();
    await startWorker(world).study.beat(true);
    const from = world.now;
    world.now += 90 * MINUTE;
    if (fresh) world.session.clear();
    await startWorker(world).study.beat(started);
    expect(await gaps(world)).toEqual([{ from, to: world.now, minutes: 90, why }]);
  });

  test('a clock that was set back', async () => {
    const world = createWorld();
    await startWorker(world).study.beat(true);
    world.now -= 60 * MINUTE;
    await startWorker(world).study.beat(false);
    expect(await gaps(world)).toEqual([{ setBack: true, minutes: 60 }]);
  });

  test('a site that is not understood is noted once a day', async () => {
    const world = createWorld();
    const health = { site: 'demo', state: 'not-understood', missing: ['rows'] } as const;
    for (let day = 0; day < 2; day++) {
      for (let time = 0; time < 3; time++) await startWorker(world).ask('health', { health }, tab(1));
      world.now += DAY;
    }
    expect((await kinds(world)).filter((kind) => kind === 'not-understood')).toHaveLength(2);
  });
});
