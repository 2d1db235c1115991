// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { begin } from '../../src/content/begin.ts';
import { run } from '../../src/content/run.ts';
import { meeting } from '../../src/content/seam.ts';
import { seek } from '../../src/content/seek.ts';
import type { Envelope } from '../../src/protocol/messages.ts';
import type { Adapter } from '../../src/sites/adapter.ts';
import { generic } from '../../src/sites/generic.ts';
import { sites } from '../../src/sites/index.ts';
import { fixture, openPage } from './page.ts';

/** A background that keeps what it is told. */
function background(answers: { on?: boolean; dead?: boolean; over?: boolean } = {}) {
  const heard: Envelope[] = [];
  const state = { on: true, dead: false, over: false, ...answers };
  const runtime: { id: string | undefined; sendMessage: (envelope: Envelope) => Promise<unknown> } = {
    id: 'extension',
    sendMessage: async (envelope) => {
      if (state.dead) throw new Error('Could not establish connection. Receiving end does not exist.');
      heard.push(envelope);
      if (envelope.kind === 'hello') return { ok: true, value: { on: state.on } };
      if (envelope.kind === 'observe')
        return { ok: true, value: { acknowledged: true, warning: null, ...(state.over && { over: true }) } };
      return { ok: true, value: { ok: true } };
    },
  };
  vi.stubGlobal('chrome', { runtime, i18n: { getMessage: () => '' } });
  const kinds = () => heard.map(({ kind }) => kind);
  const texts = () =>
    heard.flatMap((each) => (each.kind === 'observe' ? each.body.batch.messages.map(({ text }) => text) : []));
  return { heard, state, runtime, kinds, texts };
}

// Once: the script asks the prototype for its accessor and keeps it.
let isHidden = false;
Object.defineProperty(Document.prototype, 'hidden', { configurable: true, get: () => isHidden });

