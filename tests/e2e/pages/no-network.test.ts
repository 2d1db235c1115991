/** Promise 1: the extension makes no request. The browser's own network stack is the witness. */
import { describe, expect, test } from 'vitest';
import { Extension } from '../../../src/dev/browsers/extension.ts';
import { launch } from '../../../src/dev/browsers/launch.ts';
import { distOf, TARGETS } from '../../../src/dev/build.ts';
import { CONVERSATION } from '../../../src/dev/demo/conversation.ts';
import { play } from '../../../src/dev/demo/play.ts';
import { startDemo } from '../../../src/dev/demo/server.ts';

const PAGES = [
  'popup/popup.html',
  'popup/popup.html#talk',
  'practice/practice.html',
  'welcome/welcome.html',
  ...['home', 'alerts', 'settings', 'journal', 'stored', 'backup', 'help'].map(
    (view) => `options/options.html#/${view}`,
  ),
];
const silent = { line: () => {}, alert: () => {}, warning: () => {} };

describe.each(TARGETS)('%s', (target) => {
  test('a whole conversation with alerts, every page of the extension: no request but the page’s own', async () => {
    const messenger = await startDemo();
    const browser = await launch(target, { extension: distOf(target, true), headless: true, traffic: true });
    try {
      const tab = await browser.open(messenger.url('child'));
      const extension = await Extension.of(browser);
      const alerts = await play({ messenger, tab, extension, listener: silent, pace: 150 });
      expect(alerts.map(({ level }) => level)).toEqual(['urgent']);
      for (const page of PAGES) await browser.open(`${browser.base}src/${page}`);

      const requests = await browser.traffic();
      const origin = new URL(messenger.url('child')).origin;
      // The witness is awake: it has seen what the page asked for, and who asked.
      expect(requests.filter(({ from, url }) => from === origin && url.startsWith(origin))).not.toEqual([]);
      expect(requests.filter(({ from }) => /^(chrome|moz)-extension:/.test(from))).toEqual([]);
      // A content script asks in the name of the page: the page asks for nothing else, and the server saw no more.
      expect(requests.filter(({ from, url }) => from === origin && !url.startsWith(origin))).toEqual([]);
      const typed = CONVERSATION.filter(({ from }) => from === 'child').map(() => 'POST /say');
      const expected = ['GET /', 'GET /page.css', 'GET /page.js', 'GET /events', ...typed];
      expect([...messenger.requests].sort()).toEqual(expected.sort());
    } finally {
      await browser.close();
      await messenger.close();
    }
  });
});
