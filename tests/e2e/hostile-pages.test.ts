/** Pages that flood, change without end, hide in shadow roots or set traps: the extension reads on and the page lives. */
import { describe, expect, test } from 'vitest';
import { until } from '../../src/dev/browsers/browser.ts';
import { TARGETS } from '../../src/dev/build.ts';
import { CHAT_IN_ROOT, chatStage, TALK } from './chat-stage.ts';
import { LINES } from './stage.ts';

/** In the page: notes the longest time in which the page could not act. */
const WATCH_STALLS = `let last = performance.now(); window.stall = 0;
setInterval(() => { const now = performance.now(); window.stall = Math.max(window.stall, now - last); last = now; }, 5);`;

describe.each(TARGETS)('hostile pages in %s', (target) => {
  const chat = chatStage(target);

  test('ten thousand rows at once: all are read, the last one warns, the page stays responsive', async () => {
    await chat.open({
      script: WATCH_STALLS,
      css: '.msg { content-visibility: auto; contain-intrinsic-height: 20px }',
    });
    await chat.peerSays(...TALK);
    const rows = Array.from({ length: 9_999 }, (_, index) => `nothing much here, number ${index}`);
    await chat.peerSays(...rows, LINES.credential);
    await chat.tab.evaluate(() => {
      (window as unknown as { stall: number }).stall = 0;
    });
    await chat.warned({ within: 50_000 });
    const stall = await chat.tab.evaluate(() => (window as unknown as { stall: number }).stall);
    // The bound of 50 ms is measured by the bench on a quiet machine; a page that hangs is told from one that does not.
    expect(stall).toBeLessThan(1000);
  }, 60_000);

  test('a page that changes a thousand times a second is read all the same', async () => {
    const script = `addEventListener('load', () => setInterval(() => {
      for (let i = 0; i < 5; i++) document.querySelector('h1').textContent = Math.random();
      const row = document.querySelector('.msg .content'); if (row) row.textContent = 'tick ' + Math.random();
    }, 5));`;
    await chat.open({ script, extra: '<h1>0</h1>' });
    await chat.peerSays(...TALK);
    await chat.peerSays(LINES.credential);
    expect(await chat.warned()).toBe('Someone wants your password');
  });

  test('properties that named inputs cover, attributes of the prototype, throwing getters', async () => {
    const names = [
      'parentNode',
      'firstChild',
      'nextSibling',
      'nodeType',
      'isConnected',
      'ownerDocument',
      'contains',
      'localName',
      'getAttribute',
      'matches',
      'closest',
      'querySelector',
      'querySelectorAll',
      'children',
      'getRootNode',
      'shadowRoot',
      'getBoundingClientRect',
      'addEventListener',
      'documentElement',
      'body',
      'defaultView',
      'createTreeWalker',
    ];
    const traps = names.map((name) => `<img name="${name}" alt="">`).join('');
    const script = `for (const name of ['textContent', 'innerText', 'parentElement', 'shadowRoot'])
      Object.defineProperty(Element.prototype, name, { get() { throw new Error('no'); }, configurable: true });
      Element.prototype.attachShadow = Element.prototype.showPopover = () => { throw new Error('no'); };
      Node.prototype.appendChild = Element.prototype.append = () => { throw new Error('no'); };
      window.MutationObserver = null; window.chrome = null; window.browser = null;`;
    const inputs = names.map((name) => `<input type="hidden" name="${name}">`).join('');
    await chat.open({ script, extra: `${traps}<form __proto__="x" constructor="y">${inputs}</form>` });
    await chat.peerSays(...TALK);
    await chat.peerSays(LINES.credential);
    expect(await chat.warned()).toBe('Someone wants your password');
  });

  test.each(['open', 'closed'] as const)(
    'a chat of no known site in an %s shadow root that comes late',
    async (mode) => {
      const script = `const host = document.body.appendChild(document.createElement('div'));
      setTimeout(() => {
        const root = host.attachShadow({ mode: '${mode}' });
        ${CHAT_IN_ROOT}
      }, 400);`;
      await chat.open({ body: '', script });
      await until(() => chat.tab.evaluate(() => 'say' in window), { what: 'the chat stands' });
      // A shadow root that comes late tells nobody: it is found within a second.
      await chat.tab.evaluate(() => new Promise<void>((done) => setTimeout(done, 1500)));
      await chat.tab.evaluate((line) => (window as unknown as { say(text: string): void }).say(line), LINES.credential);
      // Looked at from the page: in a closed root the chat itself could be taken for the warning.
      const standing = () => chat.tab.evaluate(() => document.documentElement.lastElementChild !== document.body);
      await until(standing, { within: 10_000, what: 'a warning stands on the page' });
    },
  );

  test('a page that comes back from the back/forward cache, or is loaded anew, is read again', async () => {
    await chat.open();
    await chat.peerSays(...TALK);
    const here = await chat.tab.evaluate(() => location.href);
    await chat.open();
    // The page goes away under the call.
    await chat.tab.evaluate(() => history.back()).catch(() => {});
    const back = async () => {
      const now = await chat.tab
        .evaluate(() => [location.href, document.readyState] as const)
        .catch(() => ['', ''] as const);
      return now[0] === here && now[1] === 'complete';
    };
    await until(back, { what: 'the page is back' });
    await chat.peerSays(...TALK, LINES.credential);
    expect(await chat.warned()).toBe('Someone wants your password');
  });
});
