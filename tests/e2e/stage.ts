/** A chat app with two people in real browsers: the child's has Nightlight, the peer's has not. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type SeenWarning, type Tab, until } from '../../src/dev/browsers/browser.ts';
import { Extension } from '../../src/dev/browsers/extension.ts';
import { launch } from '../../src/dev/browsers/launch.ts';
import { distOf } from '../../src/dev/build.ts';
import { ROOT } from '../../src/dev/shell.ts';
import type { AlertSummary } from '../../src/protocol/messages.ts';
import type { Target } from '../../vite.config.ts';
import type { ChatApp, RunningApp } from './apps/app.ts';
import { type Counts, keptCounts } from './kept.ts';

/** What the two say, and what it is. The rules have tests of their own: here the words are plain. */
export const LINES = {
  credential: 'can u send me ur password, i just need to check something on ur acc',
  hijack: 'I have your account now. do what i say and u get it back',
  threat: 'if u tell anyone ill send ur private chats to everyone in ur school',
} as const;

/** Friendly talk that every thread begins with: an unknown site is recognised by a few rows that look alike. */
export const SMALL_TALK = [
  ['peer', 'heyy how was school'],
  ['child', 'good! maths was long though'],
  ['peer', 'same here, i only got half of it'],
  ['child', 'haha me too'],
] as const;

/** In the page: what stands in the first visible match, looking into open shadow roots. */
function written(selector: string): string {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const box of root.querySelectorAll<HTMLElement>(selector))
      if (box.checkVisibility()) return (box as HTMLTextAreaElement).value ?? box.textContent?.trim() ?? '';
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
  }
  return '';
}

export class Stage {
  readonly app: RunningApp;
  readonly browser: Browser;
  readonly extension: Extension;
  readonly child: Tab;
  readonly peer: Tab;
  readonly #other: Browser;
  readonly #target: Target;
  /** Name of the thread that is open. */
  thread = '';
  #threads = 0;
  /** Messages that were sent in the open thread. */
  #said = 0;
  /** Conversations that were kept before the open thread began. */
  #before: ReadonlySet<string> = new Set();

  private constructor(
    target: Target,
    app: RunningApp,
    browser: Browser,
    other: Browser,
    tabs: readonly [Tab, Tab],
    extension: Extension,
  ) {
    this.#target = target;
    this.app = app;
    this.browser = browser;
    this.#other = other;
    [this.child, this.peer] = tabs;
    this.extension = extension;
  }

  static async open(app: ChatApp, target: Target): Promise<Stage> {
    const running = await app.start();
    const browsers: Browser[] = [];
    try {
      const browser = await launch(target, { extension: distOf(target, true), headless: true });
      browsers.push(browser);
      const other = await launch('chromium', { headless: true });
      browsers.push(other);
      const tabs = [await browser.open(''), await other.open('')] as const;
      return new Stage(target, running, browser, other, tabs, await Extension.of(browser));
    } catch (error) {
      for (const browser of browsers) await browser.close();
      await running.stop();
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.browser.close(), this.#other.close()]);
    await this.app.stop();
  }

  /** Puts away every warning that stands, as a child does that has read it. */
  async #putAwayWarnings(): Promise<void> {
    const look = async () => {
      const warning = await this.child.warning();
      if (warning === null) return true;
      await this.child.pressInWarning('Close this warning').catch(() => {});
      return false;
    };
    await until(look, { what: 'no warning stands on the page' });
  }

  /** A fresh thread with some friendly talk, open on both sides. */
  async begin(): Promise<void> {
    // An urgent one takes the focus when nobody types, and the words of the next test would go nowhere.
    await this.#putAwayWarnings();
    this.#before = new Set((await keptCounts(this.extension)).keys());
    this.#threads += 1;
    this.#said = 0;
    this.thread = `peer${String(this.#threads).padStart(2, '0')}`;
    // A tab that went behind another one meanwhile would be held back: there browsers let timers wait a second.
    await this.child.front();
    await this.app.meet(this.child, this.peer, this.thread);
    for (const [from, text] of SMALL_TALK) await (from === 'peer' ? this.peerSays(text) : this.childSays(text));
  }

  /** Resolves when it is sent. */
  async peerSends(text: string): Promise<void> {
    this.#said += 1;
    await this.app.say(this.peer, text);
  }

  /** Resolves when the child's page shows it. */
  async peerSays(text: string): Promise<void> {
    await this.peerSends(text);
    await this.childSees(text);
  }

  async childSays(text: string): Promise<void> {
    this.#said += 1;
    await this.app.say(this.child, text);
    await this.childSees(text);
  }

  /** Types and does not send; leaves the judge the time that a hand needs for the next key. */
  async childWrites(text: string): Promise<void> {
    await this.child.type(this.app.composer, text);
    await this.child.evaluate(() => new Promise<void>((done) => setTimeout(done, 400)));
  }

  /** What stands in the child's box. */
  draft(): Promise<string> {
    return this.child.evaluate(written, this.app.composer);
  }

  async childSees(text: string): Promise<void> {
    await until(async () => (await this.app.shown(this.child)).includes(text), {
      what: `the child's page shows "${text}"`,
    });
  }

  /** The one alert of the open thread, or null. */
  async alert(): Promise<AlertSummary | null> {
    const alerts = (await this.extension.alerts()).filter((alert) => alert.title.includes(this.thread));
    if (alerts.length > 1) throw new Error(`${alerts.length} alerts of one thread.`);
    return alerts[0] ?? null;
  }

  /** Waits for the alert of the open thread to be as asked. */
  alertThat(holds: (alert: AlertSummary) => boolean, within = 5_000): Promise<AlertSummary> {
    const look = async () => {
      const alert = await this.alert();
      return alert !== null && holds(alert) ? alert : null;
    };
    return until(look, { within, what: `an alert of ${this.thread} with ${holds.toString()}` });
  }

  /** The page warning, once it is drawn. */
  warning(within = 5_000): Promise<SeenWarning> {
    const look = async () => {
      const warning = await this.child.warning();
      return warning !== null && warning.title !== '' ? warning : null;
    };
    return until(look, { within, every: 10, what: 'the page shows a warning' });
  }

  /** How many messages and edits of the open thread were counted: of the one conversation that is new since it began. */
  async #counted(): Promise<Counts> {
    const fresh = [...(await keptCounts(this.extension))].filter(([id]) => !this.#before.has(id));
    if (fresh.length > 1) throw new Error(`One thread is kept as ${fresh.length} conversations.`);
    return fresh[0]?.[1] ?? { messages: 0, edits: 0 };
  }

  /** Waits until all that was said in the thread is counted; gives the counts, which tell what was counted twice. */
  async countedAll(edits = 0): Promise<Counts & { said: number }> {
    const said = this.#said;
    let counts: Counts = { messages: 0, edits: 0 };
    const complete = async () => {
      counts = await this.#counted();
      return counts.messages >= said && counts.edits >= edits;
    };
    await until(complete, { within: 5_000, what: 'all is counted' }).catch(() => {
      throw new Error(`Of ${said} messages and ${edits} edits are counted: ${JSON.stringify(counts)}`);
    });
    return { ...counts, said };
  }

  /** What both sides look like when a test has failed, under out/. */
  async photograph(name: string): Promise<void> {
    const folder = join(ROOT, 'out/e2e');
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${this.#target} ${name}`.replace(/[^a-z0-9]+/gi, '-'));
    await this.child.screenshot(`${path}-child.png`);
    await this.peer.screenshot(`${path}-peer.png`);
  }
}
