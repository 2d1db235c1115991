/** The pages for parents with a store of alerts: opened, looked at in both themes and at both widths. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import { expect } from 'vitest';
import type { Browser, Tab } from '../../src/dev/browsers/browser.ts';
import { Extension } from '../../src/dev/browsers/extension.ts';
import { launch } from '../../src/dev/browsers/launch.ts';
import { distOf } from '../../src/dev/build.ts';
import { ROOT } from '../../src/dev/shell.ts';
import type { Target } from '../../vite.config.ts';

const SIZES = [
  ['wide', 1100, 1500],
  ['narrow', 320, 1500],
] as const;

/** In a page of the extension: writes alerts straight into the store, the newest an hour ago, one each quarter of an hour. */
function fill(count: number): Promise<number> {
  const kinds = [
    ['caution', ['personal-probe', 'flattery']],
    ['warning', ['credential-request', 'gift-bribe']],
    ['caution', ['platform-switch']],
    ['urgent', ['account-hijack', 'threat-exposure', 'secrecy']],
  ] as const;
  const states = ['new', 'talked-about', 'reported', 'false-alarm'];
  const now = Date.now();
  return new Promise((done, fail) => {
    const opening = indexedDB.open('nightlight');
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('alerts', 'readwrite');
      const store = transaction.objectStore('alerts');
      for (let index = 0; index < count; index++) {
        const [level, signals] = kinds[index % kinds.length] ?? kinds[0];
        const time = now - 3_600_000 - index * 900_000;
        const id = `filled-${index}`;
        store.put(
          {
            id,
            site: index % 3 === 0 ? 'discord' : 'converse',
            title: `chat ${index}`,
            level,
            signals,
            reasons: signals.map((signal, nth) => ({
              signal,
              rule: `en/${signal}#filled`,
              time: time - 60_000 * (5 - nth),
              span: [0, 10],
              source: 'rule',
            })),
            raised: time,
            updated: time,
            touched: now,
            shown: level,
            notified: level,
            dismissed: null,
            unseen: 0,
            notAProblem: null,
            state: index < 6 ? 'new' : states[index % states.length],
            stateSince: null,
            parts: 0,
            lines: 0,
          },
          id,
        );
      }
      transaction.onerror = () => fail(transaction.error);
      transaction.oncomplete = () => {
        opening.result.close();
        done(count);
      };
    };
  });
}

/** In the page: breaches of WCAG 2.2 AA and of good practice, contrast included. It travels as source text. */
const breaches = new Function(`${axe.source}
  return axe.run(document).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' ')));`) as () => Promise<
  string[]
>;

export class ParentStage {
  readonly browser: Browser;
  readonly tab: Tab;
  readonly #target: Target;

  private constructor(target: Target, browser: Browser, tab: Tab) {
    this.#target = target;
    this.browser = browser;
    this.tab = tab;
  }

  /** A browser whose store holds `alerts` alerts. */
  static async open(target: Target, alerts: number): Promise<ParentStage> {
    const browser = await launch(target, { extension: distOf(target, true), headless: true });
    try {
      const extension = await Extension.of(browser);
      const { revision } = await extension.ask('family-settings', {});
      await extension.ask('change-settings', {
        token: null,
        revision,
        change: { ageGroup: 'under-13', country: 'GB' },
      });
      await extension.inPage(fill, alerts);
      // What the worker remembers of the store is older than what was just written past it.
      await browser.killWorker();
      return new ParentStage(target, browser, await browser.open(''));
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  /** For the eye alone: both themes, wide and narrow. */
  async photograph(name: string): Promise<void> {
    const folder = join(ROOT, 'out', 'parent');
    mkdirSync(folder, { recursive: true });
    for (const [size, width, height] of SIZES) {
      await this.tab.resize(width, height);
      for (const scheme of ['light', 'dark'] as const) {
        await this.browser.scheme(scheme);
        // Colours come to rest: for the eye alone.
        await this.tab.evaluate(() => new Promise<void>((done) => setTimeout(done, 250)));
        expect(await this.tab.evaluate(breaches), `${name}, ${size}, ${scheme}`).toEqual([]);
        await this.tab.screenshot(join(folder, `${this.#target}-${name}-${size}-${scheme}.png`));
      }
      const wider = await this.tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wider, `${name}, ${size}: nothing is wider than the window`).toBeLessThanOrEqual(0);
    }
    await this.browser.scheme('light');
  }
  async press(words: string): Promise<void> {
    await this.tab.evaluate((wanted) => {
      const all = [...document.querySelectorAll<HTMLElement>('button, a, summary')];
      all.find((each) => each.textContent?.trim().startsWith(wanted))?.click();
    }, words);
  }
}
