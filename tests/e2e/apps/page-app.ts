/**
 * A chat component that nobody here wrote, on a host page of a few lines. The server of the demo messenger carries the
 * messages; each thread gets one of its own, so it is as fresh as a chat can be.
 */
import { type Tab, until } from '../../../src/dev/browsers/browser.ts';
import { type DemoMessenger, type Pages, startDemo } from '../../../src/dev/demo/server.ts';
import type { ChatApp, RunningApp } from './app.ts';

export interface PageSpec {
  readonly name: string;
  /** Path of the address → file; `/` is the host page, which is opened with `?as=child|peer&room=NAME`. */
  readonly files: Pages;
  /** The box to write in; looked for in open shadow roots too. */
  readonly composer: string;
  /** The button that sends it. */
  readonly button: string;
  /** In the page: can the box be written in? */
  readonly ready: (composer: string) => boolean;
  /** In the page: texts of the rows that are shown. */
  readonly rows: () => string[];
  /** In the page: opens the main room, or the other one, which is empty. */
  readonly choose: (room: string) => void;
  /** See `ChatApp`. */
  readonly retold?: number;
}

class RunningPage implements RunningApp {
  readonly composer: string;
  readonly button: string;
  readonly #spec: PageSpec;
  #messenger: DemoMessenger | null = null;
  readonly #old: DemoMessenger[] = [];

  constructor(spec: PageSpec) {
    this.#spec = spec;
    this.composer = spec.composer;
    this.button = spec.button;
  }

  get #now(): DemoMessenger {
    if (this.#messenger === null) throw new Error('No thread is open yet.');
    return this.#messenger;
  }

  async #open(tab: Tab, as: 'child' | 'peer', thread: string): Promise<void> {
    const { ready, composer } = this.#spec;
    await tab.goto(`${this.#now.url(as)}&room=${thread}`);
    await until(() => tab.evaluate(ready, composer), { what: 'the chat can be written in' });
  }

  async meet(child: Tab, peer: Tab, thread: string): Promise<void> {
    if (this.#messenger !== null) this.#old.push(this.#messenger);
    this.#messenger = await startDemo(this.#spec.files);
    await Promise.all([this.#open(child, 'child', thread), this.#open(peer, 'peer', thread)]);
  }

  title(thread: string): string {
    return thread;
  }

  async say(tab: Tab, text: string): Promise<void> {
    await tab.type(this.composer, text);
    await tab.press('Enter');
  }

  shown(tab: Tab): Promise<readonly string[]> {
    return tab.evaluate(this.#spec.rows);
  }

  async remount(tab: Tab): Promise<void> {
    const count = (await this.shown(tab)).length;
    await tab.evaluate(this.#spec.choose, 'other');
    await until(async () => (await this.shown(tab)).length === 0, { what: 'the other room is open' });
    await tab.evaluate(this.#spec.choose, 'main');
    await until(async () => (await this.shown(tab)).length === count, { what: 'the rows are back' });
  }

  reload = (tab: Tab, thread: string): Promise<void> => this.#open(tab, 'child', thread);

  /** By the component's own means, as a host page does when its server tells of an edit. */
  edit = async (_tab: Tab, text: string): Promise<void> => {
    this.#now.edit(this.#now.newest('peer'), text);
  };

  async stop(): Promise<void> {
    const all = this.#messenger === null ? this.#old : [...this.#old, this.#messenger];
    await Promise.all(all.map((messenger) => messenger.close()));
  }
}

/** No site of its own: the reader of unknown pages is to read it. */
export function pageApp(spec: PageSpec): ChatApp {
  const { name, retold = 0 } = spec;
  return { name, site: 'generic', retold, start: async () => new RunningPage(spec) };
}
