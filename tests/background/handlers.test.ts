import { describe, expect, test } from 'vitest';
import { createRouter, type Handlers } from '../../src/background/router.ts';
import type { Kind } from '../../src/protocol/messages.ts';
import { SCHEMAS } from '../../src/protocol/schemas.ts';
import { SENDERS } from '../../src/protocol/senders.ts';
import { createWorld, PAGE, responseOf, startWorker, tab } from './fake-browser.ts';
import { batch, message } from './fake-engine.ts';
import { changeSettings } from './family/family.ts';

const HEALTH = { site: 'demo', state: 'partly', missing: ['direction'] } as const;

describe('who may ask what', () => {
  const kinds = Object.keys(SENDERS).map((kind) => kind as Kind);
  test.each(kinds)('%s: refused to whom it is not meant for, before the body is looked at', async (kind) => {
    const life = startWorker(createWorld());
    const wrong = SENDERS[kind].includes('page') ? tab(1) : PAGE;
    expect(await life.raw({ kind, body: 'nonsense' }, wrong)).toEqual({ ok: false, error: `${kind}: not allowed` });
  });

  test('another extension and a web page are refused whatever they ask', async () => {
    const life = startWorker(createWorld());
    for (const kind of kinds) {
      const refused = { ok: false, error: 'not allowed' };
      expect(await life.raw({ kind, body: {} }, { ...PAGE, id: 'other' })).toEqual(refused);
      expect(await life.raw({ kind, body: {} }, { url: 'https://chat.example/' })).toEqual(refused);
    }
  });

  test('a broken request is answered with what is wrong', async () => {
    const life = startWorker(createWorld());
    expect(await life.raw({ kind: 'alerts', body: { limit: 5000 } }, PAGE)).toEqual({
      ok: false,
      error: 'alerts: limit: too large, at most 1000',
    });
    expect(await life.raw('nonsense', PAGE)).toEqual({ ok: false, error: 'unknown kind of message' });
  });

  test('a handler that fails tells a page, without its words, and gives a content script no answer', async () => {
    const failing = () => Promise.reject(new TypeError('read "my secret"'));
    const handlers = Object.fromEntries(Object.keys(SCHEMAS).map((kind) => [kind, failing])) as unknown as Handlers;
    const receive = createRouter(handlers, { id: PAGE.id ?? '', base: new URL('/', PAGE.url).href });
    expect(await receive({ kind: 'stored', body: {} }, PAGE)).toEqual({
      ok: false,
      error: 'stored: failed (TypeError)',
    });
    expect(await receive({ kind: 'observe', body: { batch: batch([]) } }, tab(1))).toBeUndefined();
  });
});

describe('health of a tab', () => {
  test('the last one that the page told, until the tab is closed, over the end of the worker', async () => {
    const world = createWorld();
    let life = startWorker(world);
    await life.ask('hello', { site: 'demo', starts: true }, tab(7));
    await life.ask('health', { health: { ...HEALTH, state: 'idle', missing: [] } }, tab(7));
    await life.ask('health', { health: HEALTH }, tab(7));
    life.kill();
    life = startWorker(world);
    expect(responseOf(await life.ask('page-status', { tab: 7 }, PAGE))).toEqual({ health: HEALTH, on: true });
    expect(responseOf(await life.ask('page-status', { tab: 8 }, PAGE))).toEqual({ health: null, on: true });
    await life.study.tabGone(7);
    expect(responseOf(await life.ask('page-status', { tab: 7 }, PAGE))).toEqual({ health: null, on: true });
  });

  test('a new page begins without the health of the old one', async () => {
    const life = startWorker(createWorld());
    await life.ask('health', { health: HEALTH }, tab(7));
    await life.ask('hello', { site: 'demo', starts: true }, tab(7));
    expect(responseOf(await life.ask('page-status', { tab: 7 }, PAGE)).health).toBeNull();
  });

  test('a page that comes to the front again keeps its health until it tells it anew', async () => {
    const life = startWorker(createWorld());
    await life.ask('health', { health: HEALTH }, tab(7));
    await life.ask('hello', { site: 'demo', starts: false }, tab(7));
    expect(responseOf(await life.ask('page-status', { tab: 7 }, PAGE)).health).toEqual(HEALTH);
  });

  test('a site that is switched off says so', async () => {
    const life = startWorker(createWorld());
    await life.ask('health', { health: HEALTH }, tab(7));
    await changeSettings(life, { sitesOff: ['demo'] });
    expect(responseOf(await life.ask('page-status', { tab: 7 }, PAGE))).toEqual({ health: null, on: false });
  });
});

