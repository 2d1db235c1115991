import { describe, expect, test, vi } from 'vitest';
import { readHead, readShared } from '../../../src/background/family/sync-store.ts';
import { fromBase64 } from '../../../src/sealing/bytes.ts';
import { keyOfSecret } from '../../../src/sealing/wrap.ts';
import type { Area } from '../../../src/store/areas.ts';
import { SETTING_NAMES } from '../../../src/store/settings.ts';
import { createWorld, type Life, startWorker, tab, type World } from '../fake-browser.ts';
import { batch, message } from '../fake-engine.ts';
import { plant, storedIn } from '../stored.ts';
import { askOf, setUp } from './family.ts';

const WORDS = 'three small boats';

/** What the devices of one account share, with the browser's limits. */
function sharedStorage(): {
  readonly area: Area;
  readonly items: Map<string, unknown>;
  refuse: string | null;
  /** Writes come to no end, as when the worker dies in one. */
  hold: boolean;
  calls: number;
} {
  const items = new Map<string, unknown>();
  const shared = {
    items,
    refuse: null as string | null,
    hold: false,
    calls: 0,
    area: {
      async get(keys: string | string[] | null) {
        const wanted = keys === null ? [...items.keys()] : [keys].flat();
        return Object.fromEntries(wanted.flatMap((key) => (items.has(key) ? [[key, items.get(key)]] : [])));
      },
      async set(values: Record<string, unknown>) {
        shared.calls += 1;
        if (shared.hold) await new Promise(() => {});
        if (shared.refuse !== null) throw new Error(shared.refuse);
        for (const [key, value] of Object.entries(values)) {
          const text = JSON.stringify(value);
          if (key.length + text.length > 8192) throw new Error('QUOTA_BYTES_PER_ITEM quota exceeded');
          items.set(key, JSON.parse(text));
        }
      },
      async remove(keys: string | string[]) {
        for (const key of [keys].flat()) items.delete(key);
      },
    },
  };
  return shared;
}

/** A device of the family, unlocked. */
async function device(shared: { readonly area: Area }, world: World = createWorld()) {
  const life: Life = startWorker(world, { shared: shared.area });
  const door = await setUp(life);
  const ask = askOf(life);
  return {
    world,
    life,
    ask,
    token: door.token,
    sync: (passphrase: string | null) => ask('set-sync', { token: door.token, passphrase }),
    async change(change: object) {
      world.now += 5000;
      const { revision } = await ask('family-settings', {});
      await ask('change-settings', { token: door.token, revision, change });
      await ask('sync-status', {});
    },
    settings: async () => (await ask('family-settings', {})).settings,
    meet: () => life.study.shared(),
  };
}

/** Two devices that share. */
async function twoDevices() {
  const shared = sharedStorage();
  const [a, b] = [await device(shared), await device(shared)];
  await a.sync(WORDS);
  b.world.now += 2000;
  await b.sync(WORDS);
  return { shared, a, b };
}

describe('what leaves the device', () => {
  const alarm = (life: Life, key: string) =>
    life.ask('observe', { batch: batch([message(key, 'urgent threat-harm marmalade')], { thread: key }) }, tab(1));

  test('nothing, until the parent turns sharing on; then the settings alone, and the child is told all the time', async () => {
    const shared = sharedStorage();
    const a = await device(shared);
    const sharing = async () => (await a.ask('house', {})).house.sharing;
    await a.change({ country: 'IE', retentionDays: 90 });
    await alarm(a.life, 'one');
    await a.life.study.beat(true);
    expect([shared.calls, shared.items.size, await sharing()]).toEqual([0, 0, false]);

    await a.sync(WORDS);
    expect(await sharing()).toBe(true);
    expect((await a.ask('house', {})).house.changes.map(({ what }) => what)).toContain('sync');
    const written = shared.calls;
    await alarm(a.life, 'two');
    await a.life.study.beat(false);
    expect(shared.calls).toBe(written);
    const head = await readHead(shared.area);
    if (head === null || head === 'unreadable') throw new Error('nothing was shared');
    const key = await keyOfSecret(WORDS, fromBase64(head.salt), head.iterations);
    const inside = await readShared(shared.area, head, key);
    expect(Object.keys(inside ?? {}).sort()).toEqual(['changed', 'settings']);
    expect(Object.keys(inside?.settings ?? {}).sort()).toEqual([...SETTING_NAMES].sort());

    await a.sync(null);
    expect([shared.items.size, await sharing()]).toEqual([0, false]);
  });
});

