import { describe, expect, test } from 'vitest';
import { isQuiet } from '../../../src/background/family/quiet.ts';
import { createWorld, PAGE, rung, startWorker, tab, type World } from '../fake-browser.ts';
import { batch, message } from '../fake-engine.ts';
import { plant, storedIn } from '../stored.ts';
import { askOf, setUp } from './family.ts';

const MINUTE = 60_000;

describe('settings', () => {
  test('before set-up anybody may change them; after it an unlocked page alone', async () => {
    const life = startWorker(createWorld());
    const ask = askOf(life);
    expect((await ask('change-settings', { token: null, revision: 0, change: { country: 'IE' } })).outcome).toBe(
      'saved',
    );
    const door = await setUp(life, { ageGroup: 'under-13' });
    const { revision, settings, view } = await ask('family-settings', {});
    expect([settings.country, settings.ageGroup, view.parentFrom]).toEqual(['IE', 'under-13', 'caution']);
    const change = { sitesOff: ['demo'] };
    expect(await ask('change-settings', { token: null, revision, change })).toEqual({ outcome: 'locked' });
    expect(await life.ask('erase-all', {}, PAGE)).toMatchObject({ ok: false });
    expect(await ask('change-settings', { token: door.token, revision, change })).toMatchObject({
      outcome: 'saved',
      revision: revision + 1,
      settings: change,
    });
  });

  test('two pages at once: the second is told and loses nothing of the first', async () => {
    const ask = askOf(startWorker(createWorld()));
    const { revision } = await ask('family-settings', {});
    await ask('change-settings', { token: null, revision, change: { retentionDays: 7 } });
    const late = await ask('change-settings', { token: null, revision, change: { country: 'DE' } });
    expect(late).toMatchObject({ outcome: 'conflict', settings: { retentionDays: 7, country: 'GB' }, revision: 1 });
    const again = await ask('change-settings', { token: null, revision: 1, change: { country: 'DE' } });
    expect(again).toMatchObject({ outcome: 'saved', settings: { retentionDays: 7, country: 'DE' } });
  });

  test('another age group brings its own defaults', async () => {
    const ask = askOf(startWorker(createWorld()));
    await ask('change-settings', { token: null, revision: 0, change: { view: { linesFrom: 'caution' } } });
    expect((await ask('family-settings', {})).view.linesFrom).toBe('caution');
    await ask('change-settings', { token: null, revision: 1, change: { ageGroup: '16-17' } });
    expect((await ask('family-settings', {})).view).toMatchObject({ parentFrom: 'urgent', linesFrom: null });
  });

  test('the child is told of each change once, until it was shown', async () => {
    const ask = askOf(startWorker(createWorld()));
    await ask('change-settings', { token: null, revision: 0, change: { retentionDays: 7, sitesOff: ['demo'] } });
    await ask('change-settings', { token: null, revision: 1, change: { retentionDays: 90 } });
    const { changes } = (await ask('house', {})).house;
    expect(changes.map(({ what }) => what)).toEqual(['sitesOff', 'retentionDays']);
    await ask('changes-told', { upTo: changes[0]?.id ?? 0 });
    expect((await ask('house', {})).house.changes.map(({ what }) => what)).toEqual(['retentionDays']);
  });

  test('nothing changed is no change', async () => {
    const world = createWorld();
    const ask = askOf(startWorker(world));
    const answer = await ask('change-settings', { token: null, revision: 0, change: { country: 'GB' } });
    expect(answer).toMatchObject({ outcome: 'saved', revision: 0 });
    expect((await ask('journal', { before: null, limit: 9 })).entries).toEqual([]);
  });

  test('what an earlier version stored is read, with the new defaults beside it', async () => {
    const world = createWorld();
    await startWorker(world).settled();
    await plant(world, 'settings', 'settings', { country: 'FR', ageGroup: '16-17', sitesOff: ['demo'] });
    const { settings } = await askOf(startWorker(world))('family-settings', {});
    expect(settings).toMatchObject({
      country: 'FR',
      ageGroup: '16-17',
      sitesOff: ['demo'],
      retentionDays: 30,
      trusted: [],
    });
  });
});

describe('a pause', () => {
  test('nothing is read while it lasts, both sides see it, and it ends by itself', async () => {
    const world = createWorld();
    const life = startWorker(world);
    const ask = askOf(life);
    await ask('pause', { token: null, minutes: 15 });
    expect((await ask('house', {})).house).toMatchObject({
      pausedUntil: world.now + 15 * MINUTE,
      changes: [{ what: 'pause' }],
    });
    await life.ask('observe', { batch: batch([message('1', 'urgent threat-harm')]) }, tab(1));
    expect((await storedIn(world)).alerts).toEqual([]);
    world.now += 15 * MINUTE;
    expect((await ask('house', {})).house.pausedUntil).toBeNull();
    await life.ask('observe', { batch: batch([message('2', 'urgent threat-harm')]) }, tab(1));
    expect((await storedIn(world)).alerts).toHaveLength(1);
  });

  test('a clock that is set back does not make it longer', async () => {
    const world = createWorld();
    const ask = askOf(startWorker(world));
    await ask('pause', { token: null, minutes: 1440 });
    world.now -= 60 * MINUTE;
    expect((await ask('house', {})).house.pausedUntil).toBeNull();
  });

  test.each([1, 14, 1441, -15, 20.5])('of %d minutes is refused', async (minutes) => {
    const answer = await startWorker(createWorld()).ask('pause', { token: null, minutes }, PAGE);
    expect(answer).toMatchObject({ ok: false, error: expect.stringContaining('pause: minutes') });
  });
});