describe('what is stored', () => {
  test('settings are kept, each site once', async () => {
    const world = createWorld();
    const settings = { country: 'IE', ageGroup: 'under-13', sitesOff: ['b', 'a', 'b'] } as const;
    await changeSettings(startWorker(world), settings);
    const answer = responseOf(await startWorker(world).ask('get-settings', {}, PAGE));
    expect(answer.settings).toEqual({ ...settings, sitesOff: ['a', 'b'] });
    expect(answer.sites).toEqual([{ id: 'demo', name: 'Demo', hosts: [] }]);
  });

  test('counts what there is, and nothing after everything was erased', async () => {
    const world = createWorld();
    const life = startWorker(world, { size: async () => 4096 });
    await life.ask('observe', { batch: batch([message('1', 'warning secrecy')]) }, tab(1));
    await life.ask('observe', { batch: batch([message('1', 'hello')], { thread: 'two' }) }, tab(1));
    await changeSettings(life, { country: 'IE' });
    const counts = { conversations: 2, alerts: 1, settings: 1, bytes: 4096, state: 'ok' };
    expect(responseOf(await life.ask('stored', {}, PAGE)).stored).toEqual(counts);
    responseOf(await life.ask('erase-all', {}, PAGE));
    expect(responseOf(await life.ask('stored', {}, PAGE)).stored).toMatchObject({
      conversations: 0,
      alerts: 0,
      settings: 0,
    });
    expect(world.badge.text).toBe('');
    expect([...world.local.keys(), ...world.session.keys()].filter((key) => !key.startsWith('tab:'))).toEqual([]);
  });

  test('a browser that does not tell the size gives null', async () => {
    const life = startWorker(createWorld(), { size: () => Promise.reject(new Error('no')) });
    expect(responseOf(await life.ask('stored', {}, PAGE)).stored.bytes).toBeNull();
  });

  test('alerts come newest first, as many as asked for', async () => {
    const world = createWorld();
    const life = startWorker(world);
    for (const thread of ['one', 'two', 'three']) {
      world.now += 1000;
      await life.ask(
        'observe',
        { batch: batch([message('1', 'warning flattery')], { thread, title: thread }) },
        tab(1),
      );
    }
    const { alerts } = responseOf(await life.ask('alerts', { limit: 2, tab: null }, PAGE));
    expect(alerts.map(({ title }) => title)).toEqual(['three', 'two']);
  });

  test('an answer about an alert that is gone is no error', async () => {
    const life = startWorker(createWorld());
    for (const kind of ['shown', 'dismissed'] as const)
      expect(await life.ask(kind, { alert: 'gone', level: 'urgent' }, tab(1))).toEqual({
        ok: true,
        value: { ok: true },
      });
    expect(await life.ask('mark-seen', { alerts: ['gone', 'gone'] }, PAGE)).toEqual({ ok: true, value: { ok: true } });
  });
});

test('ten thousand rows at once are counted once each, while another tab is answered in its turn', async () => {
  const world = createWorld();
  const life = startWorker(world);
  const flood = Array.from({ length: 50 }, (_, at) =>
    life.ask(
      'observe',
      { batch: batch(Array.from({ length: 200 }, (_, row) => message(`k${at * 200 + row}`, 'hello there'))) },
      tab(1),
    ),
  );
  const other = life.ask('observe', { batch: batch([message('1', 'urgent threat-harm')], { thread: 'two' }) }, tab(2));
  for (const reply of await Promise.all(flood)) responseOf(reply);
  expect(responseOf(await other).warning?.level).toBe('urgent');
  expect(responseOf(await life.ask('stored', {}, PAGE)).stored.conversations).toBe(2);
});
