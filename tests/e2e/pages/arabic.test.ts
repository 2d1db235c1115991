/** Every page in a language from right to left: no breach of WCAG 2.2 AA in either theme, no text cut or written over. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Browser, type Tab, until } from '../../../src/dev/browsers/browser.ts';
import { Extension } from '../../../src/dev/browsers/extension.ts';
import { shows } from '../../../src/dev/browsers/keyboard.ts';
import { launch } from '../../../src/dev/browsers/launch.ts';
import { TARGETS } from '../../../src/dev/build.ts';
import { ROOT } from '../../../src/dev/shell.ts';
import { ChatPages } from '../chat-page.ts';
import { breaches, cut, overlapping, paleness, pressed, rest, speaking, type Texts, textsIn } from '../page-checks.ts';
import { LINES } from '../stage.ts';

const PIN = 'lantern72';
const POPUP = 'src/popup/popup.html';
const PRACTICE = 'src/practice/practice.html';
const WELCOME = 'src/welcome/welcome.html';
const OPTIONS = 'src/options/options.html';
const FOLDER = join(ROOT, 'out', 'arabic');

/** In the page: opens whatever can be opened; gives the height of it all in CSS pixels. */
function unfold(): number {
  for (const details of document.querySelectorAll('details')) details.open = true;
  return document.documentElement.scrollHeight;
}

