/**
 * `npm run pictures [-- chromium|firefox|android …]`: the pictures for the stores, anew into store/pictures: the extension as it is
 * built here, at work on the bundled messenger with its invented conversation, in both themes. `chromium` is for the Chrome
 * Web Store and Edge, `firefox` for Mozilla's, `android` is Firefox in the size of a telephone, no telephone.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { PNG } from 'pngjs';
import type { Target } from '../../vite.config.ts';
import { type Browser, type Scheme, type Tab, until } from './browsers/browser.ts';
import { Extension } from './browsers/extension.ts';
import { launch } from './browsers/launch.ts';
import { goThroughSetUp } from './browsers/set-up.ts';
import { build } from './build.ts';
import { type Listener, play } from './demo/play.ts';
import { startDemo } from './demo/server.ts';
import { lay, pack } from './pictures/picture.ts';
import { provide } from './provision.ts';
import { ROOT, Stop } from './shell.ts';

interface Shape {
  readonly target: Target;
  /** Of the page and of its picture, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Firefox makes no window as narrow as a telephone: so much larger it is, and so is what stands in it. */
  readonly zoom: number;
}

const SHAPES: Readonly<Record<string, Shape>> = {
  chromium: { target: 'chromium', width: 1280, height: 800, zoom: 1 },
  firefox: { target: 'firefox', width: 1280, height: 800, zoom: 1 },
  android: { target: 'firefox', width: 412, height: 824, zoom: 2 },
};
const SCHEMES: readonly Scheme[] = ['light', 'dark'];
const FOLDER = join(ROOT, 'store/pictures');
/** Of an invented family. */
const PIN = 'lantern72';
/** Pixels between the child's window and the edges of the page below it. */
const MARGIN = { top: 8, right: 24 };
const NOBODY: Listener = { line() {}, alert() {}, warning() {} };

/** In the page: what it says. */
const words = () => (document.body?.textContent ?? '').replace(/\s+/g, ' ');

/** In the page: presses the first control whose words begin so. */
function pressFirst(wanted: string): boolean {
  const all = [...document.querySelectorAll<HTMLElement>('button, a, summary')];
  const found = all.find((each) => each.textContent?.trim().startsWith(wanted));
  found?.click();
  return found !== undefined;
}

/** In a page of the extension: makes each page so many times as large. */
async function zoomAll(factor: number): Promise<void> {
  const tabs = await chrome.tabs.query({});
  // Pages of the browser itself take none.
  for (const { id = -1, url = '' } of tabs) if (!url.startsWith('about:')) await chrome.tabs.setZoom(id, factor);
}

/** In the page: what moves has come to rest; what never does is not waited for. */
async function rest(): Promise<void> {
  const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
  await wait(400);
  await Promise.race([Promise.allSettled(document.getAnimations().map(({ finished }) => finished)), wait(2000)]);
}

/** A browser, its pictures, and what a family does in it. */
class Studio {
  readonly #name: string;
  readonly #shape: Shape;
  readonly #browser: Browser;
  readonly #extension: Extension;
  readonly #scratch = mkdtempSync(join(tmpdir(), 'nightlight-pictures-'));
  readonly made: string[] = [];

  private constructor(name: string, shape: Shape, browser: Browser, extension: Extension) {
    this.#name = name;
    this.#shape = shape;
    this.#browser = browser;
    this.#extension = extension;
  }

  static async open(name: string, shape: Shape, folder: string): Promise<Studio> {
    const browser = await launch(shape.target, { extension: folder, headless: true });
    try {
      return new Studio(name, shape, browser, await Extension.of(browser));
    } catch (error) {
      await browser.close().catch(() => {});
      throw error;
    }
  }

