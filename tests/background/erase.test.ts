import { describe, expect, test } from 'vitest';
import type { Area } from '../../src/store/areas.ts';
import { createWorld, KILLED, PAGE, responseOf, startWorker, tab, type World } from './fake-browser.ts';
import { batch, message } from './fake-engine.ts';
import { askOf, changeSettings, setUp } from './family/family.ts';
import { storedIn } from './stored.ts';

/** A world in which a chat was read, whose words are remembered. */
async function lived(): Promise<World> {
  const world = createWorld();
  const life = startWorker(world);
  await life.settled();
  await life.study.beat(true);
  await life.ask('observe', { batch: batch([message('1', 'warning secrecy marmalade')]) }, tab(1));
  life.kill();
  return world;
}

describe('erasing everything', () => {
  test('at whatever instant the worker ends: once it has begun the next start ends it', async () => {
    let begun = 0;
    for (let steps = 1; ; steps++) {
      const world = await lived();
      const salt = world.local.get('salt');
      const life = startWorker(world);
      await life.settled();
      life.killAfter(steps);
      const answer = await life.ask('erase-all', {}, PAGE);
      // Words of a chat lie nowhere when the database is gone.
      if ((await storedIn(world)).conversations.length === 0)
        expect(JSON.stringify([...world.session]), `ended at ${steps}`).not.toContain('marmalade');
      const mustGo = world.local.has('erasing') || answer !== KILLED;
      begun += Number(world.local.has('erasing'));
      await startWorker(world).settled();
      expect(world.local.has('erasing')).toBe(false);
      if (mustGo) {
        const { conversations, alerts } = await storedIn(world);
        expect([conversations, alerts], `ended at ${steps}`).toEqual([[], []]);
        expect(JSON.stringify([...world.session]), `ended at ${steps}`).not.toContain('marmalade');
        expect(world.local.get('salt'), `ended at ${steps}`).not.toBe(salt);
        const { entries } = await askOf(startWorker(world))('journal', { before: null, limit: 9 });
        expect(entries.map(({ kind }) => kind)).toContain('erased');
      }
      if (!life.dead) break;
    }
    expect(begun).toBeGreaterThan(10);
  }, 60_000);

  test('what could not be erased is erased at the next start', async () => {
    const world = await lived();
    const stuck = startWorker(world, {
      idb: {
        open: async () => Promise.reject(new DOMException('', 'UnknownError')),
        remove: async () => Promise.reject(new Error('the database does not answer')),
      },
    });
    expect(await stuck.ask('erase-all', {}, PAGE)).toMatchObject({ ok: false });
    stuck.kill();
    await startWorker(world).settled();
    expect((await storedIn(world)).conversations).toEqual([]);
  });

  test.each([
    ['takes away what the family shares', true],
    ['leaves what others share where this browser takes no part', false],
  ])('%s', async (_name, joined) => {
    const items = new Map<string, unknown>([['family-9', 'of another device']]);
    const shared: Area = {
      get: async (keys) =>
        Object.fromEntries([...items].filter(([key]) => keys === null || [keys].flat().includes(key))),
      set: async (values) => Object.entries(values).forEach(([key, value]) => void items.set(key, value)),
      remove: async (keys) => [keys].flat().forEach((key) => void items.delete(key)),
    };
    const life = startWorker(createWorld(), { shared });
    const { token } = await setUp(life);
    if (joined) await askOf(life)('set-sync', { token, passphrase: 'three small boats' });
    responseOf(await life.ask('erase-all', { token }, PAGE));
    expect(items.size).toBe(joined ? 0 : 1);
    expect((await askOf(life)('sync-status', {})).sync.on).toBe(false);
  });

  test('settings go, too', async () => {
    const life = startWorker(createWorld());
    await changeSettings(life, { country: 'DE' });
    responseOf(await life.ask('erase-all', {}, PAGE));
    expect((await askOf(life)('family-settings', {})).settings.country).toBe('GB');
  });
});
