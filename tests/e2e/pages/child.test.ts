/** The child's pages in real browsers: no breach of WCAG 2.2 AA in either theme, nothing cut in a narrow window or in a longer language. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, type Tab, until } from '../../../src/dev/browsers/browser.ts';
import { launch } from '../../../src/dev/browsers/launch.ts';
import { distOf, TARGETS } from '../../../src/dev/build.ts';
import { ROOT } from '../../../src/dev/shell.ts';
import { ChatPages } from '../chat-page.ts';
import { breaches, cut, goneThrough, overlapping, paleness, pressed, rest, speaking } from '../page-checks.ts';
import { LINES } from '../stage.ts';

const POPUP = 'src/popup/popup.html';
const PRACTICE = 'src/practice/practice.html';
const WIDTHS = [
  ['wide', 420],
  ['narrow', 320],
] as const;

async function open(browser: Browser, tab: Tab, path: string, presses: readonly string[] = []): Promise<void> {
  await tab.goto('about:blank');
  await tab.goto(browser.base + path);
  await until(() => tab.evaluate(() => document.querySelector('main button, main a') !== null), { what: path });
  await rest(tab);
  for (const words of presses) {
    await until(() => tab.evaluate(pressed, words), { what: `"${words}" can be pressed` });
    await rest(tab);
  }
}

const STATES: readonly (readonly [name: string, path: string, presses: readonly string[]])[] = [
  ['home', POPUP, []],
  ['talk', `${POPUP}#talk`, []],
  ['seen', POPUP, ['What can my parents see?']],
  ['tell', POPUP, ['Tell a grown-up']],
  ['said', POPUP, ['It’s not a problem']],
  ['practice', PRACTICE, []],
  ['scene', PRACTICE, ['Free skins', "Don't answer"]],
];

describe.each(TARGETS)('the child’s pages in %s', (target) => {
  let browser: Browser;
  let tab: Tab;
  let pages: ChatPages;

  beforeAll(async () => {
    pages = await ChatPages.start();
    browser = await launch(target, { extension: distOf(target, true), headless: true });
    tab = await browser.open('');
    mkdirSync(join(ROOT, 'out', 'child'), { recursive: true });
    // Something to show: an alert to have a look at, and an urgent one.
    for (const line of [LINES.credential, LINES.hijack]) {
      await pages.open(tab);
      await pages.peerSays(tab, 'heyy how was school', line);
      await until(async () => (await tab.warning())?.title, { what: 'the warning stands' });
    }
  });
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
  });

  test.each(STATES)('%s', async (name, path, presses) => {
    for (const [width, pixels] of WIDTHS) {
      await tab.resize(pixels, 720);
      await browser.scheme('light');
      await open(browser, tab, path, name === 'said' && width === 'narrow' ? [] : presses);
      // A narrow window changes where things stand, and no colour.
      for (const scheme of width === 'wide' ? (['light', 'dark'] as const) : (['light'] as const)) {
        await browser.scheme(scheme);
        await rest(tab);
        await tab.screenshot(join(ROOT, 'out', 'child', `${target}-${name}-${scheme}-${width}.png`));
        expect(await tab.evaluate(scheme === 'light' ? breaches : paleness), `${width}, ${scheme}`).toEqual([]);
      }
      expect(await tab.evaluate(cut), width).toEqual([]);
      // In a window as high as the page: the foot of the popup lies over what is scrolled by.
      await tab.resize(pixels, Math.max(720, await tab.evaluate(() => document.documentElement.scrollHeight)));
      expect(await tab.evaluate(overlapping), width).toEqual([]);
    }
  });

  test('what has the focus in the popup never lies under its foot', async () => {
    await tab.resize(420, 480);
    await open(browser, tab, POPUP);
    await until(() => tab.evaluate(() => document.querySelector('main details') !== null), { what: 'the alerts show' });
    const met = await goneThrough(tab, '.popup-foot', 30);
    // The links below the alerts were come by.
    expect(met.length).toBeGreaterThan(5);
    expect(met.filter((words) => words !== '')).toEqual([]);
  });
});

describe.each(TARGETS)('the way to help in %s', (target) => {
  test('leads from the warning’s “Talk to someone” to the helplines', async () => {
    const pages = await ChatPages.start();
    const browser = await launch(target, { extension: distOf(target, true), headless: true });
    try {
      const tab = await browser.open('');
      await pages.open(tab);
      await pages.peerSays(tab, 'heyy how was school', LINES.credential);
      await until(async () => (await tab.warning())?.title, { what: 'the warning stands' });
      // The set-up opened by itself and may be in front; a child presses what is in front, and a popup belongs to that tab.
      await tab.front();
      await rest(tab);
      await tab.pressInWarning('Talk to someone');
      await until(() => browser.isOpen(`${browser.base}${POPUP}#talk`), { what: 'the helplines show' });
    } finally {
      await browser.close();
      await pages.close();
    }
  });
});

/** Words as long as those of a long language, with letters of many heights. */
function pseudo(message: string): string {
  const longer = message.replace(/\$\w+\$|[aeiouAEIOU]/g, (part) =>
    part.startsWith('$') ? part : `${part}${{ a: 'å', e: 'ë', i: 'ï', o: 'ø', u: 'ü' }[part.toLowerCase()] ?? ''}`,
  );
  return `[${longer}]`;
}

describe('in a longer language', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = speaking('chromium', (messages) => {
      const KEEP = new Set(['lang', 'dir']);
      for (const [key, entry] of Object.entries(messages)) if (!KEEP.has(key)) entry.message = pseudo(entry.message);
      return messages;
    });
    browser = await launch('chromium', { extension: folder, headless: true });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([POPUP, `${POPUP}#talk`, PRACTICE])('nothing is cut at 320 px: %s', async (path) => {
    const tab = await browser.open('');
    await tab.resize(320, 720);
    await open(browser, tab, path);
    expect(await tab.evaluate(cut)).toEqual([]);
    // A text that stands in code instead of _locales has no brackets.
    const bare = await tab.evaluate(() =>
      [
        ...document.querySelectorAll<HTMLElement>(
          'h1, h2, .sky-title, .sky-text, .popup-links button, .popup-foot button',
        ),
      ]
        .map((element) => element.textContent?.trim() ?? '')
        .filter((text) => !text.startsWith('[')),
    );
    expect(bare).toEqual([]);
  });
});
