/** A browser with the extension and chats in some tabs: for a fault to happen to, for a long day, for witnesses to look at. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../../../vite.config.ts';
import type { ResponseOf } from '../../protocol/messages.ts';
import { type Browser, type Call, until } from '../browsers/browser.ts';
import { Extension } from '../browsers/extension.ts';
import { launch } from '../browsers/launch.ts';
import { distOf } from '../build.ts';
import type { Seeded } from '../seeded.ts';
import { Chats } from './chat.ts';
import { keptIn, storedIn } from './kept.ts';
import type { Look } from './look.ts';
import { faultsIn, type TalkOptions, type Thread, talk } from './talk.ts';

export interface SceneOptions {
  readonly target: Target;
  readonly tabs: number;
  /** Chats that are talked in, in turn where there are more than tabs; one in each tab without. */
  readonly threads?: number;
  readonly chance: Seeded;
  /** Rows that stand on a page at most. */
  readonly shown: number;
  /** Name of the machine that the chats are on. */
  readonly host?: string;
  /** KB that the browser lets all sites store; see `LaunchOptions`. */
  readonly room?: number;
  /** How the chats look, and the known sites under whose hosts they stand; as The Lounge on this machine without. */
  readonly lookOf?: ((thread: string) => Look) | undefined;
  readonly hosts?: readonly string[] | undefined;
  /** See `LaunchOptions`. */
  readonly traffic?: boolean;
  readonly downloads?: string;
  /** Changes the scene's own copy of the build before it is loaded. */
  readonly change?: (folder: string) => void;
}

/** ms until everything that was said must be counted, after the last fault. */
const PATIENCE = 90_000;
/** Entries of the journal that are asked for at once. */
const PAGE = 100;
/** ms between two bursts. */
const PACE = 60;
/** ms that a chat stays open at most until what was said in it is counted. */
const DWELL = 10_000;

export class Scene {
  readonly chats: Chats;
  readonly threads: readonly Thread[];
  browser: Browser;
  extension: Extension;
  /** The extension's own copy of the build, which a fault may change. */
  readonly folder: string;
  /** What a fault itself found not to be as it must. */
  readonly #found: string[] = [];
  /** Messages that were waited for in vain. */
  #missing = 0;
  readonly #options: SceneOptions;
  readonly #home: string;

  private constructor(
    options: SceneOptions,
    home: string,
    parts: Pick<Scene, 'chats' | 'threads' | 'browser' | 'extension' | 'folder'>,
  ) {
    this.#options = options;
    this.#home = home;
    this.chats = parts.chats;
    this.threads = parts.threads;
    this.browser = parts.browser;
    this.extension = parts.extension;
    this.folder = parts.folder;
  }

  static async open(options: SceneOptions): Promise<Scene> {
    const home = mkdtempSync(join(tmpdir(), 'nightlight-scene-'));
    let chats: Chats | undefined;
    let browser: Browser | undefined;
    try {
      const folder = join(home, 'extension');
      cpSync(distOf(options.target, true), folder, { recursive: true });
      options.change?.(folder);
      chats = await Chats.start(options);
      browser = await launch(options.target, launchOptions(options, home, folder, chats));
      const threads: Thread[] = [];
      for (let at = 0; at < (options.threads ?? options.tabs); at++) {
        const tab = threads[at - options.tabs]?.tab ?? (await browser.open(''));
        const thread = { name: `thread-${at + 1}`, tab, alarming: at % 3 !== 2, said: 0 };
        if (at < options.tabs) await chats.open(tab, thread.name);
        else chats.begin(thread.name);
        threads.push(thread);
      }
      return new Scene(options, home, { chats, threads, browser, extension: await Extension.of(browser), folder });
    } catch (error) {
      // What failed is what is told, not what may fail in tidying up after it.
      await browser?.close().catch(() => {});
      await chats?.close().catch(() => {});
      removeFolder(home);
      throw error;
    }
  }