  async #page(url: string): Promise<Tab> {
    const tab = await this.#browser.open('');
    await tab.front();
    // Before the page is there: one that is enlarged would be measured wrongly.
    const { width, height, zoom } = this.#shape;
    await tab.resize(width * zoom, height * zoom);
    await tab.goto(url);
    return tab;
  }

  async #shows(tab: Tab, what: string): Promise<void> {
    await until(async () => (await tab.evaluate(words)).includes(what), { within: 20_000, what: `"${what}"` });
  }

  async #press(tab: Tab, label: string): Promise<void> {
    await until(() => tab.evaluate(pressFirst, label), { what: `"${label}" can be pressed` });
  }

  async #shot(tab: Tab): Promise<PNG> {
    const path = join(this.#scratch, 'shot.png');
    await tab.evaluate(rest);
    await tab.screenshot(path);
    return PNG.sync.read(readFileSync(path));
  }

  #keep(name: string, scheme: Scheme, picture: PNG): void {
    const { width, height } = this.#shape;
    if (picture.width !== width || picture.height !== height)
      throw new Stop(`${name}: is ${picture.width} × ${picture.height} pixels, not ${width} × ${height}.`);
    const path = join(FOLDER, this.#name, `${name}-${scheme}.png`);
    mkdirSync(join(FOLDER, this.#name), { recursive: true });
    writeFileSync(path, pack(picture));
    this.made.push(path);
  }

  /** One page in both themes; `prepare` is called for each. */
  async #both(name: string, tab: Tab, prepare: () => Promise<void> = async () => {}): Promise<void> {
    for (const scheme of SCHEMES) {
      await this.#browser.scheme(scheme);
      if (this.#shape.zoom !== 1) await this.#extension.inPage(zoomAll, this.#shape.zoom);
      await tab.front();
      await prepare();
      this.#keep(name, scheme, await this.#shot(tab));
    }
  }

  /** A parent sets it up for a child of 13 to 15. The child reads what changed, and says so. */
  async setUp(): Promise<void> {
    const tab = await this.#page(`${this.#browser.base}src/welcome/welcome.html`);
    await this.#shows(tab, 'Who is it for?');
    await this.#both('set-up', tab);
    await goThroughSetUp(tab, PIN, 20_000);
    await tab.goto(`${this.#browser.base}src/popup/popup.html`);
    await this.#press(tab, 'OK, I saw it');
    await tab.close();
  }

  /** The conversation is played; the warning stands, and goes. */
  async chat(): Promise<void> {
    const messenger = await startDemo();
    try {
      const tab = await this.#page(messenger.url('child'));
      const alerts = await play({ messenger, tab, extension: this.#extension, listener: NOBODY, pace: 300 });
      if (alerts.length === 0) throw new Stop('The conversation was played and no alert was raised.');
      const { width, height, zoom } = this.#shape;
      // The warning takes the colours of its page when it is placed: another size places it anew.
      await this.#both('warning', tab, async () => {
        if (zoom !== 1) return;
        await tab.resize(width, height - 1);
        await tab.resize(width, height);
      });
      if (zoom === 1) await this.#child(tab);
      await tab.close();
    } finally {
      await messenger.close();
    }
  }

  /** The child's window, where it opens: in the corner of the page. */
  async #child(tab: Tab): Promise<void> {
    await tab.pressInWarning('Close this warning');
    await until(async () => (await tab.warning()) === null, { what: 'the warning is gone' });
    const path = join(this.#scratch, 'popup.png');
    for (const scheme of SCHEMES) {
      await this.#browser.scheme(scheme);
      await tab.front();
      const page = await this.#shot(tab);
      await this.#browser.popup(path);
      const popup = PNG.sync.read(readFileSync(path));
      this.#keep('child', scheme, lay(page, popup, page.width - popup.width - MARGIN.right, MARGIN.top));
    }
  }

  /** On a telephone the child's window is a page; this part of it says the same whatever page is below. */
  async childPage(): Promise<void> {
    const tab = await this.#page(`${this.#browser.base}src/popup/popup.html#talk`);
    await this.#both('child', tab);
    await tab.close();
  }

  async practice(): Promise<void> {
    const tab = await this.#page(`${this.#browser.base}src/practice/practice.html`);
    await this.#press(tab, 'Free skins');
    await this.#press(tab, "Don't answer");
    await this.#both('practice', tab);
    await tab.close();
  }

  /** The alert as the parent finds it. */
  async parent(): Promise<void> {
    const [alert] = await this.#extension.alerts();
    const tab = await this.#page(`${this.#browser.base}src/options/options.html#/alert/${alert?.id ?? ''}`);
    await this.#shows(tab, 'What you can do now');
    await this.#both('parent', tab);
    await tab.close();
  }

  async close(): Promise<void> {
    await this.#browser.close();
    rmSync(this.#scratch, { recursive: true, force: true });
  }
}

export async function main(args: readonly string[]): Promise<number> {
  const unknown = args.find((name) => SHAPES[name] === undefined);
  if (unknown !== undefined) throw new Stop(`No pictures for "${unknown}": ${Object.keys(SHAPES).join(', ')}.`);
  const wanted = Object.entries(SHAPES).filter(([name]) => args.length === 0 || args.includes(name));
  await provide(
    wanted.map(([, { target }]) => target),
    (line) => console.error(line),
  );
  for (const [name, shape] of wanted) {
    const studio = await Studio.open(name, shape, await build(shape.target, true));
    try {
      await studio.setUp();
      await studio.chat();
      if (shape.zoom !== 1) await studio.childPage();
      await studio.practice();
      await studio.parent();
    } finally {
      await studio.close();
    }
    for (const path of studio.made)
      console.log(`${relative(process.cwd(), path)}  ${Math.round(readFileSync(path).length / 1000)} KB`);
  }
  return 0;
}
