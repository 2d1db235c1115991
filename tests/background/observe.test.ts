import { describe, expect, test } from 'vitest';
import { createWorld, responseOf, rung, startWorker, tab } from './fake-browser.ts';
import { batch, message } from './fake-engine.ts';
import { changeSettings } from './family/family.ts';
import { alertsOf, observe } from './observed.ts';
import { storedIn } from './stored.ts';

const old = { history: true } as const;

describe('counting', () => {
  test('a message that raises an alert is answered with its warning, counted on the badge and notified', async () => {
    const world = createWorld();
    const life = startWorker(world);
    const warning = await observe(life, [message('1', 'hello'), message('2', 'warning credential-request')]);
    expect(warning).toMatchObject({ level: 'warning', signals: ['credential-request'] });
    expect(warning?.title).toMatch(/password/i);
    expect(warning?.todo).toHaveLength(3);
    expect(await alertsOf(life)).toMatchObject([{ site: 'demo', title: 'Someone', level: 'warning', seen: false }]);
    await rung(life);
    expect(world.badge.text).toBe('1');
    expect([...world.notifications.values()]).toEqual([
      { title: 'notify_warning_title', message: 'notify_warning_text' },
    ]);
  });

  test('a batch that comes again is counted once', async () => {
    const world = createWorld();
    const life = startWorker(world);
    for (let again = 0; again < 3; again++) await observe(life, [message('1', 'a'), message('2', 'b')]);
    expect((await storedIn(world)).conversations).toMatchObject([{ messages: 2, edits: 0, version: 1 }]);
  });

  test('an edited message is read again and counted as an edit', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await observe(life, [message('1', 'hello')]);
    const warning = await observe(life, [message('1', 'warning secrecy')]);
    expect(warning?.level).toBe('warning');
    expect((await storedIn(world)).conversations).toMatchObject([{ messages: 1, edits: 1 }]);
  });

  test('neither a late copy of the old text nor the edit that comes again is read twice', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await observe(life, [message('1', 'first text')]);
    await observe(life, [message('1', 'edited text')]);
    await observe(life, [message('1', 'first text'), message('1', 'edited text')]);
    expect((await storedIn(world)).conversations).toMatchObject([
      { messages: 1, edits: 1, engine: { concern: [2, expect.anything()] } },
    ]);
  });

  test('an edit within one batch and an edit of history count in the same way', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await observe(life, [message('1', 'a', old), message('1', 'b', old), message('2', 'c', old)]);
    expect((await storedIn(world)).conversations).toMatchObject([{ messages: 2, edits: 1 }]);
  });

  test('threads, sites and origins are kept apart', async () => {
    const world = createWorld();
    const life = startWorker(world);
    const one = batch([message('1', 'a')]);
    for (const [body, from] of [
      [one, tab(1)],
      [{ ...one, thread: 'two' }, tab(1)],
      [{ ...one, site: 'other' }, tab(1)],
      [one, tab(1, 'https://other.example/room')],
      [one, tab(2, 'https://chat.example/elsewhere')],
    ] as const)
      responseOf(await life.ask('observe', { batch: body }, from));
    expect((await storedIn(world)).conversations.map(({ messages }) => messages)).toEqual([1, 1, 1, 1]);
  });

  test('a sentence that is split over two messages is read joined, also when the worker ended between them', async () => {
    const world = createWorld();
    expect(await observe(startWorker(world), [message('1', 'first')])).toBeNull();
    expect(await observe(startWorker(world), [message('2', 'second')])).toMatchObject({ level: 'urgent' });
  });

  test('no text of a chat and no name is written to disk, but the title of an alert', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await observe(life, [message('first-row', 'quiet lantern', { author: 'juniper' })], {
      title: 'Juniper',
      thread: 'juniper',
    });
    expect(JSON.stringify(await storedIn(world)) + JSON.stringify([...world.local])).not.toMatch(
      /lantern|juniper|first-row/i,
    );
    await observe(life, [message('second-row', 'warning lantern', { author: 'juniper' })], {
      title: 'Juniper',
      thread: 'juniper',
    });
    const stored = await storedIn(world);
    expect(JSON.stringify(stored)).not.toMatch(/lantern|juniper\b|second-row/);
    expect(stored.alerts).toMatchObject([{ title: 'Juniper' }]);
  });

  test('a text that the engine chokes on is acknowledged, and the rest of the batch is read', async () => {
    const world = createWorld();
    const life = startWorker(world);
    const warning = await observe(life, [message('1', 'choke'), message('2', 'urgent threat-harm')]);
    expect(warning?.level).toBe('urgent');
    expect((await storedIn(world)).conversations).toMatchObject([{ messages: 2 }]);
  });

  test('a stamp in the future dates no evidence ahead', async () => {
    const world = createWorld();
    await observe(startWorker(world), [message('1', 'warning secrecy', { time: world.now + 9e9 })]);
    expect((await storedIn(world)).alerts).toMatchObject([{ reasons: [{ time: world.now }] }]);
  });

  test('a megabyte of history that is opened again and again is counted once', async () => {
    const world = createWorld();
    const life = startWorker(world);
    const rows = Array.from({ length: 2500 }, (_, at) =>
      message(`k${at}`, `text ${at}`, { ...old, time: world.now - 9_000_000 + at * 1000 }),
    );
    for (let opening = 0; opening < 3; opening++)
      for (let at = 0; at < rows.length; at += 200) await observe(life, rows.slice(at, at + 200));
    expect((await storedIn(world)).conversations).toMatchObject([{ messages: 2500 }]);
  });

  test('a site that is switched off is acknowledged and not read', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await changeSettings(life, { sitesOff: ['demo'] });
    expect(await life.ask('hello', { site: 'demo', starts: true }, tab(1))).toEqual({ ok: true, value: { on: false } });
    expect(await observe(life, [message('1', 'urgent threat-harm')])).toBeNull();
    expect((await storedIn(world)).conversations).toEqual([]);
  });
});
