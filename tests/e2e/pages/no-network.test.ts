/** Promise 1: the extension makes no request. The browser's own network stack is the witness, and a proxy that counts. */
import { describe, expect, test } from 'vitest';
import { Extension } from '../../../src/dev/browsers/extension.ts';
import { launch } from '../../../src/dev/browsers/launch.ts';
import { distOf, TARGETS } from '../../../src/dev/build.ts';
import { CONVERSATION } from '../../../src/dev/demo/conversation.ts';
import { play } from '../../../src/dev/demo/play.ts';
import { startDemo } from '../../../src/dev/demo/server.ts';
import { hour } from '../../../src/dev/no-network/hour.ts';
import { watched } from '../../../src/dev/no-network/watched.ts';

const silent = { line: () => {}, alert: () => {}, warning: () => {} };

describe.each(TARGETS)('%s', (target) => {
  test('a whole conversation with alerts: no request but the page’s own', async () => {
    const messenger = await startDemo();
    const browser = await launch(target, { extension: distOf(target, true), headless: true, traffic: true });
    try {
      const tab = await browser.open(messenger.url('child'));
      const extension = await Extension.of(browser);
      const alerts = await play({ messenger, tab, extension, listener: silent, pace: 150 });
      expect(alerts.map(({ level }) => level)).toEqual(['urgent']);

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

  test('set-up, chats with alerts, reports, practice and every page behind a proxy: nothing is asked for', async () => {
    const spent = await hour({ target, minutes: 1, seed: 'no network' });
    expect(spent.faults).toEqual([]);
    expect(spent).toMatchObject({ extension: {}, script: {}, unclaimed: {}, alerts: 4, messages: 72 });
    expect(spent.pages).toBe(6);
  }, 180_000);

  test('a build that asks for something is seen, whoever of it asks', async () => {
    const { extension, script, faults } = await watched({ target, seed: 'leak', chats: 1, leak: true }, async () => {});
    const asked = (lines: object) => [...new Set(Object.keys(lines).map((line) => line.replace(/.* → /, '')))].sort();
    expect(asked(extension)).toEqual(['https://background.invalid/', 'https://page.invalid/']);
    expect(asked(script)).toEqual(['https://script.invalid/']);
    expect(faults).not.toEqual([]);
  });
});