describe('quiet hours', () => {
  const at = (hour: number) => new Date(2026, 10, 25, hour, 30).getTime();
  test('over midnight and within a day; urgent ones never wait', () => {
    const night = { from: 22 * 60, to: 7 * 60 };
    expect([21, 22, 3, 6, 7].map((hour) => isQuiet(night, 'warning', at(hour)))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(isQuiet(night, 'urgent', at(3))).toBe(false);
    expect(isQuiet({ from: 600, to: 660 }, 'warning', at(10))).toBe(true);
    expect(isQuiet(null, 'warning', at(3))).toBe(false);
  });

  test('what waited is made afterwards', async () => {
    const world = createWorld();
    world.now = at(23);
    const life = startWorker(world);
    const quietHours = { from: 22 * 60, to: 7 * 60 };
    await askOf(life)('change-settings', { token: null, revision: 0, change: { quietHours } });
    await life.ask('observe', { batch: batch([message('1', 'warning secrecy')]) }, tab(1));
    await rung(life);
    expect(world.notifications.size).toBe(0);
    world.now += 9 * 60 * MINUTE;
    await startWorker(world).settled();
    expect(world.notifications.size).toBe(1);
  });
});

describe('private windows', () => {
  const started = async (world: World, allowed: boolean) => {
    const life = startWorker(world, { inPrivate: async () => allowed });
    await life.settled();
    return askOf(life);
  };

  test('that are covered from now on, or no longer, are told to the child and noted, once', async () => {
    const world = createWorld();
    const changes = async (ask: Awaited<ReturnType<typeof started>>) =>
      (await ask('house', {})).house.changes.map(({ what }) => what);
    expect(await changes(await started(world, false))).toEqual([]);
    const ask = await started(world, true);
    expect(await changes(ask)).toEqual(['private']);
    const [note] = (await ask('house', {})).house.changes;
    await ask('changes-told', { upTo: note?.id ?? 0 });
    expect(await changes(await started(world, true))).toEqual([]);
    expect(await changes(await started(world, false))).toEqual(['private']);
    const entries = (await ask('journal', { before: null, limit: 9 })).entries.filter(
      ({ kind }) => kind === 'permission',
    );
    expect(entries.map(({ facts }) => facts.private)).toEqual(['withdrawn', 'allowed']);
  });

  test('of which the browser says nothing change nothing', async () => {
    const world = createWorld();
    const life = startWorker(world, {
      inPrivate: async () => {
        throw new Error('not now');
      },
    });
    await life.settled();
    expect((await askOf(life)('house', {})).house.changes).toEqual([]);
  });
});

describe('a policy', () => {
  const policy = (value: unknown) => ({ managed: async () => value });
  test('decides, locks, is told to the child and noted; what does not fit is named', async () => {
    const world = createWorld();
    const raw = {
      ageGroup: 'under-13',
      retentionDays: 7,
      mayPause: false,
      safeguarding: { name: 'Room 12', reach: 'desk' },
      sensitivity: 'loud',
      hidden: true,
    };
    const life = startWorker(world, policy(raw));
    await life.settled();
    const ask = askOf(life);
    expect(await ask('family-settings', {})).toMatchObject({
      settings: { ageGroup: 'under-13', retentionDays: 7, sensitivity: 'balanced' },
      view: { linesFrom: 'caution' },
      managed: ['ageGroup', 'retentionDays', 'safeguarding'],
    });
    const change = { ageGroup: '16-17', country: 'IE' } as const;
    expect(await ask('change-settings', { token: null, revision: 0, change })).toEqual({
      outcome: 'managed',
      fields: ['ageGroup'],
    });
    expect(await ask('pause', { token: null, minutes: 15 })).toEqual({ outcome: 'managed' });
    const { house } = await ask('house', {});
    expect(house).toMatchObject({
      managed: true,
      mayPause: false,
      safeguarding: { name: 'Room 12' },
      changes: [{ what: 'policy' }],
    });
    const [entry] = (await ask('journal', { before: null, limit: 9 })).entries;
    expect(entry).toMatchObject({ kind: 'policy', facts: { ignored: 'hidden,sensitivity' } });
    // The same policy at the next start is no news.
    await startWorker(world, policy(raw)).settled();
    expect((await ask('journal', { before: null, limit: 9 })).entries).toHaveLength(2);
  });

  test('that forbids pausing ends a pause that was begun before it', async () => {
    const world = createWorld();
    const before = startWorker(world);
    await askOf(before)('pause', { token: null, minutes: 1440 });
    before.kill();
    const life = startWorker(world, policy({ mayPause: false }));
    expect((await askOf(life)('house', {})).house.pausedUntil).toBeNull();
    await life.ask('observe', { batch: batch([message('1', 'urgent threat-harm')]) }, tab(1));
    expect((await storedIn(world)).alerts).toHaveLength(1);
  });

  test('that the browser refuses to give is none (Firefox without one)', async () => {
    const managed = async () => {
      throw new Error('Managed storage manifest not found');
    };
    const life = startWorker(createWorld(), { managed });
    await life.settled();
    const ask = askOf(life);
    expect((await ask('family-settings', {})).managed).toEqual([]);
    expect((await ask('journal', { before: null, limit: 9 })).entries).toEqual([]);
  });
});