let end: () => void;
const ended = vi.fn();
async function start(fallback = generic as typeof generic | null, known: readonly Adapter[] = sites) {
  const controller = new AbortController();
  end = () => controller.abort();
  onTestFinished(end);
  ended.mockImplementation(end);
  run(window, { sites: known, fallback: fallback && { adapter: fallback, seek } }, controller.signal, ended);
  await pass(20);
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
async function show(hidden: boolean) {
  isHidden = hidden;
  document.dispatchEvent(new Event('visibilitychange'));
  await pass(20);
}

beforeEach(() => {
  vi.useFakeTimers();
  ended.mockReset();
  isHidden = false;
  onTestFinished(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  openPage(fixture('the-lounge', 'query.html'));
});

describe('a page of a known site', () => {
  it('says hello, then reads, then tells its health', async () => {
    const { kinds, texts, heard } = background();
    await start();
    await pass(500);
    expect(kinds()[0]).toBe('hello');
    expect(heard[0]).toEqual({ kind: 'hello', body: { site: 'the-lounge' } });
    expect(texts()).toEqual(['psst', 'what?']);
    expect(heard.find(({ kind }) => kind === 'health')).toEqual({
      kind: 'health',
      body: { health: { site: 'the-lounge', state: 'watching', missing: [] } },
    });
  });

  it('that is switched off is not read', async () => {
    const { kinds } = background({ on: false });
    await start();
    await pass(1000);
    expect(kinds()).toEqual(['hello']);
  });

  it('that is switched on, or off, in another tab is asked about when it comes to the front', async () => {
    const { state, texts, kinds } = background({ on: false });
    await start();
    state.on = true;
    await show(true);
    expect(kinds()).toEqual(['hello']);
    await show(false);
    await pass(500);
    expect(texts()).toEqual(['psst', 'what?']);
    state.on = false;
    await show(false);
    const row = document.querySelector('#msg-31')?.cloneNode(true) as Element;
    row.id = 'msg-99';
    document.querySelector('.messages')?.append(row);
    await pass(1000);
    expect(texts()).toEqual(['psst', 'what?']);
  });

  it('is read no more once its permission is withdrawn, and all that stands there once it is given again', async () => {
    const { state, texts } = background();
    await start();
    await pass(500);
    state.on = false;
    state.over = true;
    const say = async (id: string) => {
      const row = document.querySelector('#msg-31')?.cloneNode(true) as Element;
      row.id = id;
      (row.querySelector('.content') as Element).textContent = id;
      document.querySelector('.messages')?.append(row);
      await pass(1000);
    };
    await say('msg-98');
    await say('msg-99');
    expect(texts()).toEqual(['psst', 'what?', 'msg-98']);
    state.on = true;
    state.over = false;
    // Its script is started once more.
    begin(sites);
    await pass(1000);
    expect(texts().slice(3)).toEqual(['psst', 'what?', 'msg-98', 'msg-99']);
  });

  it('tells its health anew when it was asked about: the background may have forgotten', async () => {
    const { kinds } = background();
    await start();
    await pass(1000);
    const before = kinds().filter((kind) => kind === 'health').length;
    await show(false);
    await pass(1000);
    expect(kinds().filter((kind) => kind === 'health').length).toBe(before + 1);
  });

  it('waits for a background that does not answer yet', async () => {
    const { state, texts } = background({ dead: true });
    await start();
    await pass(3000);
    state.dead = false;
    await pass(5000);
    expect(texts()).toEqual(['psst', 'what?']);
  });

  it('asks a background that does not answer ever more rarely, however often the page comes to the front', async () => {
    const { state, runtime } = background({ dead: true });
    const send = vi.spyOn(runtime, 'sendMessage');
    await start();
    for (let front = 0; front < 5; front++) await show(false);
    await pass(120_000);
    send.mockClear();
    await pass(180_000);
    expect(send.mock.calls.length).toBeLessThanOrEqual(3);
    state.dead = false;
    await pass(61_000);
    expect(send).toHaveBeenCalledWith({ kind: 'observe', body: expect.anything() });
  });

  it('asks again when an answer never comes', async () => {
    const { runtime, texts } = background();
    const { sendMessage } = runtime;
    runtime.sendMessage = () => new Promise(() => {});
    await start();
    runtime.sendMessage = sendMessage;
    await pass(4000);
    expect(texts()).toEqual(['psst', 'what?']);
  });

  it('looks for no conversation at each key stroke once the voice is there', async () => {
    const { kinds } = background();
    const composer = vi.fn(() => document.querySelector('#input'));
    const site = { ...sites.find(({ id }) => id === 'the-lounge'), composer } as Adapter;
    await start(null, [site]);
    await pass(1000);
    const write = () => {
      composer.mockClear();
      const event = new Event('input', { bubbles: true, composed: true });
      Object.defineProperty(event, 'isTrusted', { value: true });
      document.querySelector('#input')?.dispatchEvent(event);
    };
    write();
    expect(composer).toHaveBeenCalled();
    expect(kinds()).toContain('voice');
    meeting().start = () => ({ warn: () => {}, heard: () => {}, sent: () => false });
    onTestFinished(() => {
      delete meeting().start;
    });
    write();
    expect(composer).not.toHaveBeenCalled();
  });
});

describe('a page of no known site', () => {
  it('is left alone without a fallback', async () => {
    openPage(fixture('generic', 'bubbles.html'));
    const { kinds } = background();
    await start(null);
    await pass(3000);
    expect(kinds()).toEqual([]);
  });

  it('and no chat says nothing to the background', async () => {
    openPage('<html><body><article><p>an article</p></article><textarea></textarea></body></html>');
    const { kinds } = background();
    await start();
    await pass(20_000);
    expect(kinds()).toEqual([]);
  });

  it('is read by the fallback once a chat stands there', async () => {
    openPage('<html><body></body></html>');
    const { heard } = background();
    await start();
    openPage(fixture('generic', 'bubbles.html'));
    await pass(3000);
    expect(heard[0]).toEqual({ kind: 'hello', body: { site: 'generic' } });
    expect(heard.some(({ kind }) => kind === 'observe')).toBe(true);
  });

  it('and is never at rest is read within half a second of its first lines, if one can write there', async () => {
    openPage(fixture('generic', 'bubbles.html'));
    const rows = document.querySelector('.messages-container') as Element;
    const lines = [...rows.children];
    rows.replaceChildren();
    const { kinds } = background();
    await start();
    for (let at = 0; at < 60_000; at += 100) {
      document.body.append(document.createElement('p'));
      await pass(100);
    }
    expect(kinds()).toEqual([]);
    rows.append(...lines);
    await pass(500);
    expect(kinds()[0]).toBe('hello');
  });

  it('is left to a known app that draws itself late', async () => {
    openPage('<html><body></body></html>');
    const { heard, texts } = background();
    await start();
    await pass(200);
    openPage(fixture('the-lounge', 'query.html'));
    await pass(3000);
    expect(heard.filter(({ kind }) => kind === 'hello').at(-1)).toEqual({
      kind: 'hello',
      body: { site: 'the-lounge' },
    });
    expect(texts()).toEqual(['psst', 'what?']);
  });
});

describe('the end', () => {
  it('comes quietly when the extension is gone', async () => {
    const { runtime, kinds } = background();
    await start();
    await pass(500);
    runtime.id = undefined;
    const before = kinds().length;
    const row = document.querySelector('#msg-31')?.cloneNode(true) as Element;
    row.id = 'msg-99';
    document.querySelector('.messages')?.append(row);
    await pass(1000);
    expect(ended).toHaveBeenCalled();
    expect(kinds()).toHaveLength(before);
  });

  it('leaves no listener that reads on', async () => {
    const { texts } = background();
    await start();
    await pass(500);
    end();
    const before = texts().length;
    const row = document.querySelector('#msg-31')?.cloneNode(true) as Element;
    row.id = 'msg-99';
    document.querySelector('.messages')?.append(row);
    await show(false);
    await pass(2000);
    expect(texts()).toHaveLength(before);
  });
});
