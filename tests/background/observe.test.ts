import { describe, expect, test } from 'vitest';
import type { AlertSummary, PageWarning } from '../../src/protocol/messages.ts';
import { createWorld, type Life, PAGE, responseOf, rung, startWorker, tab } from './fake-browser.ts';
import { batch, message } from './fake-engine.ts';
import { storedIn } from './stored.ts';

async function observe(life: Life, ...args: Parameters<typeof batch>): Promise<PageWarning | null> {
  return responseOf(await life.ask('observe', { batch: batch(...args) }, tab(1))).warning;
}

async function alertsOf(life: Life): Promise<AlertSummary[]> {
  return responseOf(await life.ask('alerts', { limit: 100, tab: null }, PAGE)).alerts;
}

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
    const settings = { country: 'GB', ageGroup: '13-15', sitesOff: ['demo'] } as const;
    responseOf(await life.ask('set-settings', { settings }, PAGE));
    expect(await life.ask('hello', { site: 'demo' }, tab(1))).toEqual({ ok: true, value: { on: false } });
    expect(await observe(life, [message('1', 'urgent threat-harm')])).toBeNull();
    expect((await storedIn(world)).conversations).toEqual([]);
  });
});

describe('warnings', () => {
  test('a warning whose answer was lost comes with the next answer, until the page has shown it', async () => {
    const life = startWorker(createWorld());
    const first = await observe(life, [message('1', 'warning secrecy')]);
    expect(await observe(life, [message('1', 'warning secrecy')])).toEqual(first);
    expect(await observe(life, [message('2', 'hello')])).toEqual(first);
    await life.ask('shown', { alert: first?.alert ?? '', level: 'warning' }, tab(1));
    expect(await observe(life, [message('3', 'warning secrecy')])).toBeNull();
  });

  test('a worse level is shown again, under the same alert', async () => {
    const world = createWorld();
    const life = startWorker(world);
    const first = await observe(life, [message('1', 'caution flattery')]);
    await life.ask('shown', { alert: first?.alert ?? '', level: 'caution' }, tab(1));
    const second = await observe(life, [message('2', 'urgent threat-exposure')]);
    expect(second).toMatchObject({ alert: first?.alert, level: 'urgent' });
    expect(await alertsOf(life)).toMatchObject([{ level: 'urgent', signals: ['threat-exposure', 'flattery'] }]);
    await rung(life);
    expect(world.badge.text).toBe('1');
  });

  test("I'm fine quietens that matter, not a new signal and never a worse level", async () => {
    const life = startWorker(createWorld());
    const first = await observe(life, [message('1', 'warning secrecy')]);
    const alert = first?.alert ?? '';
    await life.ask('dismissed', { alert, level: 'warning' }, tab(1));
    expect(await observe(life, [message('2', 'secrecy')])).toBeNull();
    expect(await observe(life, [message('3', 'credential-request')])).toMatchObject({ level: 'warning' });
    await life.ask('shown', { alert, level: 'warning' }, tab(1));
    expect(await observe(life, [message('4', 'secrecy')])).toBeNull();
    await life.ask('dismissed', { alert, level: 'warning' }, tab(1));
    expect(await observe(life, [message('5', 'urgent')])).toMatchObject({ level: 'urgent' });
  });

  test("I'm fine to a warning that has grown worse meanwhile does not quieten the worse one", async () => {
    const life = startWorker(createWorld());
    const first = await observe(life, [message('1', 'caution flattery')]);
    await observe(life, [message('2', 'urgent threat-harm')]);
    await life.ask('dismissed', { alert: first?.alert ?? '', level: 'caution' }, tab(1));
    expect(await observe(life, [message('3', 'hello')])).toMatchObject({ level: 'urgent' });
  });

  test('the history of one opening gives one warning: that of its last batch', async () => {
    const life = startWorker(createWorld());
    expect(await observe(life, [message('1', 'caution flattery', old)], { more: true })).toBeNull();
    expect(await observe(life, [message('2', 'warning secrecy', old)], { more: true })).toBeNull();
    expect(await observe(life, [message('3', 'hello', old)])).toMatchObject({ level: 'warning' });
  });

  test('where the page can not tell that more follows, the first one stands, until the next live message', async () => {
    const life = startWorker(createWorld());
    await life.ask('hello', { site: 'demo' }, tab(1));
    const first = await observe(life, [message('1', 'caution flattery', old)]);
    await life.ask('shown', { alert: first?.alert ?? '', level: 'caution' }, tab(1));
    expect(await observe(life, [message('2', 'warning secrecy', old)])).toBeNull();
    expect(await observe(life, [message('3', 'hello')])).toMatchObject({ level: 'warning' });
  });

  test('what history held back comes with the next opening, and urgent is never held back', async () => {
    const life = startWorker(createWorld());
    const first = await observe(life, [message('1', 'caution flattery', old)]);
    await life.ask('shown', { alert: first?.alert ?? '', level: 'caution' }, tab(1));
    expect(await observe(life, [message('2', 'warning secrecy', old)])).toBeNull();
    await life.ask('hello', { site: 'demo' }, tab(1));
    expect(await observe(life, [message('2', 'warning secrecy', old)])).toMatchObject({ level: 'warning' });
    await life.ask('shown', { alert: first?.alert ?? '', level: 'warning' }, tab(1));
    expect(await observe(life, [message('3', 'urgent threat-harm', old)])).toMatchObject({ level: 'urgent' });
  });

  test('advice that is missing costs the words alone', async () => {
    const broken = () => {
      throw new Error('advice/en/secrecy.yaml: is missing');
    };
    const life = startWorker(createWorld(), { loadAdvice: broken });
    expect(await observe(life, [message('1', 'urgent secrecy')])).toMatchObject({
      level: 'urgent',
      title: 'notify_urgent_title',
      why: 'notify_urgent_text',
      todo: [],
    });
  });

  test('an alert that was lost from the store is raised again by new evidence', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await observe(life, [message('1', 'warning secrecy')]);
    world.now += 20 * 86_400_000;
    await observe(life, [message('2', 'hello')]);
    world.now += 11 * 86_400_000;
    await startWorker(world).settled();
    world.now += 2 * 3_600_000;
    await startWorker(world).settled();
    const stored = await storedIn(world);
    expect([stored.alerts.length, stored.conversations.length]).toEqual([0, 1]);
    expect(await observe(startWorker(world), [message('3', 'warning secrecy')])).toMatchObject({ level: 'warning' });
  });
});

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
