/** Debian's Chromium through playwright-core, with the unpacked extension or without. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type BrowserContext, type CDPSession, chromium } from 'playwright-core';
import { need } from '../provision.ts';
import { Stop } from '../shell.ts';
import {
  type Browser,
  type Call,
  type Exchange,
  type Held,
  type LaunchOptions,
  type Scheme,
  type Tab,
  until,
} from './browser.ts';
import { type ChangeHost, changeHost, letIn } from './chromium-grants.ts';
import { ChromiumMemory } from './chromium-memory.ts';
import { ChromiumTab } from './chromium-tab.ts';
import { photograph, Sessions } from './chromium-target.ts';
import { exchangesOf, NET_LOG } from './chromium-traffic.ts';
import { leave, type Profile, profileFor } from './profile.ts';

/** The browser says nothing to anyone by itself; no GPU is expected. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1',
];

class Chromium implements Browser {
  readonly name = 'chromium';
  readonly version: string;
  readonly closed: Promise<void>;
  /** Private windows that were opened. */
  #privates = 0;
  readonly #context: BrowserContext;
  readonly #cdp: CDPSession;
  readonly #sessions: Sessions;
  readonly #profile: Profile;
  readonly base: string;
  #scheme: Scheme = 'light';
  /** How often the worker has started while it was watched. */
  #starts = 0;
  #workerCall: Call | null = null;
  readonly #memory: ChromiumMemory;

  constructor(context: BrowserContext, cdp: CDPSession, profile: Profile, base: string) {
    this.#context = context;
    this.#cdp = cdp;
    this.#sessions = new Sessions(cdp);
    this.#memory = new ChromiumMemory(cdp, this.#sessions, base);
    this.#profile = profile;
    this.base = base;
    this.version = context.browser()?.version() ?? '';
    this.closed = new Promise((done) => context.once('close', () => done()));
  }

  async open(url: string, options: { background?: boolean } = {}): Promise<Tab> {
    const before = this.#context.pages().at(-1);
    const page = await this.#context.newPage();
    await page.emulateMedia({ colorScheme: this.#scheme });
    const tab = await ChromiumTab.of(page, this.base);
    if (url !== '') await page.goto(url);
    if (options.background === true) await before?.bringToFront();
    return tab;
  }

  async #target(matches: (info: { type: string; url: string }) => boolean): Promise<string | null> {
    const { targetInfos } = await this.#cdp.send('Target.getTargets', { filter: [{}] });
    return targetInfos.find(matches)?.targetId ?? null;
  }

  #worker(): Promise<string | null> {
    return this.#target(({ type, url }) => type === 'service_worker' && this.base !== '' && url.startsWith(this.base));
  }

  /** Hears of every start of the worker: a page may wake it at once, and then it is never seen missing. */
  async watchWorker(): Promise<void> {
    const targetId = await until(() => this.#worker(), { what: 'the service worker starts' });
    const call = await this.#sessions.call(targetId, (method) => {
      if (method === 'Runtime.executionContextCreated') this.#starts += 1;
    });
    await call('Runtime.enable');
    this.#workerCall = call;
  }

  async killWorker(): Promise<void> {
    const starts = this.#starts;
    const targetId = await this.#worker();
    if (targetId === null) return;
    await this.#cdp.send('Target.closeTarget', { targetId });
    const gone = async () => this.#starts > starts || (await this.#worker()) === null;
    await until(gone, { what: 'the service worker ends', every: 1 });
  }

  async workerAlive(): Promise<boolean> {
    return (await this.#worker()) !== null;
  }

  async scheme(scheme: Scheme): Promise<void> {
    this.#scheme = scheme;
    for (const page of this.#context.pages()) await page.emulateMedia({ colorScheme: scheme });
  }

  /** Asks the browser's page of extensions, which has an interface of its own for what a person presses there. */
  async #inExtensions(change: ChangeHost, pattern: string): Promise<void> {
    const tab = await this.open('chrome://extensions', { background: true });
    await tab.evaluate(changeHost, change, new URL(this.base).host, pattern);
    await tab.close();
  }

  async allow(pattern: string, press: () => Promise<void>): Promise<void> {
    // A prompt can't be pressed in headless Chromium; what was allowed before is given without one.
    await this.#inExtensions('addHostPermission', pattern);
    await press();
  }

  async withdraw(pattern: string): Promise<void> {
    await this.#inExtensions('removeHostPermission', pattern);
  }

  async allowPrivate(): Promise<void> {
    const tab = await this.open('chrome://extensions', { background: true });
    await tab.evaluate(letIn, new URL(this.base).host);
    await tab.close();
    // Until it has started anew, its pages are refused.
    const letInNow = async () => {
      const page = await this.open(`${this.base}${ANY_PAGE}`, { background: true }).catch(() => null);
      const may = await page?.evaluate(() => chrome.extension.isAllowedIncognitoAccess()).catch(() => false);
      await page?.close();
      return may;
    };
    await until(letInNow, { every: 200, what: 'the extension starts anew' });
    await this.watchWorker();
  }

  async openPrivate(url: string): Promise<Tab> {
    // Other pages may open at the same moment, as the set-up does after the installation: this one is known by its address.
    const address = `${url}#private-${++this.#privates}`;
    const opener = await this.open(`${this.base}${ANY_PAGE}`, { background: true });
    await opener.evaluate((to) => chrome.windows.create({ incognito: true, url: to }).then(() => null), address);
    const find = async () => this.#context.pages().find((page) => page.url() === address);
    const page = await until(find, { what: 'the private window' });
    await opener.close();
    await page.waitForLoadState();
    return ChromiumTab.of(page, this.base);
  }

  async isOpen(wanted: string): Promise<boolean> {
    return (await this.#target(({ url }) => url === wanted)) !== null;
  }

  async popup(path: string): Promise<void> {
    // It closes by itself when something else takes the focus, and cannot be photographed before it is painted.
    for (let attempt = 1; ; attempt++) {
      try {
        await writeFile(path, await this.#photographPopup());
        return;
      } catch (error) {
        if (attempt === 3) throw error;
      }
    }
  }

  async #photographPopup(): Promise<Buffer> {
    await this.#workerCall?.('Runtime.evaluate', { expression: 'chrome.action.openPopup()', awaitPromise: true });
    const isPopup = ({ url }: { url: string }) => url.startsWith(this.base) && url.includes('popup.html');
    const targetId = await until(() => this.#target(isPopup), { within: 3_000, what: 'the popup opens' });
    try {
      return await photograph(await this.#sessions.call(targetId), this.#scheme);
    } finally {
      const gone = async () => {
        const left = await this.#target(isPopup);
        if (left !== null) await this.#cdp.send('Target.closeTarget', { targetId: left }).catch(() => {});
        return left === null;
      };
      await until(gone, { within: 3_000, what: 'the popup closes' });
    }
  }

  async traffic(): Promise<readonly Exchange[]> {
    await this.#context.close();
    return exchangesOf(await readFile(join(this.#profile.path, NET_LOG), 'utf8'));
  }

  async devtools(fits: (target: { type: string; url: string }) => boolean): Promise<readonly Call[]> {
    const { targetInfos } = await this.#cdp.send('Target.getTargets', { filter: [{}] });
    return Promise.all(targetInfos.filter(fits).map(({ targetId }) => this.#sessions.call(targetId)));
  }

  memory(fits: (url: string) => boolean): Promise<Held> {
    return this.#memory.read(fits);
  }

  async crash(): Promise<void> {
    const { processInfo } = await this.#cdp.send('SystemInfo.getProcessInfo');
    const own = processInfo.find(({ type }) => type === 'browser');
    if (own === undefined) throw new Error('Chromium names no process of its own.');
    process.kill(own.id, 'SIGKILL');
    await this.closed;
  }

  async close(): Promise<void> {
    await this.#context.close();
    await leave(this.#profile);
  }
}

/** A page of the extension, from which a window can be opened. */
const ANY_PAGE = 'src/options/options.html';

/** Of Playwright's long report what Chromium itself complained of first. */
function complaintOf(error: unknown): string {
  const lines = stripVTControlCharacters(error instanceof Error ? error.message : String(error)).split('\n');
  const said = lines.find((line) => line.includes('ERROR:') && !line.includes('dbus'));
  return said?.replace(/^.*?ERROR:[^ ]* /, '') ?? lines[0] ?? '';
}

/** Chromium itself, on a profile. Throws `Stop` when it does not come up. */
function begin(executablePath: string, profile: string, options: LaunchOptions): Promise<BrowserContext> {
  const { extension, headless, proxy, downloads, traffic = false } = options;
  const load =
    extension === undefined ? [] : [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`];
  const through =
    proxy === undefined
      ? []
      : [`--proxy-server=127.0.0.1:${proxy}`, '--proxy-bypass-list=<-loopback>', '--ignore-certificate-errors'];
  return chromium
    .launchPersistentContext(profile, {
      executablePath,
      headless,
      viewport: headless ? { width: 1100, height: 720 } : null,
      ...(downloads === undefined ? {} : { downloadsPath: downloads }),
      args: [...FLAGS, ...load, ...through, ...(traffic ? [`--log-net-log=${join(profile, NET_LOG)}`] : [])],
      // Root has none.
      chromiumSandbox: process.getuid?.() !== 0,
      // A person may close the window of `npm start`; Ctrl+C is handled by the caller.
      handleSIGINT: false,
    })
    .catch((error: unknown) => {
      throw new Stop(`Chromium did not start: ${complaintOf(error)}`);
    });
}

/** Address of the loaded extension. Throws `Stop` when it does not load. */
async function baseOf(context: BrowserContext, extension: string): Promise<string> {
  const found = async () => context.serviceWorkers().find((worker) => worker.url().startsWith('chrome-extension://'));
  const worker = await until(found, { what: 'the service worker starts' }).catch(() => {
    throw new Stop(`Chromium did not load the extension in ${extension}.`);
  });
  return `chrome-extension://${new URL(worker.url()).host}/`;
}

/** Starts Chromium with a profile of its own. Throws `Stop` when it does not come up or the extension does not load. */
export async function launchChromium(options: LaunchOptions): Promise<Browser> {
  const program = need('chromium');
  const profile = await profileFor('chromium', options.profile);
  let context: BrowserContext | undefined;
  try {
    context = await begin(program, profile.path, options);
    const cdp = await context.browser()?.newBrowserCDPSession();
    if (cdp === undefined) throw new Error('Chromium gives no session of its own.');
    const base = options.extension === undefined ? '' : await baseOf(context, options.extension);
    const browser = new Chromium(context, cdp, profile, base);
    if (base !== '') await browser.watchWorker();
    return browser;
  } catch (error) {
    await context?.close().catch(() => {});
    await leave(profile);
    throw error;
  }
}
