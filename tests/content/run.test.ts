// @vitest-environment happy-dom
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { begin } from '../../src/content/begin.ts';
import { meeting } from '../../src/content/seam.ts';
import type { Adapter } from '../../src/sites/adapter.ts';
import { sites } from '../../src/sites/index.ts';
import { fixture, openPage } from './page.ts';
import { background, ended, pass, say, show, start, usePage, write } from './running-page.ts';

usePage();

describe('a page of a known site', () => {
  it('says hello, then reads, then tells its health', async () => {
    const { kinds, texts, heard } = background();
    await start();
    await pass(500);
    expect(kinds()[0]).toBe('hello');
    expect(heard[0]).toEqual({ kind: 'hello', body: { site: 'the-lounge', starts: true } });
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
    say('msg-99');
    await pass(1000);
    expect(texts()).toEqual(['psst', 'what?']);
  });

  it('is read no more once its permission is withdrawn, and all that stands there once it is given again', async () => {
    const { state, texts } = background();
    await start();
    await pass(500);
    state.on = false;
    state.over = true;
    for (const id of ['msg-98', 'msg-99']) {
      say(id);
      await pass(1000);
    }
    expect(texts()).toEqual(['psst', 'what?', 'msg-98']);
    state.on = true;
    state.over = false;
    // Its script is started once more.
    begin(sites);
    await pass(1000);
    expect(texts().slice(3)).toEqual(['psst', 'what?', 'msg-98', 'msg-99']);
  });

  it('tells its health anew when it was asked about: the background may have forgotten', async () => {
    const { kinds, heard } = background();
    await start();
    await pass(1000);
    const before = kinds().filter((kind) => kind === 'health').length;
    await show(false);
    await pass(1000);
    expect(kinds().filter((kind) => kind === 'health').length).toBe(before + 1);
    expect(heard).toContainEqual({ kind: 'hello', body: { site: 'the-lounge', starts: false } });
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
    composer.mockClear();
    write();
    expect(composer).toHaveBeenCalled();
    expect(kinds()).toContain('voice');
    meeting().start = () => ({ warn: () => {}, heard: () => {}, sent: () => false });
    onTestFinished(() => {
      delete meeting().start;
    });
    composer.mockClear();
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
    expect(heard[0]).toEqual({ kind: 'hello', body: { site: 'generic', starts: true } });
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
      body: { site: 'the-lounge', starts: true },
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
    say('msg-99');
    await pass(1000);
    expect(ended).toHaveBeenCalled();
    expect(kinds()).toHaveLength(before);
  });

  it('leaves no listener that reads on', async () => {
    const { texts } = background();
    const end = await start();
    await pass(500);
    end();
    const before = texts().length;
    say('msg-99');
    await show(false);
    await pass(2000);
    expect(texts()).toHaveLength(before);
  });
});
