/** The child's pages in real browsers: no breach of WCAG 2.2 AA in either theme, nothing cut in a narrow window or in a longer language. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, type Tab, until } from '../../src/dev/browsers/browser.ts';
import { launch } from '../../src/dev/browsers/launch.ts';
import { distOf, TARGETS } from '../../src/dev/build.ts';
import { ROOT } from '../../src/dev/shell.ts';
import type { Target } from '../../vite.config.ts';
import { ChatPages } from './chat-page.ts';
import { LINES } from './stage.ts';

const POPUP = 'src/popup/popup.html';
const PRACTICE = 'src/practice/practice.html';
const WIDTHS = [
  ['wide', 420],
  ['narrow', 320],
] as const;

// The extension's own policy forbids evaluation: the whole of axe travels as the source of one function.
const breaches = new Function(`${axe.source}
  return axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.target.join(' ')).join(', ')));`) as () => Promise<
  string[]
>;

/** In the page: what stands out of the window, or is cut where it stands. */
function cut(): string[] {
  const found: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    if (!element.checkVisibility() || element.closest('.only-read-aloud') !== null) continue;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const name = `${element.localName}.${element.className}: ${element.textContent?.slice(0, 40)}`;
    if (box.right > innerWidth + 1 || box.left < -1) found.push(`out of the window: ${name}`);
    if (style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1) found.push(`cut: ${name}`);
  }
  return found;
}

/** In the page: presses what is called so. */
function pressed(words: string): boolean {
  const all = [...document.querySelectorAll<HTMLElement>('button, a, summary')];
  const found = all.find((element) => element.textContent?.trim().startsWith(words));
  found?.click();
  return found !== undefined;
}

/** In the page: a moment, and what moves or changes colour has come to its end, however busy the machine. */
async function rested(): Promise<void> {
  await new Promise((done) => setTimeout(done, 250));
  await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
}

const rest = (tab: Tab) => tab.evaluate(rested);

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

  for (const scheme of ['light', 'dark'] as const) {
    test.each(STATES)(`${scheme}: %s`, async (name, path, presses) => {
      await browser.scheme(scheme);
      for (const [width, pixels] of WIDTHS) {
        await tab.resize(pixels, 720);
        await open(browser, tab, path, name === 'said' && (width === 'narrow' || scheme === 'dark') ? [] : presses);
        await tab.screenshot(join(ROOT, 'out', 'child', `${target}-${name}-${scheme}-${width}.png`));
        expect(await tab.evaluate(breaches), width).toEqual([]);
        expect(await tab.evaluate(cut), width).toEqual([]);
      }
    });
  }
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

type Texts = Record<string, { message: string }>;

/** A copy of the build that says other texts in the place of the English ones, whatever language the browser is in. */
function speaking(target: Target, change: (english: Texts, locales: string) => Texts): string {
  const folder = mkdtempSync(join(tmpdir(), 'nightlight-speaking-'));
  cpSync(distOf(target, true), folder, { recursive: true });
  const locales = join(folder, '_locales');
  writeFileSync(join(locales, 'en/messages.json'), JSON.stringify(change(textsIn(locales, 'en'), locales)));
  return folder;
}
const textsIn = (locales: string, language: string) =>
  JSON.parse(readFileSync(join(locales, language, 'messages.json'), 'utf8')) as Texts;

describe.each(TARGETS)('in Arabic, from right to left, in %s', (target) => {
  let browser: Browser;
  let tab: Tab;
  let pages: ChatPages;
  let folder: string;
  let arabic: Texts;
  // Firefox makes no window narrower than 500 pixels: both widths would be the same.
  const widths = target === 'firefox' ? WIDTHS.slice(0, 1) : WIDTHS;

  beforeAll(async () => {
    folder = speaking(target, (_, locales) => {
      arabic = textsIn(locales, 'ar');
      return arabic;
    });
    pages = await ChatPages.start();
    browser = await launch(target, { extension: folder, headless: true });
    tab = await browser.open('');
    await pages.open(tab);
    await pages.peerSays(tab, 'heyy how was school', LINES.hijack);
  });
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('the warning on the page speaks it, too', async () => {
    await until(async () => (await tab.warning())?.title, { what: 'the warning stands' });
    expect((await tab.warning())?.title).toBe('شخص ما يقول إن حسابك معه');
  });

  test.each([
    ['home', POPUP, ''],
    ['talk', `${POPUP}#talk`, ''],
    ['seen', POPUP, 'seen_open'],
    ['tell', POPUP, 'tell_open'],
    ['practice', PRACTICE, ''],
    ['scene', PRACTICE, 'سكنات مجانية'],
    ['parents', 'src/options/options.html#/home', ''],
    ['settings', 'src/options/options.html#/settings', ''],
    ['welcome', 'src/welcome/welcome.html', ''],
  ])('%s', async (name, path, press) => {
    for (const scheme of ['light', 'dark'] as const) {
      await browser.scheme(scheme);
      for (const [width, pixels] of widths) {
        await tab.resize(pixels, 720);
        await open(browser, tab, path, press === '' ? [] : [arabic[press]?.message ?? press]);
        await tab.screenshot(join(ROOT, 'out', 'child', `${target}-ar-${name}-${scheme}-${width}.png`));
        expect(await tab.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
          'ar',
          'rtl',
        ]);
        expect(await tab.evaluate(breaches), `${scheme}, ${width}`).toEqual([]);
        expect(await tab.evaluate(cut), `${scheme}, ${width}`).toEqual([]);
      }
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
