/** What may happen to the extension while it is at work. Each resolves when it is over; then everything must be as it was. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from '../../../vite.config.ts';
import type { Scene } from '../bed/scene.ts';
import type { Seeded } from '../seeded.ts';
import { DAMAGES } from './damage.ts';
import { PERMISSION } from './permission.ts';
import { QUOTA } from './quota.ts';

export interface FaultOptions {
  readonly messages: number;
  /** How often it happens. */
  readonly times: number;
  readonly chance: Seeded;
}

export interface Fault {
  readonly title: string;
  readonly targets: readonly Target[];
  /** Name of the machine that the chats are on; one that no build knows is read once it is allowed. */
  readonly host?: string;
  /** KB that all sites together may store, where the browser takes such a bound. */
  readonly room?: number;
  /** Lets it happen under a stream of messages. */
  readonly happen: (scene: Scene, options: FaultOptions) => Promise<void>;
}

const BOTH = ['chromium', 'firefox'] as const;
const HOUR = 3_600_000;
/** Chromium takes an extension that loads itself again five times within a few seconds for broken, and ends it. */
const MOST_UPDATES = 4;
/** Of each chat: a page that opens is read from its last 200 rows, so that more could not come back when a store is lost. */
const MOST_LOST = 190;
const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Does something `times` times, at random instants of a stream. */
async function amid(
  scene: Scene,
  { messages, times, chance }: FaultOptions,
  work: (at: number) => Promise<void>,
): Promise<void> {
  // A burst of five takes about so long; instants lie all over the stream and some beyond it.
  const long = (messages / 5) * 80;
  const strike = async () => {
    for (let at = 0; at < times; at++) {
      await wait(chance.next() * 2 * (long / times));
      await work(at);
    }
  };
  await Promise.all([scene.talk(messages), strike()]);
}

/** In the browser's page of extensions, which has its own interface: one that lies in a folder is only updated in this mode. */
async function developerMode(): Promise<void> {
  const { developerPrivate } = chrome as unknown as {
    developerPrivate: { updateProfileConfiguration(change: { inDeveloperMode: boolean }): Promise<void> };
  };
  await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
}

/** In the worker: every nth write to the database fails, until the worker ends. */
const failWrites = (nth: number) => `{
  const put = IDBObjectStore.prototype.put;
  let count = 0;
  IDBObjectStore.prototype.put = function (...args) {
    count += 1;
    if (count % ${nth} === 0) throw new DOMException('a fault', 'UnknownError');
    return Reflect.apply(put, this, args);
  };
}`;

/** In the worker: its clock is so many ms off. */
const setClock = (ms: number) => `{
  globalThis.nightlightClock ??= Date.now;
  Date.now = () => globalThis.nightlightClock() + ${ms};
}`;

/** In a page of the extension: the clock of its scripts in all pages of chats is so many ms off. */
async function setPageClocks(ms: number): Promise<void> {
  const set = (off: number) => {
    const world = globalThis as { nightlightClock?: () => number };
    const clock = world.nightlightClock ?? Date.now;
    world.nightlightClock = clock;
    Date.now = () => clock() + off;
  };
  const tabs = await chrome.tabs.query({ url: ['http://127.0.0.1/*'] });
  await Promise.all(
    tabs.map(({ id = -1 }) => chrome.scripting.executeScript({ target: { tabId: id }, func: set, args: [ms] })),
  );
}