describe('devices of one family', () => {
  test('share settings under one passphrase; nothing can be read without it', async () => {
    const shared = sharedStorage();
    const [a, b] = [await device(shared), await device(shared)];
    await a.change({ retentionDays: 90, trusted: [{ site: 'demo', name: 'Aunt Marigold' }] });
    expect(await a.sync(WORDS)).toMatchObject({ outcome: 'done', sync: { on: true, trouble: 'none' } });
    expect(JSON.stringify([...shared.items])).not.toContain('Marigold');
    expect(await b.sync('three small goats')).toMatchObject({ sync: { on: false, trouble: 'passphrase' } });
    b.world.now += 6000;
    expect(await b.sync(WORDS)).toMatchObject({ sync: { on: true } });
    expect(await b.settings()).toMatchObject({ retentionDays: 90, trusted: [{ name: 'Aunt Marigold' }] });
    b.world.now = a.world.now + 10_000;
    await b.change({ country: 'IE' });
    a.world.now = b.world.now + 1000;
    await a.meet();
    expect(await a.settings()).toMatchObject({ country: 'IE', retentionDays: 90 });
    const { house } = await a.ask('house', {});
    expect(house.changes.map(({ what }) => what)).toContain('country');
  });

  test('of two changes of one setting the later one holds, and the device that lost says so', async () => {
    const { shared, a, b } = await twoDevices();
    shared.refuse = 'offline';
    await a.change({ retentionDays: 7, sensitivity: 'more' });
    expect(await a.ask('sync-status', {})).toMatchObject({ sync: { trouble: 'refused' } });
    shared.refuse = null;
    b.world.now = a.world.now + 60_000;
    await b.change({ retentionDays: 90 });
    a.world.now = b.world.now + 5000;
    await a.meet();
    expect(await a.settings()).toMatchObject({ retentionDays: 90, sensitivity: 'more' });
    expect((await a.ask('sync-status', {})).sync).toMatchObject({ conflicts: ['retentionDays'], trouble: 'none' });
    b.world.now = a.world.now + 5000;
    await b.meet();
    expect(await b.settings()).toMatchObject({ retentionDays: 90, sensitivity: 'more' });
    expect((await b.ask('sync-status', {})).sync.conflicts).toEqual([]);
    // All agree: another meeting writes nothing more.
    const { calls } = shared;
    await a.meet();
    await b.meet();
    await a.meet();
    expect(shared.calls).toBe(calls);
  });

  test('a change is shared although the worker died before it was sent', async () => {
    const { shared, a, b } = await twoDevices();
    a.world.now = b.world.now + 5000;
    // the last who wrote
    await a.change({ country: 'IE' });
    a.world.now += 5000;
    shared.hold = true;
    const { calls } = shared;
    const { revision } = await a.ask('family-settings', {});
    await a.ask('change-settings', { token: a.token, revision, change: { retentionDays: 7 } });
    await vi.waitFor(() => expect(shared.calls).toBe(calls + 1));
    shared.hold = false;
    const next = startWorker(a.world, { shared: shared.area });
    a.world.now += 5000;
    await next.study.beat(false);
    b.world.now = a.world.now + 5000;
    await b.meet();
    expect(await b.settings()).toMatchObject({ retentionDays: 7 });
  });

  test('what was read once is not read again, and is still told', async () => {
    const { a, b } = await twoDevices();
    a.world.now = b.world.now + 5000;
    await a.change({ retentionDays: 7 });
    b.world.now = a.world.now + 5000;
    await b.meet();
    const { received } = (await b.ask('sync-status', {})).sync;
    expect(received).toBe(b.world.now);
    b.world.now += 60_000;
    await b.life.study.beat(false);
    expect((await b.ask('sync-status', {})).sync.received).toBe(received);
  });

  test('a device whose clock is ahead does not win for ever', async () => {
    const shared = sharedStorage();
    const [a, b] = [await device(shared), await device(shared)];
    b.world.now += 400 * 86_400_000;
    await setUpAgain(b);
    await a.sync(WORDS);
    a.world.now += 10_000;
    expect(await a.settings()).toMatchObject({ country: 'FR' });
    await a.change({ country: 'DE' });
    expect(await a.settings()).toMatchObject({ country: 'DE' });
    await a.meet();
    expect(await a.settings()).toMatchObject({ country: 'DE' });
    async function setUpAgain(late: typeof b) {
      await late.ask('reset-lock', { sure: true });
      const door = await setUp(late.life, { country: 'FR' });
      await late.ask('set-sync', { token: door.token, passphrase: WORDS });
    }
  });

  test('more than the browser shares is said and breaks nothing', async () => {
    const shared = sharedStorage();
    const a = await device(shared);
    const trusted = Array.from({ length: 500 }, (_, index) => ({ site: 'demo', name: `${index} ${'x'.repeat(190)}` }));
    await a.change({ trusted });
    await a.sync(WORDS);
    expect((await a.ask('sync-status', {})).sync.trouble).toBe('full');
    await a.change({ trusted: [] });
    expect((await a.ask('sync-status', {})).sync).toMatchObject({ on: true, trouble: 'none' });
  });

  test('many changes within a minute are written once a second at most, and the last one arrives', async () => {
    const shared = sharedStorage();
    const [a, b] = [await device(shared), await device(shared)];
    await a.sync(WORDS);
    const before = shared.calls;
    for (let index = 0; index < 240; index++) {
      a.world.now += 250;
      const { revision } = await a.ask('family-settings', {});
      const retentionDays = index % 2 === 0 ? 7 : 90;
      await a.ask('change-settings', { token: a.token, revision, change: { retentionDays } });
      await a.ask('sync-status', {});
    }
    // The browser takes 120 writes a minute.
    expect(shared.calls - before).toBeGreaterThan(0);
    expect(shared.calls - before).toBeLessThanOrEqual(60);
    a.world.now += 2000;
    await a.life.study.beat(false);
    b.world.now = a.world.now + 1000;
    await b.sync(WORDS);
    expect(await b.settings()).toMatchObject({ retentionDays: 90 });
  });

  test('of a later version or nonsense: left as it is', async () => {
    const shared = sharedStorage();
    shared.items.set('family', { version: 2 });
    const a = await device(shared);
    expect(await a.sync(WORDS)).toMatchObject({ sync: { on: false, trouble: 'unreadable' } });
    expect(shared.items.get('family')).toEqual({ version: 2 });
  });

  test('turned off, nothing stays there; a locked page turns nothing on', async () => {
    const shared = sharedStorage();
    const a = await device(shared);
    await a.sync(WORDS);
    expect(shared.items.size).toBeGreaterThan(1);
    // As a migration leaves it: the key to what was shared must not stay in it.
    await plant(a.world, 'quarantine', `before/${a.world.now}/keys/sync`, { store: 'keys', touched: a.world.now });
    expect(await a.sync(null)).toMatchObject({ sync: { on: false } });
    expect(shared.items.size).toBe(0);
    expect((await storedIn(a.world)).quarantine).toEqual([]);
    expect(await a.ask('set-sync', { token: 'x', passphrase: WORDS })).toEqual({ outcome: 'locked' });
  });
});
