import { describe, expect, test } from 'vitest';
import { createWorld, type Life, responseOf, startWorker, tab, type World } from '../fake-browser.ts';
import { batch, message } from '../fake-engine.ts';
import { askOf } from './family.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

async function journal(world: World) {
  return askOf(startWorker(world))('journal', { before: null, limit: 1000 });
}

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

  test('the browser threw a damaged store away: the new journal tells it once, and since when', async () => {
    const world = createWorld();
    await startWorker(world).study.beat(true);
    const from = world.now;
    world.now += 30 * MINUTE;
    const anew = { ...world, database: `${world.database}-anew` };
    await startWorker(anew).study.beat(true);
    await startWorker(anew).study.beat(false);
    expect(await gaps(anew)).toEqual([{ from, to: world.now, minutes: 30, why: 'store-lost' }]);
  });

  test('a store that can not be read is none that was lost, nor is one that was erased', async () => {
    const world = createWorld();
    await startWorker(world).study.beat(true);
    world.faults.open = 'UnknownError';
    await startWorker(world).study.beat(false);
    delete world.faults.open;
    world.now += MINUTE;
    const life = startWorker(world);
    await life.study.beat(false);
    await askOf(life)('erase-all', {});
    await life.study.beat(false);
    expect(await gaps(world)).toEqual([]);
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
    const { entries } = await journal(world);
    expect(entries.filter(({ kind }) => kind === 'not-understood')).toHaveLength(2);
  });
});

describe('when the database took nothing', () => {
  const told = async (world: World) => {
    const { entries, check } = await journal(world);
    expect(check.whole).toBe(true);
    return entries.filter(({ kind }) => kind === 'store').map(({ facts }) => facts);
  };
  const say = async (life: Life, id: string) =>
    responseOf(await life.ask('observe', { batch: batch([message(id, 'warning secrecy')]) }, tab(1)));

  test.each([
    ['no room', { write: 'QuotaExceededError' }, 'full'],
    ['writes that fail', { write: 'UnknownError' }, 'corrupt'],
    ['one that does not open', { open: 'UnknownError' }, 'corrupt'],
  ] as const)('%s: told once with its time, however often the worker ended', async (_name, faults, why) => {
    const world = createWorld();
    await say(startWorker(world), '1');
    expect(await told(world)).toEqual([]);
    const from = world.now;
    world.faults = { ...faults };
    for (let life = 0; life < 3; life++) {
      await say(startWorker(world), `in-${life}`);
      world.now += 10 * MINUTE;
    }
    world.faults = {};
    const to = world.now;
    await say(startWorker(world), '2');
    world.now += MINUTE;
    await startWorker(world).settled();
    expect(await told(world)).toEqual([{ from, to, minutes: 30, why }]);
  });

  test('what was held is gone with the browser, and the gap stands there all the same', async () => {
    const world = createWorld();
    await startWorker(world).study.beat(true);
    const from = world.now;
    world.faults.write = 'QuotaExceededError';
    await say(startWorker(world), '1');
    delete world.faults.write;
    world.session.clear();
    world.now += 5 * MINUTE;
    const life = startWorker(world);
    await life.settled();
    await life.study.beat(true);
    expect(await told(world)).toEqual([{ from, to: world.now, minutes: 5, why: 'full' }]);
  });

  test('at whatever instant the worker ends that tells it, it is told once', async () => {
    for (let steps = 1; ; steps++) {
      const world = createWorld();
      world.faults.write = 'QuotaExceededError';
      await startWorker(world).settled();
      const life = startWorker(world);
      await life.settled();
      await say(life, '1');
      life.kill();
      world.faults = {};
      const telling = startWorker(world);
      telling.killAfter(steps);
      await telling.settled();
      await startWorker(world).settled();
      const last = startWorker(world);
      await last.settled();
      expect(await told(world), `ended at ${steps}`).toHaveLength(1);
      if (!telling.dead) break;
    }
  }, 60_000);

  test('what began before everything was erased is not told after it', async () => {
    const world = createWorld();
    world.faults.open = 'UnknownError';
    const life = startWorker(world);
    await say(life, '1');
    delete world.faults.open;
    await askOf(life)('erase-all', {});
    await startWorker(world).settled();
    expect(await told(world)).toEqual([]);
  });
});