export const FAULTS: Readonly<Record<string, Fault>> = {
  worker: {
    title: 'the worker is killed at random instants',
    targets: BOTH,
    happen: (scene, options) =>
      amid(scene, options, async () => {
        // One that sleeps is woken first: each time, one that lives is killed.
        if (!(await scene.browser.workerAlive())) await scene.extension.alerts();
        await scene.browser.killWorker();
      }),
  },
  browser: {
    title: 'the browser is killed and started again',
    targets: BOTH,
    async happen(scene, options) {
      for (let at = 0; at < options.times; at++) {
        await scene.talk(Math.ceil(options.messages / options.times));
        await wait(options.chance.next() * 400);
        const before = await scene.counted();
        await scene.browser.crash();
        await scene.restart();
        const gone = before - (await scene.counted());
        if (gone > 0) scene.fault(`kill ${at + 1}: ${gone} messages that were counted are gone`);
        // Every other kill meets one that has not caught up yet: a page is read from its last 200 rows, so that more
        // than a few kills in a row would leave some unread.
        const all = () => scene.settled();
        if (at % 2 === 1 && !(await scene.demand(`all is counted after kill ${at + 1}`, all))) break;
      }
    },
  },
  writes: {
    title: 'every nth write to IndexedDB fails',
    targets: BOTH,
    async happen(scene, options) {
      // A worker that starts anew has no faults: each gets its own, rarer each time.
      for (let at = 0; at < options.times; at++) {
        await scene.inWorker(failWrites(2 + at));
        await scene.talk(Math.ceil(options.messages / options.times));
        await scene.browser.killWorker();
      }
    },
  },
  quota: QUOTA,
  corrupt: {
    title: 'files of the database are damaged while the browser is closed',
    targets: BOTH,
    async happen(scene, options) {
      const damages = DAMAGES[scene.browser.name];
      const messages = Math.min(options.messages, MOST_LOST * scene.threads.length);
      for (const { title, after, damage } of damages) {
        await scene.talk(Math.ceil(messages / damages.length));
        await scene.demand('the time of a beat was left', async () => (await scene.beat()) !== null);
        await scene.browser.close();
        damage(scene.profile);
        await scene.restart();
        if (after === 'lost') {
          // What the pages show of the chats is read anew, and its alerts are raised again.
          const told = async () => (await scene.journal()).includes('gap/store-lost');
          await scene.demand(`${title}: the new journal tells that the old store was lost`, told);
          continue;
        }
        await scene.demand(`${title}: the page says so`, async () => (await scene.storeState()) === 'corrupt');
        const due = scene.threads.filter(({ alarming }) => alarming).length;
        const alerts = async () => (await scene.extension.alerts()).filter(({ level }) => level === 'urgent').length;
        await scene.demand(`${title}: alerts are raised all the same`, async () => (await alerts()) === due);
        await scene.talk(scene.threads.length);
        await scene.browser.killWorker();
      }
    },
  },
  clock: {
    title: 'the clock is set back and forth',
    targets: BOTH,
    async happen(scene, options) {
      const jumps = [HOUR, -HOUR, 26 * HOUR, -26 * HOUR, 24 * 400 * HOUR, -24 * 400 * HOUR];
      const set = async (ms: number) => {
        await scene.inWorker(setClock(ms));
        await scene.extension.inPage(setPageClocks, ms);
      };
      for (let at = 0; at < options.times; at++) {
        await set(options.chance.pick(jumps));
        await scene.talk(Math.ceil(options.messages / options.times));
        if (!(await scene.demand('all is counted while the clock is off', () => scene.settled()))) break;
      }
      await set(0);
    },
  },
  permission: PERMISSION,
  update: {
    title: 'the extension is updated while it runs',
    targets: BOTH,
    async happen(scene, options) {
      const { browser, folder } = scene;
      if (browser.update === undefined) {
        const extensions = await browser.open('chrome://extensions', { background: true });
        await extensions.evaluate(developerMode);
      }
      const path = join(folder, 'manifest.json');
      const manifest = JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string };
      const times = Math.min(options.times, MOST_UPDATES);
      for (let at = 0; at < times; at++) {
        await scene.talk(Math.ceil(options.messages / times / 2));
        writeFileSync(path, JSON.stringify({ ...manifest, version: `${manifest.version}.${at + 1}` }));
        // Its answer is lost with the worker.
        if (browser.update === undefined) await scene.inWorker('chrome.runtime.reload()').catch(() => {});
        else await browser.update(folder);
        await scene.reopenExtension();
        await scene.talk(Math.ceil(options.messages / times / 2));
        const told = async () => (await scene.journal()).filter((kind) => kind === 'update').length;
        await scene.demand('the journal tells of the update', async () => (await told()) === at + 1);
      }
    },
  },
};
