/** A site that Nightlight has no file of: allowed by name, read, taken away again, in the browser itself. */
import { describe, expect, test } from 'vitest';
import { type Browser, type Tab, until } from '../../../src/dev/browsers/browser.ts';
import { Extension } from '../../../src/dev/browsers/extension.ts';
import { pressControl, shows } from '../../../src/dev/browsers/keyboard.ts';
import { launch } from '../../../src/dev/browsers/launch.ts';
import { distOf, TARGETS } from '../../../src/dev/build.ts';
import { type DemoMessenger, startDemo } from '../../../src/dev/demo/server.ts';
import { keptCounts } from '../kept.ts';
import { LINES } from '../stage.ts';

const SMALL_TALK = [
  ['peer', 'heyy how was school'],
  ['child', 'good! maths was long though'],
  ['peer', 'same here, i only got half of it'],
  ['child', 'haha me too'],
] as const;
/** A name that no build knows; both browsers find it on this very machine. */
const NAME = 'chat.localhost';
const PATTERN = `http://*.${NAME}/*`;

describe.each(TARGETS)('a site that is added by name in %s', (target) => {
  let messenger: DemoMessenger;
  let extension: Extension;

  /** Messages that were counted, by conversation. */
  const counted = async () => [...(await keptCounts(extension)).values()].map(({ messages }) => messages);
  const counts = (...wanted: readonly number[]) =>
    until(async () => (await counted()).sort().join() === wanted.join(), { what: `counted: ${wanted.join()}` });
  const registered = () =>
    extension.inPage(() =>
      chrome.scripting.getRegisteredContentScripts().then((all) => all.flatMap(({ matches }) => matches ?? [])),
    );
  const shown = (tab: Tab, text: string) =>
    until(() => tab.evaluate((words) => document.querySelector('#log')?.textContent?.includes(words) === true, text), {
      what: `the page shows "${text}"`,
    });
  const say = async (tab: Tab, text: string) => {
    messenger.say('peer', text);
    await shown(tab, text);
  };
  const answer = async (tab: Tab, text: string) => {
    await tab.type('#text', text);
    await tab.press('Enter');
    await shown(tab, text);
  };

  async function add(browser: Browser, settings: Tab): Promise<void> {
    await settings.front();
    await shows(settings, 'Any other site');
    await settings.type('#other-site', `http://${NAME}`);
    await browser.allow(PATTERN, () => settings.press('Enter'));
    await shows(settings, 'Allowed. Nightlight reads it from now on.');
  }

  test('is read at once and later, says how well, and is left when the permission goes, by either way', async () => {
    messenger = await startDemo();
    const browser = await launch(target, { extension: distOf(target, true), headless: true });
    try {
      extension = await Extension.of(browser);
      const settings = await browser.open(`${browser.base}src/options/options.html#/settings`);
      const address = messenger.url('child').replace('localhost', NAME);
      const chat = await browser.open(address);
      for (const [from, text] of SMALL_TALK) await (from === 'peer' ? say : answer)(chat, text);
      expect([await counted(), await registered()]).toEqual([[], []]);

      await add(browser, settings);
      await shows(settings, NAME);
      await until(async () => (await registered()).join() === PATTERN, { what: 'the script is registered' });
      // The page was open before.
      await chat.front();
      await counts(4);
      await say(chat, LINES.credential);
      await counts(5);
      const alert = async () =>
        (await extension.alerts()).some(({ site, level }) => site === 'generic' && level === 'warning');
      await until(alert, { what: 'an alert' });
      await settings.goto(`${browser.base}src/options/options.html?again#/settings`);
      await shows(settings, `${NAME}Understood since`);

      // One that is opened now.
      await chat.goto(address);
      await say(chat, LINES.hijack);
      await counts(6);

      await browser.withdraw(PATTERN);
      await until(async () => (await registered()).length === 0, { what: 'the script is taken back' });
      const other = await browser.open(messenger.url('child'));
      await say(other, LINES.threat);
      await shown(chat, LINES.threat);
      // The known site beside it goes on; its history is all that was said.
      await counts(6, 7);
      const { entries } = await extension.ask('journal', { before: null, limit: 20 });
      expect(entries.find(({ kind }) => kind === 'permission')?.facts).toEqual({ withdrawn: PATTERN });
      expect((await extension.alerts()).map(({ level }) => level)).toEqual(['urgent', 'urgent']);
      await other.close();

      // Allowed again, what was missed meanwhile is read, each message once; then removed on the page for parents.
      await add(browser, settings);
      await chat.goto(address);
      await counts(7, 7);
      await settings.front();
      await pressControl(settings, 'Remove');
      await shows(settings, 'Removed. Nightlight doesn’t read it any more.');
      // The button is gone: the keyboard goes on beside it.
      expect(await settings.evaluate(() => document.activeElement?.id)).toBe('other-site');
      await chat.front();
      await say(chat, 'are u still there');
      await until(async () => (await registered()).length === 0, { what: 'the script is taken back once more' });
      expect(await counted()).toEqual([7, 7]);
    } finally {
      await browser.close();
      await messenger.close();
    }
  }, 60_000);
});
