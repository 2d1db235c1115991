/** The loaded extension as one of its own pages sees it: asked through its own protocol, never through a door of tests. */
import type { AlertSummary, Kind, Reply, RequestOf, ResponseOf } from '../../protocol/messages.ts';
import type { Browser, Plain, Tab } from './browser.ts';

/** An alert with the place where it was; empty where the child's age hides it. */
export type AlertTold = AlertSummary & { readonly site: string; readonly title: string };

/** The page for parents. It asks once when it opens, and marks nothing as seen. */
const PAGE = 'src/options/options.html';

export class Extension {
  readonly #tab: Tab;

  private constructor(tab: Tab) {
    this.#tab = tab;
  }

  /** Opens a page of the extension in the background. */
  static async of(browser: Browser): Promise<Extension> {
    return new Extension(await browser.open(browser.base + PAGE, { background: true }));
  }

  /** Asks the background. Throws what it answers when it refuses. */
  async ask<K extends Kind>(kind: K, body: RequestOf<K>): Promise<ResponseOf<K>> {
    const send = (envelope: Plain) => chrome.runtime.sendMessage(envelope) as Promise<Plain>;
    const envelope = JSON.parse(JSON.stringify({ kind, body })) as Plain;
    // Its own background answers in its own protocol.
    const reply = (await this.#tab.evaluate(send, envelope)) as unknown as Reply<K> | null;
    if (reply === null || reply === undefined) throw new Error(`${kind}: no answer`);
    if (!reply.ok) throw new Error(reply.error);
    return reply.value;
  }

  /** All alerts of the sites that are open in any tab, and what the list shows of others; newest first. */
  async alerts(): Promise<readonly AlertTold[]> {
    const tabs = await this.#tab.evaluate(() => chrome.tabs.query({}).then((all) => all.map(({ id }) => id ?? -1)));
    const found = new Map<string, AlertTold>();
    for (const tab of [null, ...tabs]) {
      for (const alert of (await this.ask('alerts', { limit: 100, tab })).alerts)
        if (alert.site !== null || !found.has(alert.id))
          found.set(alert.id, { ...alert, site: alert.site ?? '', title: alert.title ?? '' });
    }
    return [...found.values()].sort((a, b) => b.updated - a.updated);
  }

  /** What the badge on the toolbar says; empty for nothing. */
  badge(): Promise<string> {
    return this.#tab.evaluate(() => chrome.action.getBadgeText({}));
  }

  /** Runs a function in the extension's own page. */
  inPage<A extends readonly Plain[], R>(inPage: (...args: A) => R | Promise<R>, ...args: A): Promise<R> {
    return this.#tab.evaluate(inPage, ...args);
  }

  close(): Promise<void> {
    return this.#tab.close();
  }
}
