// @vitest-environment happy-dom
import { readdirSync } from 'node:fs';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { begin } from '../../src/content/begin.ts';
import { announce, running } from '../../src/content/running.ts';
import { scout } from '../../src/content/scout.ts';
import { sites } from '../../src/sites/index.ts';
import { fixture, openPage } from './page.ts';

const MARKS = ['#mastodon', '#viewport #chat-container .chat-view'];
const ARTICLE =
  '<html><body><article><p>an article</p></article><input type="search"><form><input name="q"><input type="email"></form></body></html>';

let asked: string[];
let dead: boolean;
let runtime: { id: string | undefined; sendMessage: (envelope: { kind: string }) => Promise<unknown> };
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
/** The same while the page gets elements without end. */
async function grow(ms: number): Promise<void> {
  for (let at = 0; at < ms; at += 500) {
    document.body.append(document.createElement('p'));
    await pass(500);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  dead = false;
  runtime = {
    id: 'extension',
    sendMessage: async ({ kind }) => {
      if (dead) throw new Error('Could not establish connection. Receiving end does not exist.');
      asked.push(kind);
      return { ok: true, value: { ok: true } };
    },
  };
  vi.stubGlobal('chrome', { runtime, i18n: { getMessage: () => '' } });
  onTestFinished(() => {
    running()?.end();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  openPage(ARTICLE);
});

describe('a page that nobody knows', () => {
  it('and on which nobody can write says nothing to the background', async () => {
    scout(document, MARKS);
    await pass(20_000);
    expect(asked).toEqual([]);
  });

  it('is told of as one that is looked at', () => {
    scout(document, MARKS);
    expect(running()?.readings()).toMatchObject([{ adapter: { id: 'generic' }, threads: [], health: null }]);
  });

  it('gets its reader at once where a box to write in stands', async () => {
    openPage(fixture('generic', 'bubbles.html'));
    scout(document, MARKS);
    await pass(0);
    expect(asked).toEqual(['reader']);
  });

  it('and that is read already is asked about anew when its script is started once more', () => {
    const again = vi.fn();
    const reading = new AbortController();
    onTestFinished(() => reading.abort());
    announce({ readings: () => [], end: () => {}, again }, reading.signal);
    scout(document, MARKS);
    expect(again).toHaveBeenCalledOnce();
  });

  it('gets it once, within a quarter of a second of a box that came late', async () => {
    scout(document, MARKS);
    await pass(5000);
    document.body.append(document.createElement('textarea'));
    await pass(250);
    expect(asked).toEqual(['reader']);
    document.body.append(document.createElement('textarea'));
    await pass(20_000);
    expect(asked).toEqual(['reader']);
  });

  it('is asked for closed roots where an app is likely to stand, and elsewhere when somebody writes there', async () => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<div id="app"></div><section><div></div></section><p></p><x-y></x-y>',
    );
    const inner = document.querySelector('section div') as Element;
    const root = inner.attachShadow({ mode: 'closed' });
    root.append(document.createElement('textarea'));
    const openOrClosedShadowRoot = vi.fn((of: Element) => (of === inner ? root : null));
    vi.stubGlobal('chrome', { runtime, dom: { openOrClosedShadowRoot } });
    scout(document, MARKS);
    await pass(30_000);
    expect([...new Set(openOrClosedShadowRoot.mock.calls.map(([of]) => of.localName))].sort()).toEqual([
      'div',
      'p',
      'x-y',
    ]);
    expect(openOrClosedShadowRoot).not.toHaveBeenCalledWith(inner);
    expect(asked).toEqual([]);
    const writing = new Event('focusin', { bubbles: true });
    Object.defineProperty(writing, 'isTrusted', { value: true });
    inner.dispatchEvent(writing);
    await pass(8000);
    expect(asked).toEqual(['reader']);
  });

  it.each(['before', 'after'])('gets it for a box in an open root anywhere, attached %s it waits', async (when) => {
    document.body.insertAdjacentHTML('beforeend', '<section><div></div></section>');
    const attach = () =>
      document.querySelector('section div')?.attachShadow({ mode: 'open' }).append(document.createElement('textarea'));
    if (when === 'before') attach();
    scout(document, MARKS);
    await pass(100);
    if (when === 'after') attach();
    await pass(1000);
    expect(asked).toEqual(['reader']);
  });

  it('gets it for a box in an open root that was attached ten seconds late, with no event to tell', async () => {
    document.body.insertAdjacentHTML('beforeend', '<section><div></div></section>');
    scout(document, MARKS);
    await pass(10_000);
    document.querySelector('section div')?.attachShadow({ mode: 'open' }).append(document.createElement('textarea'));
    await pass(13_000);
    expect(asked).toEqual(['reader']);
  });

  it('gets it for a box in an open root among more elements than are looked at one by one', async () => {
    scout(document, MARKS);
    await pass(60_000);
    const section = document.createElement('section');
    section.append(document.createElement('div'));
    section.firstElementChild?.attachShadow({ mode: 'open' }).append(document.createElement('textarea'));
    const words = Array.from({ length: 2100 }, () => document.createElement('p'));
    for (const word of words) word.textContent = 'word';
    document.body.append(...words, section);
    await pass(3000);
    expect(asked).toEqual(['reader']);
  });

  it('gets it within a quarter of a second of a box, however long only its texts changed', async () => {
    const clock = document.body.appendChild(document.createElement('p'));
    scout(document, MARKS);
    for (let tick = 0; tick < 600; tick++) {
      clock.textContent = String(tick);
      await pass(200);
    }
    clock.append(document.createElement('textarea'));
    await pass(250);
    expect(asked).toEqual(['reader']);
  });

  it('gets it within eight seconds on a page that gets elements without end', async () => {
    scout(document, MARKS);
    await grow(60_000);
    document.body.append(document.createElement('textarea'));
    await grow(8000);
    expect(asked).toEqual(['reader']);
  });

  it('gets it at once again when such a page has come to rest', async () => {
    scout(document, MARKS);
    await grow(60_000);
    await pass(16_000);
    document.body.append(document.createElement('textarea'));
    await pass(250);
    expect(asked).toEqual(['reader']);
  });

  it('gets it for a box in a closed root', async () => {
    const host = document.body.appendChild(document.createElement('div'));
    const root = host.attachShadow({ mode: 'closed' });
    const openOrClosedShadowRoot = (of: Element) => (of === host ? root : null);
    vi.stubGlobal('chrome', { runtime, dom: { openOrClosedShadowRoot } });
    scout(document, MARKS);
    await pass(0);
    expect(asked).toEqual([]);
    root.append(document.createElement('textarea'));
    await pass(250);
    expect(asked).toEqual(['reader']);
  });

  it('gets it for a box in a shadow root that is attached late', async () => {
    const host = document.body.appendChild(document.createElement('x-chat'));
    scout(document, MARKS);
    await pass(100);
    host.attachShadow({ mode: 'open' }).append(document.createElement('textarea'));
    await pass(1000);
    expect(asked).toEqual(['reader']);
  });

  it('gets it for a known app on which nobody can write', async () => {
    scout(document, MARKS);
    await pass(100);
    openPage(fixture('the-lounge', 'query.html').replaceAll(/<textarea[\s\S]*?<\/textarea>/g, ''));
    await pass(1000);
    expect(asked).toEqual(['reader']);
  });

  it('asks again when the background does not answer', async () => {
    dead = true;
    openPage(fixture('generic', 'bubbles.html'));
    scout(document, MARKS);
    await pass(500);
    dead = false;
    await pass(1000);
    expect(asked).toEqual(['reader']);
  });

  it('asks again when an answer never comes', async () => {
    const { sendMessage } = runtime;
    runtime.sendMessage = () => new Promise(() => {});
    openPage(fixture('generic', 'bubbles.html'));
    scout(document, MARKS);
    await pass(500);
    runtime.sendMessage = sendMessage;
    await pass(3000);
    expect(asked).toEqual(['reader']);
  });

  it('is left when the extension is gone', async () => {
    runtime.id = undefined;
    openPage(fixture('generic', 'bubbles.html'));
    scout(document, MARKS);
    await pass(0);
    expect(running()).toBeUndefined();
  });

  it('is waited on once, anew when its origin is granted again', async () => {
    scout(document, MARKS);
    const first = running();
    scout(document, MARKS);
    expect(running()).not.toBe(first);
    await pass(5000);
    document.body.append(document.createElement('textarea'));
    await pass(250);
    expect(asked).toEqual(['reader']);
  });

  it('gives way to what reads it', () => {
    scout(document, MARKS);
    const waiting = running();
    begin([], null);
    expect(running()).not.toBe(waiting);
    expect(running()?.readings()).toEqual([]);
    const reading = running();
    scout(document, MARKS);
    begin([], null);
    expect(running()).toBe(reading);
  });
});

describe('what waits for', () => {
  it.each(sites.map((site) => [site.id, site] as const))('%s knows it by its mark', (id, site) => {
    const files = readdirSync(`${import.meta.dirname}/../fixtures/sites/${id}`).filter((file) => /html$/.test(file));
    const known = files.map((file) => {
      openPage(fixture(id, file));
      return [site.fits(document), document.querySelector(site.mark ?? 'x-none') !== null];
    });
    expect(known.length).toBeGreaterThan(0);
    for (const [fits, marked] of known) expect(marked).toBe(fits);
    if (site.selfHosted) expect(known.some(([fits]) => fits)).toBe(true);
  });
});
