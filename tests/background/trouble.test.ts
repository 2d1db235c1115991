import fc from 'fast-check';
import { openDB } from 'idb';
import { describe, expect, test } from 'vitest';
import { DATABASE } from '../../src/store/database.ts';
import {
  createWorld,
  KILLED,
  type Life,
  PAGE,
  responseOf,
  rung,
  startWorker,
  tab,
  type World,
} from './fake-browser.ts';
import { batch, message } from './fake-engine.ts';
import { askOf, changeSettings } from './family/family.ts';
import { observe } from './observed.ts';
import { storedIn } from './stored.ts';

async function look(life: Life) {
  return responseOf(await life.ask('alerts', { limit: 100, tab: null }, PAGE));
}

/** A database that a later version of the code has made. */
async function newer(world: World): Promise<void> {
  const database = await openDB(`${world.database}/${DATABASE}`, 99, {
    upgrade: (db) => void db.createObjectStore('later'),
  });
  await database.put('later', 'kept', 'key');
  database.close();
}

const MINUTE = 60_000;

describe('no room left', () => {
  test('protection goes on, the person is told, and what was acknowledged outlives the worker', async () => {
    const world = createWorld();
    world.faults.write = 'QuotaExceededError';
    const first = await observe(startWorker(world), [message('1', 'warning secrecy')]);
    expect(first?.level).toBe('warning');
    const life = startWorker(world);
    expect(await look(life)).toMatchObject({ alerts: [{ level: 'warning', id: first?.alert }], state: 'full' });
    expect(await observe(life, [message('1', 'warning secrecy'), message('2', 'hello')])).toEqual(first);
    expect(responseOf(await life.ask('stored', {}, PAGE)).stored).toMatchObject({
      conversations: 1,
      alerts: 1,
      state: 'full',
    });
    await rung(life);
    expect(world.badge.text).toBe('1');
  });

  test('when there is room again everything is put into the database, once', async () => {
    const world = createWorld();
    await observe(startWorker(world), [message('1', 'hello')]);
    world.faults.write = 'QuotaExceededError';
    await observe(startWorker(world), [message('2', 'warning secrecy')]);
    delete world.faults.write;
    const life = startWorker(world);
    await observe(life, [message('2', 'warning secrecy'), message('3', 'hello')]);
    expect((await look(life)).state).toBe('ok');
    expect(await storedIn(world)).toMatchObject({
      conversations: [{ messages: 3, engine: { concern: [3, world.now] } }],
      alerts: [{ level: 'warning' }],
    });
    expect([...world.session.keys()].filter((key) => key.startsWith('held:'))).toEqual([]);
  });

  test('conversations that were quiet for longest make room, alerts never', async () => {
    const world = createWorld();
    let life = startWorker(world);
    for (let at = 0; at < 8; at++) {
      await observe(life, [message('1', at === 0 ? 'caution flattery' : 'hello')], { thread: `t${at}` });
      world.now += MINUTE;
    }
    world.now += 2 * 86_400_000;
    life = startWorker(world);
    await look(life);
    // The next write fails once: the database takes it when something else has gone.
    let failures = 0;
    Object.defineProperty(world.faults, 'write', { get: () => (failures++ === 0 ? 'QuotaExceededError' : undefined) });
    await observe(life, [message('2', 'hello')], { thread: 't7' });
    const stored = await storedIn(world);
    expect(stored.conversations).toHaveLength(6);
    expect(stored.alerts).toHaveLength(1);
    expect((await look(life)).state).toBe('ok');
  });

  test('what can be kept nowhere is not acknowledged, and counts when it comes again', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await life.settled();
    world.faults = { write: 'QuotaExceededError', session: true };
    const body = { batch: batch([message('1', 'warning secrecy')]) };
    expect(await life.ask('observe', body, tab(1))).toBeUndefined();
    world.faults = {};
    expect(await observe(life, body.batch.messages)).toMatchObject({ level: 'warning' });
    expect((await storedIn(world)).conversations).toMatchObject([{ messages: 1 }]);
  });
});

