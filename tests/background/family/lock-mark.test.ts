import { describe, expect, test } from 'vitest';
import { createLock } from '../../../src/sealing/index.ts';
import { createWorld, startWorker, type World } from '../fake-browser.ts';
import { plant, storedIn } from '../stored.ts';
import { askOf, setUp } from './family.ts';

describe('the lock and its mark', () => {
  const mayPause = async (world: World) =>
    (await askOf(startWorker(world))('pause', { token: null, minutes: 15 })).outcome === 'done';

  test('a lock that can not be read guards on, stays where it is, and a reset is the way out', async () => {
    const world = createWorld();
    await setUp(startWorker(world));
    await plant(world, 'keys', 'lock', { publicKey: 'AAAA' });
    const ask = askOf(startWorker(world));
    expect((await ask('house', {})).house.lock.set).toBe(true);
    expect(await mayPause(world)).toBe(false);
    const { keys } = await createLock('eight-hares');
    expect(await ask('set-up-lock', { keys, change: {} })).toEqual({ outcome: 'already-set' });
    expect((await storedIn(world)).quarantine).toEqual([]);
    await ask('reset-lock', { sure: true });
    expect(await mayPause(world)).toBe(true);
  });

  test.each(['UnknownError', 'VersionError', 'QuotaExceededError'])(
    'while the database can not be opened (%s) the mark guards; without one nobody is locked out',
    async (open) => {
      for (const locked of [true, false]) {
        const world = createWorld();
        await startWorker(world).settled();
        if (locked) await setUp(startWorker(world));
        world.faults.open = open;
        expect(await mayPause(world)).toBe(!locked);
      }
    },
  );

  test('a mark without a lock, as a set-up leaves that was cut off, locks nobody out and is taken back', async () => {
    const world = createWorld();
    world.local.set('pin-set', true);
    expect(await mayPause(world)).toBe(true);
    await startWorker(world).settled();
    expect(world.local.has('pin-set')).toBe(false);
  });

  test('a lock without its mark is marked at the next start', async () => {
    const world = createWorld();
    await setUp(startWorker(world));
    world.local.delete('pin-set');
    await startWorker(world).settled();
    world.faults.open = 'UnknownError';
    expect(await mayPause(world)).toBe(false);
  });
});
