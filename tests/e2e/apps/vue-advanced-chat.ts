/**
 * vue-advanced-chat, a chat of Vue components in an open shadow root, on a host page of ten lines. The server of the
 * demo messenger carries the messages; each thread gets one of its own, so it is as fresh as a chat can be.
 */
import { join } from 'node:path';
import { type Tab, until } from '../../../src/dev/browsers/browser.ts';
import { type DemoMessenger, startDemo } from '../../../src/dev/demo/server.ts';
import { APPS } from '../../../src/dev/provision.ts';
import type { ChatApp, RunningApp } from './app.ts';

const PAGES = {
  '/': join(APPS, 'vue-advanced-chat.html'),
  '/vue-advanced-chat.js': join(APPS, 'node_modules/vue-advanced-chat/dist/vue-advanced-chat.es.js'),
};
const COMPOSER = '#roomTextarea';

/** In the page: texts of the rows that the shadow root shows. */
function rows(): string[] {
  const root = document.querySelector('vue-advanced-chat')?.shadowRoot;
  return [...(root?.querySelectorAll('.vac-message-card') ?? [])].map((card) => {
    const text = card.querySelector('.vac-text-wrapper, .markdown, .vac-format-container');
    return text?.textContent?.trim() ?? '';
  });
}

/** In the page: may something be written? */
function ready(composer: string): boolean {
  const root = document.querySelector('vue-advanced-chat')?.shadowRoot;
  return root?.querySelector(composer)?.checkVisibility() === true;
}

class RunningVueAdvancedChat implements RunningApp {
  #messenger: DemoMessenger | null = null;
  readonly #old: DemoMessenger[] = [];

  get #now(): DemoMessenger {
    if (this.#messenger === null) throw new Error('No thread is open yet.');
    return this.#messenger;
  }

  async #open(tab: Tab, as: 'child' | 'peer', thread: string): Promise<void> {
    await tab.goto(`${this.#now.url(as)}&room=${thread}`);
    await until(() => tab.evaluate(ready, COMPOSER), { what: 'the chat can be written in' });
  }

  async meet(child: Tab, peer: Tab, thread: string): Promise<void> {
    if (this.#messenger !== null) this.#old.push(this.#messenger);
    this.#messenger = await startDemo(PAGES);
    await Promise.all([this.#open(child, 'child', thread), this.#open(peer, 'peer', thread)]);
  }

  title(thread: string): string {
    return thread;
  }

  async say(tab: Tab, text: string): Promise<void> {
    await tab.type(COMPOSER, text);
    await tab.press('Enter');
  }

  shown(tab: Tab): Promise<readonly string[]> {
    return tab.evaluate(rows);
  }

  async remount(tab: Tab): Promise<void> {
    const count = (await this.shown(tab)).length;
    const choose = (name: string) => {
      const root = document.querySelector('vue-advanced-chat')?.shadowRoot;
      const rooms = [...(root?.querySelectorAll<HTMLElement>('.vac-room-item') ?? [])];
      rooms.find((room) => (room.textContent ?? '').includes('Somebody else') === (name === 'other'))?.click();
    };
    await tab.evaluate(choose, 'other');
    await until(async () => (await this.shown(tab)).length === 0, { what: 'the other room is open' });
    await tab.evaluate(choose, 'main');
    await until(async () => (await this.shown(tab)).length === count, { what: 'the rows are back' });
  }

  reload = (tab: Tab, thread: string): Promise<void> => this.#open(tab, 'child', thread);

  /** By the component's `messages` property, as a host page does when its server tells of an edit. */
  edit = async (_tab: Tab, text: string): Promise<void> => {
    this.#now.edit(this.#now.newest('peer'), text);
  };

  async stop(): Promise<void> {
    const all = this.#messenger === null ? this.#old : [...this.#old, this.#messenger];
    await Promise.all(all.map((messenger) => messenger.close()));
  }
}

export const vueAdvancedChat: ChatApp = {
  name: 'vue-advanced-chat',
  site: 'generic',
  start: async () => new RunningVueAdvancedChat(),
};