  talk(messages: number, change: Partial<TalkOptions> = {}): Promise<void> {
    const { chats, threads } = this;
    const dwell = () => this.#dwell();
    return talk({ chats, threads, messages, chance: this.#options.chance, pace: PACE, dwell, ...change });
  }

  /** Waits until what was said is counted. What is not after a long time is waited for no more: it is missing in the end. */
  async #dwell(): Promise<void> {
    const wanted = this.threads.reduce((sum, { said }) => sum + said, 0);
    let counted = 0;
    const read = async () => {
      // A background that ends just then answers the next time.
      const kept = await keptIn(this.extension).catch(() => null);
      if (kept === null) return false;
      counted = Object.values(kept.counts).reduce((sum, { messages }) => sum + messages, 0);
      return counted >= wanted - this.#missing;
    };
    await until(read, { within: DWELL, every: 50 }).catch(() => {
      this.#missing = wanted - counted;
    });
  }

  /** Folder of the browser's profile. */
  get profile(): string {
    return join(this.#home, 'profile');
  }

  /** Starts the browser again on the same profile, with the same chats open. */
  async restart(): Promise<void> {
    this.browser = await launch(
      this.#options.target,
      launchOptions(this.#options, this.#home, this.folder, this.chats),
    );
    this.extension = await Extension.of(this.browser);
    const { tabs } = this.#options;
    for (const [at, thread] of this.threads.entries()) {
      const before = this.threads[at - tabs];
      thread.tab = before?.tab ?? (await this.browser.open(''));
      if (before === undefined) await this.chats.open(thread.tab, thread.name);
    }
  }

  /** Waits until something holds; notes it as a fault when it never does, and gives whether it does. */
  async demand(what: string, look: () => Promise<boolean>): Promise<boolean> {
    try {
      return await until(look, { within: PATIENCE, every: 100, what });
    } catch {
      const store = await this.storeState().catch(String);
      const told = (await this.journal().catch(() => [])).slice(0, 6).join(', ');
      this.#found.push(`not so: ${what} (the store: ${store}; the journal, newest first: ${told})`);
      return false;
    }
  }

  /** Notes that something is not as it must be. */
  fault(what: string): void {
    this.#found.push(what);
  }

  /** Kinds of all entries of the journal, newest first, with the reason where there is one: `gap/store-lost`. */
  async journal(): Promise<readonly string[]> {
    const kinds: string[] = [];
    for (let before: number | null = null; ; ) {
      const { entries }: ResponseOf<'journal'> = await this.extension.ask('journal', { before, limit: PAGE });
      kinds.push(...entries.map(({ kind, facts }) => (typeof facts.why === 'string' ? `${kind}/${facts.why}` : kind)));
      before = entries.at(-1)?.seq ?? null;
      if (before === null || entries.length < PAGE) return kinds;
    }
  }

  /** Whether the store is used as it should, or why not. */
  async storeState(): Promise<string> {
    return (await this.extension.ask('stored', {})).stored.state;
  }

  /** The extension's page, opened again: an update closes it. */
  async reopenExtension(): Promise<void> {
    this.extension = await until(() => Extension.of(this.browser).catch(() => null), {
      within: 20_000,
      what: 'a page of the extension',
    });
  }

  /** The DevTools of the worker, which is woken first. */
  async worker(): Promise<Call> {
    await this.extension.alerts();
    const { base } = this.browser;
    const look = async () =>
      (await this.browser.devtools?.(({ type, url }) => type === 'service_worker' && url.startsWith(base)))?.[0];
    return until(look, { what: 'the worker runs' });
  }

  /** When the extension last noted that it runs, beside its database; null: not yet. */
  beat(): Promise<number | null> {
    return this.extension.inPage(async () => ((await chrome.storage.local.get('alive')).alive as number) ?? null);
  }

  /** Runs an expression in the worker. */
  async inWorker(expression: string): Promise<void> {
    // Firefox's is a page, which another page of the extension may reach into.
    if (this.browser.devtools === undefined) return this.extension.inPage(inBackgroundPage(expression));
    const call = await this.worker();
    await call('Runtime.evaluate', { expression, awaitPromise: true });
  }

  /** Messages that the database has counted at this instant, whatever the extension is at. */
  async counted(): Promise<number> {
    return Object.values((await storedIn(this.extension)).counts).reduce((sum, { messages }) => sum + messages, 0);
  }

  /** Whether all that was said is kept as it must be. */
  async settled(): Promise<boolean> {
    return faultsIn(await keptIn(this.extension), this.threads).length === 0;
  }

  /** Waits until all is kept as it must be, and gives what is not in the end. */
  async faults(): Promise<string[]> {
    let faults: string[] = ['nothing was read'];
    const found = this.#found;
    const settled = async () => {
      await this.extension.alerts().catch(() => []);
      faults = faultsIn(await keptIn(this.extension), this.threads);
      return faults.length === 0;
    };
    await until(settled, { within: PATIENCE, every: 250 }).catch(() => {});
    const { check } = await this.extension.ask('journal', { before: null, limit: 1 });
    return [...found, ...faults, ...(check.whole ? [] : [`the journal is broken at entry ${check.broken}`])];
  }

  async close(): Promise<void> {
    try {
      await this.browser.close();
    } finally {
      await this.chats.close().finally(() => removeFolder(this.#home));
    }
  }
}

/** A browser that has just ended may write into it for a moment yet. */
function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/**
 * A function for a page of the extension that runs an expression in Firefox's background page. It travels as source text, as all
 * do; the page itself could make no code of text.
 */
function inBackgroundPage(expression: string): () => Promise<void> {
  const names = ['globalThis', 'IDBObjectStore', 'DOMException', 'Date'];
  const source = `async () => {
    const page = await chrome.runtime.getBackgroundPage();
    (function (${names.join()}) { ${expression} })(page, ${names.slice(1).map((name) => `page.${name}`)});
  }`;
  return Object.assign(async () => {}, { toString: () => source });
}

const launchOptions = (
  { room, traffic, downloads }: SceneOptions,
  home: string,
  extension: string,
  { proxy }: Chats,
) => ({
  extension,
  headless: true,
  profile: join(home, 'profile'),
  ...(room !== undefined && { room }),
  ...(proxy !== null && { proxy }),
  ...(traffic !== undefined && { traffic }),
  ...(downloads !== undefined && { downloads }),
});
