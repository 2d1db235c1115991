/** What a test of a page begins with: a browser with the extension, and in one tab a chat that does as it is told. */
import { afterAll, beforeAll } from 'vitest';
import { type Browser, type Tab, type UntilOptions, until } from '../../src/dev/browsers/browser.ts';
import { launch } from '../../src/dev/browsers/launch.ts';
import { distOf } from '../../src/dev/build.ts';
import type { Target } from '../../vite.config.ts';
import { ChatPages, type PageOptions } from './chat-page.ts';

/** Said before anything alarming is. */
export const TALK: readonly string[] = ['heyy how was school', 'i only got half of the homework'];

export interface ChatStage {
  readonly browser: Browser;
  readonly tab: Tab;
  /** Opens a fresh chat in the tab. */
  open(options?: PageOptions): Promise<void>;
  peerSays(...texts: string[]): Promise<void>;
  /** Waits until a warning stands on the page; gives its title. */
  warned(options?: UntilOptions): Promise<string>;
}

/** Called inside `describe`: stands before its first test and is gone after its last; nothing of it can be used outside of them. */
export function chatStage(target: Target): ChatStage {
  let parts: { readonly browser: Browser; readonly tab: Tab; readonly pages: ChatPages };

  beforeAll(async () => {
    const pages = await ChatPages.start();
    try {
      const browser = await launch(target, { extension: distOf(target, true), headless: true });
      parts = { browser, tab: await browser.open(''), pages };
    } catch (error) {
      await pages.close();
      throw error;
    }
  });
  afterAll(async () => {
    await parts?.browser.close();
    await parts?.pages.close();
  });

  return {
    get browser() {
      return parts.browser;
    },
    get tab() {
      return parts.tab;
    },
    open: (options) => parts.pages.open(parts.tab, options),
    peerSays: (...texts) => parts.pages.peerSays(parts.tab, ...texts),
    warned: (options) =>
      until(async () => (await parts.tab.warning())?.title || null, {
        what: 'a warning stands on the page',
        ...options,
      }),
  };
}

/** Script of a page: fills a shadow root called `root` with a chat of no known site, whose lines `window.say` writes. */
export const CHAT_IN_ROOT = `root.innerHTML = '<style>.list{height:300px;overflow:auto;display:flex;flex-direction:column}.row{max-width:60%}.right{align-self:flex-end}</style><header><div class="name">sam</div></header><div class="list chat-messages"></div><textarea placeholder="Write"></textarea>';
  window.say = (text, own) => root.querySelector('.list').insertAdjacentHTML('beforeend', '<div class="row ' + (own ? 'right' : '') + '"><p dir="auto">' + text + '</p></div>');
  for (let i = 0; i < 3; i++) { say('hello ' + i); say('hi back ' + i, true); }`;
