/** Debian's Chromium through playwright-core, with the unpacked extension or without. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { need } from '../provision.ts';
import { Stop } from '../shell.ts';
import {
  type Browser,
  type Exchange,
  type LaunchOptions,
  locate,
  type Plain,
  readWarning,
  type Scheme,
  type Tab,
  until,
} from './browser.ts';

/** The browser says nothing to anyone by itself; root has no sandbox; no GPU is expected. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

class ChromiumTab implements Tab {
  readonly #page: Page;
  readonly #cdp: CDPSession;
  /** Execution context of the content script, newest first. */
  #worlds: number[] = [];

  private constructor(page: Page, cdp: CDPSession) {
    this.#page = page;
    this.#cdp = cdp;
  }

  static async of(page: Page, base: string): Promise<ChromiumTab> {
    const cdp = await page.context().newCDPSession(page);
    const tab = new ChromiumTab(page, cdp);
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const isolated = (context.auxData as { type?: string } | undefined)?.type === 'isolated';
      if (isolated && base !== '' && `${context.origin}/` === base) tab.#worlds.unshift(context.id);
    });
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      tab.#worlds = tab.#worlds.filter((id) => id !== executionContextId);
    });
    cdp.on('Runtime.executionContextsCleared', () => {
      tab.#worlds = [];
    });
    await cdp.send('Runtime.enable');
    return tab;
  }

  async goto(url: string): Promise<void> {
    await this.#page.goto(url);
  }

  evaluate<A extends readonly Plain[], R>(inPage: (...args: A) => R | Promise<R>, ...args: A): Promise<R> {
    // The source travels as text: Playwright's own way takes one argument only.
    const call = `(${inPage.toString()})(...${JSON.stringify(args)})`;
    return this.#page.evaluate(call) as Promise<R>;
  }

  async type(selector: string, text: string): Promise<void> {
    const spot = await this.evaluate(locate, selector, true);
    if (spot === null) throw new Error(`Nothing to type into: ${selector}`);
    await this.#page.keyboard.type(text);
  }

  async press(key: string): Promise<void> {
    await this.#page.keyboard.press(key);
  }

  async click(selector: string): Promise<void> {
    const spot = await this.evaluate(locate, selector, false);
    if (spot === null) throw new Error(`Nothing to click: ${selector}`);
    await this.#page.mouse.click(spot.x, spot.y);
  }

  async #look(label: string | null): Promise<ReturnType<typeof readWarning>> {
    for (const contextId of this.#worlds) {
      const expression = `(${readWarning.toString()})(${JSON.stringify(label)})`;
      const { result } = await this.#cdp.send('Runtime.evaluate', { expression, contextId, returnByValue: true });
      if (result.value) return result.value as ReturnType<typeof readWarning>;
    }
    return null;
  }

  async warning(): ReturnType<Tab['warning']> {
    return (await this.#look(null))?.warning ?? null;
  }

  async pressInWarning(label: string): Promise<void> {
    const spot = (await this.#look(label))?.spot;
    if (!spot) throw new Error(`The page warning has no button "${label}".`);
    await this.#page.mouse.click(spot.x, spot.y);
  }

  async screenshot(path: string): Promise<void> {
    await this.#page.screenshot({ path });
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#page.setViewportSize({ width, height });
  }

  front(): Promise<void> {
    return this.#page.bringToFront();
  }

  close(): Promise<void> {
    return this.#page.close();
  }
}

type Call = (method: string, params?: object) => Promise<unknown>;

/**
 * Talks to a target over the browser's own session: to the toolbar popup, which Playwright does not list, and to the
 * worker, which Playwright loses when it starts again. `event` hears what the target tells by itself.
 */
async function toTarget(cdp: CDPSession, targetId: string, event: (method: string) => void = () => {}): Promise<Call> {
  const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map<number, { done: (result: unknown) => void; fail: (error: Error) => void }>();
  let last = 0;
  cdp.on('Target.receivedMessageFromTarget', (received) => {
    if (received.sessionId !== sessionId) return;
    const message = JSON.parse(received.message) as {
      id?: number;
      method?: string;
      result?: unknown;
      error?: { message: string };
    };
    if (message.id === undefined) {
      event(message.method ?? '');
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) call?.fail(new Error(message.error.message));
    else call?.done(message.result);
  });
  return (method, params = {}) =>
    new Promise((done, fail) => {
      const id = ++last;
      waiting.set(id, { done, fail });
      const message = JSON.stringify({ id, method, params });
      cdp.send('Target.sendMessageToTarget', { sessionId, message }).catch(fail);
    });
}

class Chromium implements Browser {
  readonly name = 'chromium';
  readonly version: string;
  readonly closed: Promise<void>;
  readonly #context: BrowserContext;
  readonly #cdp: CDPSession;
  readonly #profile: string;
  readonly base: string;
  #scheme: Scheme = 'light';
  /** How often the worker has started while it was watched. */
  #starts = 0;

  constructor(context: BrowserContext, cdp: CDPSession, profile: string, base: string) {
    this.#context = context;
    this.#cdp = cdp;
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
    const call = await toTarget(this.#cdp, targetId, (method) => {
      if (method === 'Runtime.executionContextCreated') this.#starts += 1;
    });
    await call('Runtime.enable');
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

  async popup(path: string): Promise<void> {
    const worker = this.#context.serviceWorkers().find((each) => each.url().startsWith(this.base));
    if (worker === undefined) throw new Error('No service worker to open the popup from.');
    await worker.evaluate(() => (globalThis as unknown as { chrome: typeof chrome }).chrome.action.openPopup());
    const isPopup = ({ url }: { url: string }) => url.startsWith(this.base) && url.includes('popup.html');
    const targetId = await until(() => this.#target(isPopup), { what: 'the popup opens' });
    const call = await toTarget(this.#cdp, targetId);
    const features = [{ name: 'prefers-color-scheme', value: this.#scheme }];
    await call('Emulation.setEmulatedMedia', { features });
    const filled = async () => {
      const expression = 'document.readyState === "complete" && document.body.innerText.trim() !== ""';
      const { result } = (await call('Runtime.evaluate', { expression, returnByValue: true })) as {
        result: { value: boolean };
      };
      return result.value;
    };
    await until(filled, { what: 'the popup shows something' });
    const { data } = (await call('Page.captureScreenshot', { format: 'png' })) as { data: string };
    await writeFile(path, Buffer.from(data, 'base64'));
    await this.#cdp.send('Target.closeTarget', { targetId });
  }

  async traffic(): Promise<readonly Exchange[]> {
    await this.#context.close();
    return exchangesOf(await readFile(join(this.#profile, NET_LOG), 'utf8'));
  }

  async close(): Promise<void> {
    await this.#context.close();
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

const NET_LOG = 'net-log.json';

/** Reads Chromium's net log: https://www.chromium.org/developers/design-documents/network-stack/netlog/ */
function exchangesOf(log: string): Exchange[] {
  const { constants, events } = JSON.parse(log) as {
    constants: { logEventTypes: Record<string, number> };
    events: { type: number; params?: { url?: string; initiator?: string } }[];
  };
  const start = constants.logEventTypes.URL_REQUEST_START_JOB;
  return events.flatMap(({ type, params }) => {
    if (type !== start || params?.url === undefined) return [];
    const from = params.initiator ?? '';
    return [{ url: params.url, from: from.includes('://') ? from : '' }];
  });
}

/** Starts Chromium with a profile of its own. Throws `Stop` when the extension does not load. */
export async function launchChromium(options: LaunchOptions): Promise<Browser> {
  const { extension, headless, traffic = false } = options;
  const profile = await mkdtemp(join(tmpdir(), 'nightlight-chromium-'));
  const load =
    extension === undefined ? [] : [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`];
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: need('chromium'),
    headless,
    viewport: headless ? { width: 1100, height: 720 } : null,
    args: [...FLAGS, ...root, ...load, ...(traffic ? [`--log-net-log=${join(profile, NET_LOG)}`] : [])],
    // A person may close the window of `npm start`; Ctrl+C is handled by the caller.
    handleSIGINT: false,
  });
  const cdp = await context.browser()?.newBrowserCDPSession();
  if (cdp === undefined) throw new Error('Chromium gives no session of its own.');
  let base = '';
  if (extension !== undefined) {
    const found = async () => context.serviceWorkers().find((worker) => worker.url().startsWith('chrome-extension://'));
    const worker = await until(found, { what: 'the service worker starts' }).catch(async () => {
      await context.close();
      throw new Stop(`Chromium did not load the extension in ${extension}.`);
    });
    base = `chrome-extension://${new URL(worker.url()).host}/`;
  }
  const browser = new Chromium(context, cdp, profile, base);
  if (base !== '') await browser.watchWorker();
  return browser;
}