describe('a database that can not be read', () => {
  test.each([
    ['corrupt', 'UnknownError'],
    ['corrupt', 'InvalidStateError'],
    ['full', 'QuotaExceededError'],
  ] as const)('%s (%s): warnings go on, over the end of the worker', async (state, name) => {
    const world = createWorld();
    world.faults.open = name;
    const first = await observe(startWorker(world), [message('1', 'first')]);
    expect(first).toBeNull();
    const life = startWorker(world);
    expect(await observe(life, [message('2', 'second')])).toMatchObject({ level: 'urgent' });
    expect(await look(life)).toMatchObject({ alerts: [{ level: 'urgent' }], state });
    await rung(life);
    expect(world.badge.text).toBe('1');
  });

  test('settings that were made meanwhile hold', async () => {
    const world = createWorld();
    world.faults.open = 'UnknownError';
    const settings = { country: 'DE', ageGroup: 'under-13', sitesOff: ['demo'] } as const;
    await changeSettings(startWorker(world), settings);
    const life = startWorker(world);
    expect(responseOf(await life.ask('get-settings', {}, PAGE)).settings).toEqual(settings);
    delete world.faults.open;
    await startWorker(world).settled();
    expect((await storedIn(world)).settings).toContainEqual(expect.objectContaining(settings));
  });

  test('and overwrite nothing else that was set before; the child is told of both', async () => {
    const world = createWorld();
    const before = { country: 'DE', trusted: [{ site: 'demo', name: 'Aunt' }] };
    await changeSettings(startWorker(world), before);
    world.faults.open = 'UnknownError';
    world.now += MINUTE;
    const blind = startWorker(world);
    await changeSettings(blind, { sitesOff: ['demo'] });
    const seen = responseOf(await blind.ask('house', {}, PAGE)).house.changes;
    const { revision } = responseOf(await blind.ask('family-settings', {}, PAGE));
    delete world.faults.open;
    const ask = askOf(startWorker(world));
    expect((await ask('family-settings', {})).settings).toMatchObject({ ...before, sitesOff: ['demo'] });
    // The page that was open meanwhile has not seen what holds now.
    const late = await ask('change-settings', { token: null, revision, change: { country: 'FR' } });
    expect(late.outcome).toBe('conflict');
    // What the child read meanwhile was the one change alone.
    await ask('changes-told', { upTo: Math.max(...seen.map(({ id }) => id)) });
    expect((await ask('house', {})).house.changes.map(({ what }) => what).sort()).toEqual([
      'country',
      'sitesOff',
      'trusted',
    ]);
  });

  test('of a setting that was changed on both sides the later one holds', async () => {
    const world = createWorld();
    await changeSettings(startWorker(world), { country: 'DE' });
    world.faults.open = 'UnknownError';
    world.now += MINUTE;
    await changeSettings(startWorker(world), { country: 'FR' });
    delete world.faults.open;
    expect((await askOf(startWorker(world))('family-settings', {})).settings.country).toBe('FR');
  });

  test('it is tried again after a minute, without a new start', async () => {
    const world = createWorld();
    world.faults.open = 'UnknownError';
    const life = startWorker(world);
    await observe(life, [message('1', 'hello')]);
    delete world.faults.open;
    expect((await look(life)).state).toBe('corrupt');
    world.now += MINUTE;
    expect((await look(life)).state).toBe('ok');
    expect((await storedIn(world)).conversations).toMatchObject([{ messages: 1 }]);
  });

  test('what was counted and raised before and meanwhile is brought together', async () => {
    const world = createWorld();
    const first = await observe(startWorker(world), [message('1', 'hello'), message('2', 'warning secrecy')]);
    world.faults.open = 'UnknownError';
    const blind = startWorker(world);
    await observe(blind, [message('2', 'warning secrecy'), message('3', 'caution flattery')]);
    delete world.faults.open;
    await startWorker(world).settled();
    const stored = await storedIn(world);
    expect(stored.conversations).toMatchObject([{ messages: 3, edits: 0 }]);
    expect(stored.alerts).toHaveLength(1);
    expect(stored.alerts[0]).toMatchObject({ id: first?.alert, level: 'warning' });
    expect([...(stored.alerts[0]?.signals ?? [])].sort()).toEqual(['flattery', 'secrecy']);
  });

  test('erase brings a new database', async () => {
    const world = createWorld();
    await newer(world);
    const life = startWorker(world);
    await observe(life, [message('1', 'warning secrecy')]);
    responseOf(await life.ask('erase-all', {}, PAGE));
    expect(await look(life)).toEqual({ alerts: [], elsewhere: [], state: 'ok' });
    await rung(life);
    expect(world.badge.text).toBe('');
    await observe(life, [message('1', 'warning secrecy')]);
    expect((await storedIn(world)).alerts).toHaveLength(1);
  });
});

