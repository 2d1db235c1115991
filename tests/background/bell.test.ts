import { describe, expect, test } from 'vitest';
import { createWorld, PAGE, responseOf, rung, startWorker } from './fake-browser.ts';
import { message } from './fake-engine.ts';
import { alertsOf, observe } from './observed.ts';

describe('badge and notifications', () => {
  test('the badge counts conversations that nobody looked at and empties when they are seen', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await observe(life, [message('1', 'warning flattery')]);
    await observe(life, [message('1', 'urgent threat-harm')], { thread: 'two' });
    const alerts = (await alertsOf(life)).map(({ id }) => id);
    await rung(life);
    expect(world.badge.text).toBe('2');
    expect(world.notifications.size).toBe(2);
    expect(responseOf(await life.ask('mark-seen', { alerts }, PAGE))).toEqual({ ok: true });
    expect(world.notifications.size).toBe(0);
    expect(world.badge.text).toBe('');
    expect((await alertsOf(life)).map(({ seen }) => seen)).toEqual([true, true]);
  });

  test('a new browser session shows the badge again', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await observe(life, [message('1', 'warning secrecy')]);
    await rung(life);
    world.badge = { text: '', color: '' };
    world.session.clear();
    await startWorker(world).settled();
    expect(world.badge.text).toBe('1');
  });

  test('caution makes no notification, a higher level one more, the same level none', async () => {
    const world = createWorld();
    const life = startWorker(world);
    const titles: (string | undefined)[] = [];
    for (const [key, text] of [
      ['1', 'caution flattery'],
      ['2', 'warning secrecy'],
      ['3', 'warning secrecy'],
      ['4', 'urgent threat-harm'],
      ['5', 'urgent threat-harm'],
    ] as const) {
      world.notifications.clear();
      await observe(life, [message(key, text)]);
      await rung(life);
      titles.push([...world.notifications.values()][0]?.title);
    }
    expect(titles).toEqual([undefined, 'notify_warning_title', undefined, 'notify_urgent_title', undefined]);
  });

  test('a notification that the worker did not get to make is made at its next start', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await life.settled();
    await observe(life, [message('1', 'warning secrecy')]);
    life.kill();
    expect(world.notifications.size).toBe(0);
    await startWorker(world).settled();
    expect(world.notifications.size).toBe(1);
  });

  test('a browser that refuses notifications is not asked again for the same level', async () => {
    const world = createWorld();
    world.faults.notify = 'refused';
    const life = startWorker(world);
    await observe(life, [message('1', 'warning secrecy')]);
    await rung(life);
    expect(await alertsOf(life)).toHaveLength(1);
    delete world.faults.notify;
    await startWorker(world).settled();
    expect(world.notifications.size).toBe(0);
  });

  test('a desktop whose notifications hang holds up no message', async () => {
    const world = createWorld();
    world.faults.notify = 'hangs';
    const life = startWorker(world);
    expect(await observe(life, [message('1', 'warning secrecy')])).toMatchObject({ level: 'warning' });
    expect(await observe(life, [message('2', 'urgent threat-harm')])).toMatchObject({ level: 'urgent' });
    life.kill();
  });
});
