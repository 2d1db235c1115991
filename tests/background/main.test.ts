import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Reply } from '../../src/protocol/messages.ts';
import type { Sender } from '../../src/protocol/senders.ts';
import { batch, message } from './fake-engine.ts';
import 'fake-indexeddb/auto';

type Listener = (...args: never[]) => unknown;

/** A browser in the shape of the polyfill's, with its listeners in the open. */
function fakePolyfill() {
  const listeners = new Map<string, Listener>();
  const installed: Listener[] = [];
  const event = (name: string) => ({
    addListener: (listener: Listener) => {
      listeners.set(name, listener);
      if (name === 'installed') installed.push(listener);
    },
  });
  const area = () => {
    const items: Record<string, unknown> = {};
    return {
      get: async (keys: string | null) => (keys === null ? { ...items } : keys in items ? { [keys]: items[keys] } : {}),
      set: async (values: object) => void Object.assign(items, values),
      remove: async (keys: string | string[]) => {
        for (const key of [keys].flat()) delete items[key];
      },
    };
  };
  const setAccessLevel = vi.fn(async () => {});
  const created = vi.fn(async () => 'id');
  const opened = vi.fn(async () => ({}));
  const browser = {
    runtime: {
      id: 'abc',
      getURL: (path: string) => `chrome-extension://abc/${path}`,
      getManifest: () => ({ version: '0.2.0' }),
      onMessage: event('message'),
      onStartup: event('startup'),
      onInstalled: event('installed'),
    },
    i18n: { getUILanguage: () => 'en-IE' },
    storage: { session: area(), local: { ...area(), setAccessLevel } },
    action: { setBadgeText: vi.fn(async () => {}), setBadgeBackgroundColor: vi.fn(async () => {}) },
    notifications: { create: created, clear: vi.fn(async () => true), onClicked: event('clicked') },
    permissions: { contains: async () => true, onAdded: event('granted'), onRemoved: event('withdrawn') },
    tabs: { onRemoved: event('removed'), create: opened },
  };
  return { browser, listeners, installed, created, opened, setAccessLevel };
}

let fake: ReturnType<typeof fakePolyfill>;

beforeEach(() => {
  fake = fakePolyfill();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('chrome', { i18n: { getMessage: (key: string) => key } });
  vi.doMock('../../src/platform.ts', () => ({ browser: fake.browser }));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.doUnmock('../../src/platform.ts');
});

/** One start of the worker: every module anew, as in the browser. */
async function start(): Promise<(raw: unknown, sender: Sender) => Promise<Reply<'observe'>>> {
  vi.resetModules();
  fake.listeners.clear();
  fake.installed.length = 0;
  await import('../../src/background/main.ts');
  return fake.listeners.get('message') as never;
}

const TAB: Sender = { id: 'abc', url: 'https://chat.example/', frameId: 0, tab: { id: 1 } };

test('every listener is there as soon as the module has run, whatever the browser has not answered yet', async () => {
  fake.browser.storage.session.get = () => new Promise(() => {});
  await start();
  expect([...fake.listeners.keys()].sort()).toEqual([
    'clicked',
    'granted',
    'installed',
    'message',
    'removed',
    'startup',
    'withdrawn',
  ]);
});

test('each start closes the storages to scripts in pages', async () => {
  await start();
  expect(fake.setAccessLevel).toHaveBeenCalledExactlyOnceWith({ accessLevel: 'TRUSTED_CONTEXTS' });
});

test('with the real rules a plain request for a password is warned of, once over two starts', async () => {
  const said = batch([message('1', 'hey whats ur password? ill give u free skins')], { site: 'the-lounge' });
  const first = await (await start())({ kind: 'observe', body: { batch: said } }, TAB);
  if (!first.ok) throw new Error(first.error);
  expect(first.value.warning).toMatchObject({ level: 'warning' });
  expect(first.value.warning?.signals).toContain('credential-request');
  const second = await (await start())({ kind: 'observe', body: { batch: said } }, TAB);
  if (!second.ok) throw new Error(second.error);
  expect(second.value.warning?.alert).toBe(first.value.warning?.alert);
}, 60_000);

test('a press on our notification opens the popup as a page, on another one nothing', async () => {
  await start();
  const click = fake.listeners.get('clicked') as (id: string) => void;
  click('other');
  expect(fake.opened).not.toHaveBeenCalled();
  click('alert:abc');
  expect(fake.opened).toHaveBeenCalledWith({ url: 'chrome-extension://abc/src/popup/popup.html' });
});

test('a browser that refuses to open, to clear or to remember leaves no rejection that nobody takes', async () => {
  const untaken = vi.fn();
  process.on('unhandledRejection', untaken);
  await start();
  const refuse = async () => Promise.reject(new Error('not now'));
  // No spies: those take the rejections that they look at.
  Object.assign(fake.browser.tabs, { create: refuse });
  Object.assign(fake.browser.notifications, { clear: refuse });
  Object.assign(fake.browser.storage.session, { remove: refuse });
  (fake.listeners.get('clicked') as (id: string) => void)('alert:abc');
  (fake.listeners.get('removed') as (tab: number) => void)(1);
  for (const listener of fake.installed) (listener as (details: object) => void)({ reason: 'install' });
  await new Promise((done) => setTimeout(done, 20));
  process.off('unhandledRejection', untaken);
  expect(untaken).not.toHaveBeenCalled();
});

describe('what the browser tells of an install', () => {
  async function told(details: { readonly reason: string; readonly previousVersion?: string }) {
    const receive = await start();
    for (const listener of fake.installed) (listener as (details: object) => void)(details);
    const page: Sender = { id: 'abc', url: 'chrome-extension://abc/src/options/options.html' };
    const answer = (await receive({ kind: 'journal', body: { before: null, limit: 50 } }, page)) as Reply<'journal'>;
    if (!answer.ok) throw new Error(answer.error);
    return answer.value.entries.filter(({ kind }) => kind === 'update').map(({ facts }) => facts);
  }

  test('a new one opens the set-up, once, and is no update', async () => {
    expect(await told({ reason: 'install' })).toEqual([]);
    expect(fake.opened).toHaveBeenCalledExactlyOnceWith({ url: 'chrome-extension://abc/src/welcome/welcome.html' });
  });

  test('an update opens nothing, and the journal says from which version to which', async () => {
    expect(await told({ reason: 'update', previousVersion: '0.1.0' })).toEqual([{ from: '0.1.0', to: '0.2.0' }]);
    expect(fake.opened).not.toHaveBeenCalled();
  });

  test('an update of the browser is neither', async () => {
    expect(await told({ reason: 'chrome_update' })).toEqual([]);
    expect(fake.opened).not.toHaveBeenCalled();
  });
});
