import { describe, expect, test } from 'vitest';
import { createWorld, type Life, PAGE, responseOf, rung, startWorker } from './fake-browser.ts';
import { message } from './fake-engine.ts';
import { observe } from './observed.ts';
import { plant, storedIn } from './stored.ts';

async function look(life: Life) {
  return responseOf(await life.ask('alerts', { limit: 100, tab: null }, PAGE));
}

describe('items that fail their schema', () => {
  test('a conversation is set aside, and its thread is read on', async () => {
    const world = createWorld();
    await observe(startWorker(world), [message('1', 'hello')]);
    const [good] = (await storedIn(world)).conversations;
    const bad = { ...good, engine: { version: 7 } };
    await plant(world, 'conversations', good?.id ?? '', bad);
    expect(await observe(startWorker(world), [message('2', 'warning secrecy')])).toMatchObject({ level: 'warning' });
    const stored = await storedIn(world);
    expect(stored.conversations).toMatchObject([{ id: good?.id, messages: 1 }]);
    expect(stored.quarantine).toMatchObject([{ store: 'conversations', key: good?.id, value: bad }]);
  });

  test('an alert is set aside and the others are shown', async () => {
    const world = createWorld();
    await observe(startWorker(world), [message('1', 'warning secrecy')]);
    await plant(world, 'alerts', 'bad', { updated: 1, unseen: 1, level: 'loud' });
    const life = startWorker(world);
    expect((await look(life)).alerts).toMatchObject([{ level: 'warning' }]);
    await rung(life);
    expect(world.badge.text).toBe('1');
    expect((await storedIn(world)).quarantine).toMatchObject([{ store: 'alerts', key: 'bad' }]);
  });

  test('settings are set aside and the defaults hold', async () => {
    const world = createWorld();
    await startWorker(world).settled();
    await plant(world, 'settings', 'settings', { country: 'nowhere' });
    const life = startWorker(world);
    expect(responseOf(await life.ask('get-settings', {}, PAGE)).settings.country).toBe('GB');
    expect((await storedIn(world)).quarantine).toHaveLength(1);
  });

  test('what the session held and nobody can read is dropped', async () => {
    const world = createWorld();
    world.session.set('held:alerts/x', { store: 'alerts' });
    world.session.set('recent:x', 'nonsense');
    world.session.set('tab:1', 3);
    const life = startWorker(world);
    expect(await look(life)).toEqual({ alerts: [], elsewhere: [], state: 'ok' });
    expect(responseOf(await life.ask('page-status', { tab: 1 }, PAGE))).toEqual({ health: null, on: true });
  });
});
