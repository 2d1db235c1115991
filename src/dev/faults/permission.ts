/** The permission for a site that was added by name: taken away in the browser's own page of extensions, and given again. */

import type { Scene } from '../bed/scene.ts';
import { type Tab, until } from '../browsers/browser.ts';
import type { Fault } from './faults.ts';

/** A name that no build knows; both browsers find it on this very machine. */
const NAME = 'chat.localhost';
const PATTERN = `http://*.${NAME}/*`;
/** Messages that are said while nothing may be read, at most: a page that is read again is read from its last 200 rows. */
const MOST_MISSED = 400;
/** ms after which a page has sent what it read, were it to send anything, and the page for parents stands as it will. */
const QUIET = 500;
const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

const has = (selector: string, text: string) =>
  [...document.querySelectorAll(selector)].some((each) => each.textContent?.includes(text) === true);

/** In the page for parents: what stands in the field; null where the field does not stand. */
const written = () => document.querySelector<HTMLInputElement>('#other-site')?.value ?? null;

async function allow({ browser }: Scene, settings: Tab, at: number): Promise<void> {
  await settings.front();
  await settings.goto(`${browser.base}src/options/options.html?${at}#/settings`);
  const typed = async () => {
    // The page is drawn once more when all that it asks for is there, and on a busy machine that takes its time.
    await wait(QUIET);
    if ((await settings.evaluate(written)) === '') await settings.type('#other-site', `http://${NAME}`).catch(() => {});
    return (await settings.evaluate(written)) === `http://${NAME}`;
  };
  await until(typed, { what: 'the name of the site is typed' });
  await browser.allow(PATTERN, () => settings.press('Enter'));
  await until(() => settings.evaluate(has, 'main', 'Nightlight reads it from now on'), { what: 'the site is allowed' });
}

/** What the newest entry of the journal about a permission says. */
async function told({ extension }: Scene): Promise<string> {
  const { entries } = await extension.ask('journal', { before: null, limit: 100 });
  const facts = entries.find(({ kind }) => kind === 'permission')?.facts ?? {};
  return Object.keys(facts).find((name) => facts[name] === PATTERN) ?? '';
}

export const PERMISSION: Fault = {
  title: 'the permission is withdrawn, and given again',
  targets: ['chromium', 'firefox'],
  host: NAME,
  async happen(scene, { messages, times, chance }) {
    const settings = await scene.browser.open('');
    const part = Math.min(Math.ceil(messages / times / 3), MOST_MISSED / 2);
    const allowed = async (at: number) => {
      await allow(scene, settings, at);
      await scene.demand('the journal tells that it is allowed', async () => (await told(scene)) === 'granted');
      // The pages are open still: what was missed meanwhile stands there.
      return scene.demand('all is counted once it is allowed', () => scene.settled());
    };
    for (let at = 0; at < times; at++) {
      await scene.talk(part);
      if (!(await allowed(at))) return;
      const stream = scene.talk(part);
      await wait(chance.next() * (part / 5) * 80);
      await scene.browser.withdraw(PATTERN);
      await stream;
      await scene.demand('the journal tells that it is withdrawn', async () => (await told(scene)) === 'withdrawn');
      const before = await scene.counted();
      await scene.talk(part);
      await wait(QUIET);
      const after = await scene.counted();
      if (after !== before) scene.fault(`${after - before} messages were counted while the permission was withdrawn`);
    }
    await allowed(times);
  },
};
