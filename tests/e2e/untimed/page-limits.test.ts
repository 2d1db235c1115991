/** What no page may do: hang under the extension, find out that it is there, speak to it, or hide a chat from it. */
import { describe, expect, test } from 'vitest';
import { until } from '../../../src/dev/browsers/browser.ts';
import { Extension } from '../../../src/dev/browsers/extension.ts';
import { TARGETS } from '../../../src/dev/build.ts';
import { chatStage, TALK } from '../chat-stage.ts';
import { LINES } from '../stage.ts';

describe.each(TARGETS)('pages in %s', (target) => {
  const chat = chatStage(target);
  const warned = (every = 50) => chat.warned({ within: 60_000, every });

  test('of a million elements are read all the same', async () => {
    await chat.open({
      css: '#much { display: none }',
      script: `addEventListener('load', () => {
        const much = document.body.appendChild(document.createElement('div')); much.id = 'much';
        for (let block = 0; block < 1000; block++) {
          const part = much.appendChild(document.createElement('div'));
          part.innerHTML = '<i></i>'.repeat(1000);
        }
      });`,
    });
    await until(() => chat.tab.evaluate(() => document.querySelectorAll('#much > div').length === 1000), {
      within: 30_000,
      what: 'the page stands',
    });
    await chat.peerSays(...TALK);
    await chat.peerSays(LINES.credential);
    // each look of the driver walks through the million, and keeps the page from its work
    expect(await warned(3000)).toBe('Someone wants your password');
  }, 120_000);

  test('can neither load a file of the extension nor speak to it nor see its marks', async () => {
    await chat.open();
    await chat.peerSays(...TALK, LINES.credential);
    await warned();
    const found = await chat.tab.evaluate(async (base) => {
      const files = [
        'content/voice.js',
        'content/any.js',
        'content/reader.js',
        'manifest.json',
        'src/popup/popup.html',
      ];
      const loads = (path: string) =>
        new Promise<boolean>((done) => {
          const script = document.head.appendChild(document.createElement('script'));
          script.onload = () => done(true);
          script.onerror = () => done(false);
          script.src = base + path;
        });
      const loaded = await Promise.all(files.map(loads));
      const marks = Object.getOwnPropertySymbols(window).filter((symbol) => /nightlight/.test(String(symbol)));
      const { chrome: api } = window as { chrome?: { runtime?: { sendMessage?: unknown } } };
      const marked = document.querySelector('.msg[data-nightlight], html[data-nightlight]') !== null;
      return {
        loaded: loaded.some(Boolean),
        marks: marks.length,
        speaks: api?.runtime?.sendMessage !== undefined,
        marked,
      };
    }, chat.browser.base);
    expect(found).toEqual({ loaded: false, marks: 0, speaks: false, marked: false });
  });

  // Firefox (153) gives an extension no way to close its storages to its scripts in pages.
  if (target === 'chromium')
    test('find the storages of the extension closed, also in its own scripts', async () => {
      await chat.open();
      await chat.peerSays(...TALK);
      const extension = await Extension.of(chat.browser);
      const found = await extension.inPage(async () => {
        const look = async () => {
          const said: string[] = [];
          for (const area of ['local', 'session', 'sync'] as const)
            said.push(
              await chrome.storage[area]
                .get(null)
                .then(() => 'open')
                .catch(() => 'closed'),
            );
          return said.join(' ');
        };
        const tabs = await chrome.tabs.query({ url: 'http://*/*' });
        const answers = await Promise.all(
          tabs.map(({ id = -1 }) => chrome.scripting.executeScript({ target: { tabId: id }, func: look })),
        );
        return { own: await look(), scripts: answers.flat().map(({ result }) => result ?? 'nothing') };
      });
      expect(found.own).toBe('open open open');
      expect(found.scripts.length).toBeGreaterThan(0);
      expect(new Set(found.scripts)).toEqual(new Set(['closed closed closed']));
    });

  test('that post forged messages to whoever listens raise nothing', async () => {
    await chat.open();
    await chat.peerSays(...TALK);
    const extension = await Extension.of(chat.browser);
    const before = (await extension.alerts()).length;
    await chat.tab.evaluate((text) => {
      const message = { key: 'x', revision: 'x', author: 'bob', direction: 'peer', text, time: null, history: false };
      const batch = {
        site: 'the-lounge',
        thread: 'other',
        title: 'bob',
        group: false,
        stranger: true,
        messages: [message],
      };
      const forged = { kind: 'observe', body: { batch } };
      for (const kind of ['message', 'nightlight', 'observe', 'pagehide', 'visibilitychange']) {
        window.dispatchEvent(new MessageEvent(kind, { data: forged }));
        document.dispatchEvent(new CustomEvent(kind, { detail: forged }));
      }
      window.postMessage(forged, '*');
    }, LINES.hijack);
    await chat.peerSays('and you?');
    await chat.tab.evaluate(() => new Promise<void>((done) => setTimeout(done, 1000)));
    expect((await extension.alerts()).length).toBe(before);
    await extension.close();
  });

  test('draw a chat in closed roots, one in the other, that come late', async () => {
    const script = `const outer = document.body.appendChild(document.createElement('x-app'));
      setTimeout(() => {
        const first = outer.attachShadow({ mode: 'closed' });
        const inner = first.appendChild(document.createElement('x-room'));
        setTimeout(() => {
          const root = inner.attachShadow({ mode: 'closed' });
          root.innerHTML = '<style>.list{height:300px;overflow:auto;display:flex;flex-direction:column}.row{max-width:60%}.right{align-self:flex-end}</style><header><div class="name">sam</div></header><div class="list chat-messages"></div><textarea placeholder="Write"></textarea>';
          window.say = (text, own) => root.querySelector('.list').insertAdjacentHTML('beforeend', '<div class="row ' + (own ? 'right' : '') + '"><p dir="auto">' + text + '</p></div>');
          for (let i = 0; i < 3; i++) { say('hello ' + i); say('hi back ' + i, true); }
        }, 300);
      }, 300);`;
    await chat.open({ body: '', script });
    await until(() => chat.tab.evaluate(() => 'say' in window), { what: 'the chat stands' });
    // Roots that come late tell nobody: they are found within a few seconds.
    await chat.tab.evaluate(() => new Promise<void>((done) => setTimeout(done, 4000)));
    await chat.tab.evaluate((line) => (window as unknown as { say(text: string): void }).say(line), LINES.credential);
    const standing = () => chat.tab.evaluate(() => document.documentElement.lastElementChild !== document.body);
    await until(standing, { within: 15_000, what: 'a warning stands on the page' });
  }, 60_000);
});