test('a newer database is left untouched, and protection goes on beside it', async () => {
  const world = createWorld();
  await newer(world);
  const life = startWorker(world);
  expect(await observe(life, [message('1', 'urgent threat-harm')])).toMatchObject({ level: 'urgent' });
  expect(await look(life)).toMatchObject({ state: 'newer', alerts: [{ level: 'urgent' }] });
  const database = await openDB(`${world.database}/${DATABASE}`);
  expect([database.version, await database.get('later', 'key')]).toEqual([99, 'kept']);
  database.close();
});

test('whatever fails and whenever the worker ends, what was acknowledged is in the database in the end, once', async () => {
  const trouble = fc.constantFrom(
    {},
    {},
    { write: 'QuotaExceededError' },
    { write: 'UnknownError' },
    { open: 'UnknownError' },
    { session: true },
  );
  const step = fc.record({
    faults: trouble,
    words: fc.array(fc.constantFrom('hello', 'warning secrecy', 'urgent threat-harm'), { minLength: 1, maxLength: 3 }),
    kill: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
    minutes: fc.nat(2),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const world = createWorld();
      let life = startWorker(world);
      let next = 0;
      const pending: ReturnType<typeof message>[] = [];
      const acknowledged = new Set<string>();
      let raised = false;
      for (const { faults, words, kill, minutes } of steps) {
        world.faults = faults;
        world.now += minutes * MINUTE;
        if (life.dead) life = startWorker(world);
        life.killAfter(kill ?? Number.POSITIVE_INFINITY);
        pending.push(...words.map((text) => message(`k${next++}`, text)));
        const reply = await life.ask('observe', { batch: batch(pending) }, tab(1));
        if (reply === KILLED || reply === undefined) continue;
        responseOf(reply);
        for (const { key, text } of pending.splice(0)) {
          acknowledged.add(key);
          raised ||= text !== 'hello';
        }
      }
      world.faults = {};
      world.now += MINUTE;
      life.kill();
      await startWorker(world).settled();
      world.now += MINUTE;
      const last = startWorker(world);
      expect((await look(last)).state).toBe('ok');
      if (acknowledged.size === 0) return;
      const { conversations, alerts } = await storedIn(world);
      expect(conversations).toHaveLength(1);
      // What was sent and not acknowledged may have been counted already; it would not be counted again.
      expect(conversations[0]?.messages).toBeGreaterThanOrEqual(acknowledged.size);
      expect(conversations[0]?.messages).toBeLessThanOrEqual(next);
      expect(conversations[0]?.edits).toBe(0);
      if (raised) expect(alerts).toHaveLength(1);
      responseOf(
        await last.ask(
          'observe',
          {
            batch: batch(
              Array.from({ length: next }, (_, at) => message(`k${at}`, steps.flatMap((s) => s.words)[at] ?? '')),
            ),
          },
          tab(1),
        ),
      );
      expect((await storedIn(world)).conversations).toMatchObject([{ messages: next, edits: 0 }]);
    }),
    { numRuns: 100 },
  );
}, 60_000);