describe.each(TARGETS)('in Arabic, from right to left, in %s', (target) => {
  let browser: Browser;
  let tab: Tab;
  let pages: ChatPages;
  let folder: string;
  let home: string;
  let arabic: Texts;
  const words = (key: string) => arabic[key]?.message ?? key;
  // Firefox makes no window narrower than 500 pixels: both widths would be the same.
  const sizes = (wide: number) => (target === 'firefox' ? [wide] : [wide, 320]);

  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    folder = speaking(target, (_, locales) => {
      arabic = textsIn(locales, 'ar');
      return arabic;
    });
    // In Firefox a school decides some of the settings, so that its pages are seen, too.
    home = mkdtempSync(join(tmpdir(), 'nightlight-home-'));
    mkdirSync(join(home, '.mozilla/managed-storage'), { recursive: true });
    cpSync(
      join(ROOT, 'docs/deploy/firefox-managed-storage.json'),
      join(home, '.mozilla/managed-storage/nightlight@nightlight.invalid.json'),
    );
    vi.stubEnv('HOME', home);
    pages = await ChatPages.start();
    browser = await launch(target, { extension: folder, headless: true });
    tab = await browser.open('');
    await pages.open(tab);
    await pages.peerSays(tab, 'heyy how was school', LINES.hijack);
  });
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    vi.unstubAllEnvs();
    for (const each of [folder, home]) if (each !== undefined) rmSync(each, { recursive: true, force: true });
  });

  async function open(path: string, drawn = 'main button, main a'): Promise<void> {
    await tab.goto('about:blank');
    await tab.goto(browser.base + path);
    await until(() => tab.evaluate((part) => document.querySelector(part) !== null, drawn), { what: path });
    await rest(tab);
  }
  async function press(text: string): Promise<void> {
    await until(() => tab.evaluate(pressed, text), { what: `"${text}" can be pressed` });
    await rest(tab);
  }
  /** What stands now, at each width and in both themes: held to all that holds of a page, and photographed as a whole. */
  async function look(name: string, wide: number): Promise<void> {
    for (const width of sizes(wide)) {
      await tab.resize(width, 720);
      await tab.resize(width, Math.min(Math.max(await tab.evaluate(unfold), 720), 6000));
      // A narrow window changes where things stand, and nothing of their names and colours.
      for (const scheme of width === wide ? (['light', 'dark'] as const) : (['light'] as const)) {
        await browser.scheme(scheme);
        await rest(tab);
        await tab.screenshot(join(FOLDER, `${target}-${name}-${width}-${scheme}.png`));
        const rules = scheme === 'light' ? breaches : paleness;
        if (width === wide) expect(await tab.evaluate(rules), `${name}, ${scheme}`).toEqual([]);
      }
      const page = () => tab.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
      expect(await page()).toEqual(['ar', 'rtl']);
      expect(await tab.evaluate(cut), `${name}, ${width}`).toEqual([]);
      expect(await tab.evaluate(overlapping), `${name}, ${width}`).toEqual([]);
    }
    await tab.resize(wide, 720);
  }

  test('the warning on the page speaks it', async () => {
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
  ])('the child’s page: %s', async (name, path, key) => {
    await open(path);
    if (key !== '') await press(words(key));
    await look(name, 420);
  });

  const step = async (name: string, title: string, within?: number) => {
    await shows(tab, words(title).replace(/\s+/g, ' '), within);
    const loading = () =>
      tab.evaluate((line) => document.querySelector('main')?.textContent?.includes(line), words('loading'));
    await until(async () => !(await loading()), { what: `${name} is there as a whole` });
    await look(name, 1100);
  };

  test('each step of the set-up', async () => {
    await open(WELCOME);
    await step('welcome-1', 'welcome_child_title');
    await press(words('welcome_next'));
    await step('welcome-2', 'welcome_sites_title');
    await press(words('welcome_next'));
    await shows(tab, words('welcome_pin_title').replace(/\s+/g, ' '));
    await tab.type('input', PIN);
    await tab.type('.field ~ .field input', PIN);
    await step('welcome-3', 'welcome_pin_title');
    await press(words('welcome_next'));
    await step('welcome-4', 'welcome_code_title', 20_000);
    await tab.click('.check input');
    await press(words('welcome_finish'));
    await step('welcome-5', 'welcome_child_page');
  }, 120_000);

  test('each view for parents', async () => {
    // Now there is a PIN, and lines are kept.
    await pages.open(tab);
    await pages.peerSays(tab, 'heyy how was school', LINES.hijack, LINES.threat);
    await until(async () => (await tab.warning())?.title, { what: 'the warning stands' });
    const extension = await Extension.of(browser);
    const sealed = async () =>
      (await extension.ask('find-alerts', { filter: {}, offset: 0, limit: 10 })).alerts.find(({ lines }) => lines > 0)
        ?.id;
    const alert = await until(sealed, { what: 'an alert with sealed lines' });

    const view = async (name: string, hash: string, key: string) => {
      await open(`${OPTIONS}#/${hash}`, 'main h1, main h2');
      await step(name, key);
    };
    await view('home', 'home', 'view_home');
    await view('alerts', 'alerts', 'filter_level');
    await view('alert-locked', `alert/${alert}`, 'gate_why_words');
    await view('settings-locked', 'settings', 'gate_why_settings');
    await view('journal', 'journal', 'journal_whole');
    await view('help', 'help', 'view_help');

    const unlock = async () => {
      await tab.type('.gate input', PIN);
      await press(words('gate_open'));
      await until(() => tab.evaluate(() => document.querySelector('.gate input') === null), {
        within: 20_000,
        what: 'it is unlocked',
      });
    };
    await open(`${OPTIONS}#/settings`);
    await unlock();
    await step('settings', 'sensitivity_heading');
    const go = async (hash: string, key: string) => {
      await tab.evaluate((to) => {
        location.hash = to;
      }, `#/${hash}`);
      await shows(tab, words(key).replace(/\s+/g, ' '));
      await rest(tab);
    };
    await go('stored', 'kept_when');
    await look('stored', 1100);
    await go('backup', 'backup_read');
    await look('backup', 1100);
    await go(`alert/${alert}`, 'words_open');
    await press(words('words_open'));
    await shows(tab, LINES.hijack);
    await look('alert', 1100);
    await go(`report/${alert}`, 'report_redact');
    await press(words('report_make'));
    await step('report', 'paper_hash', 20_000);
  }, 180_000);
});
