/** What may happen to the extension while it is at work. Each resolves when it is over; then everything must be as it was. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from '../../../vite.config.ts';
import type { Scene } from '../bed/scene.ts';
import type { Seeded } from '../seeded.ts';
import { CLOCK } from './clock.ts';
import { DAMAGES } from './damage.ts';
import { demandFresh, demandGaps, gapsOf } from './gaps.ts';
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
    if (count % ${nth} === 0) {
      void chrome.storage.session.set({ 'writes-failed': true });
      throw new DOMException('a fault', 'UnknownError');
    }
    return Reflect.apply(put, this, args);
  };
}`;

/** In a page of the extension: whether a write has failed since this was asked before. */
async function writesFailed(): Promise<boolean> {
  const failed = (await chrome.storage.session.get('writes-failed'))['writes-failed'] === true;
  await chrome.storage.session.remove('writes-failed');
  return failed;
}

/** In a page of the extension: whether it has beaten since the browser was started. */
async function hasBeaten(): Promise<boolean> {
  return (await chrome.storage.session.get('alive-session'))['alive-session'] === true;
}

/** In a page of the extension: its last beat was so many ms earlier, as if the browser were closed for so long from now on. */
function ageBeat(ms: number): Promise<void> {
  return new Promise((done, fail) => {
    const opening = indexedDB.open('nightlight');
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction('settings', 'readwrite', { durability: 'strict' });
      const settings = transaction.objectStore('settings');
      const last = settings.get('alive');
      last.onsuccess = () => settings.put({ at: last.result.at - ms }, 'alive');
      transaction.onabort = () => fail(transaction.error);
      transaction.oncomplete = () => {
        database.close();
        done();
      };
    };
  });
}

export const FAULTS: Readonly<Record<string, Fault>> = {
  worker: {
    title: 'the worker is killed at random instants',
    targets: BOTH,
    async happen(scene, options) {
      await amid(scene, options, async () => {
        // One that sleeps is woken first: each time, one that lives is killed.
        if (!(await scene.browser.workerAlive())) await scene.extension.alerts();
        await scene.browser.killWorker();
      });
      // The next message wakes it, and nothing is missing: a gap in the journal would be a false one.
      await demandGaps(scene, []);
    },
  },
  browser: {
    title: 'the browser is killed and started again',
    targets: BOTH,
    async happen(scene, options) {
      const due: string[] = [];
      for (let at = 0; at < options.times; at++) {
        await scene.talk(Math.ceil(options.messages / options.times));
        await wait(options.chance.next() * 400);
        const long = at % 2 === 1;
        if (long) {
          await scene.demand('it has beaten since the start', () => scene.extension.inPage(hasBeaten));
          await scene.extension.inPage(ageBeat, HOUR);
        }
        const before = await scene.counted();
        await scene.browser.crash();
        await scene.restart();
        const gone = before - (await scene.counted());
        if (gone > 0) scene.fault(`kill ${at + 1}: ${gone} messages that were counted are gone`);
        // Every other kill meets one that has not caught up yet: a page is read from its last 200 rows, so that more
        // than a few kills in a row would leave some unread.
        const all = () => scene.settled();
        if (long && !(await scene.demand(`all is counted after kill ${at + 1}`, all))) break;
        // At each start the extension is loaded anew from its folder: to the browser it was off.
        if (long) due.push('gap/switched-off');
      }
      // What is away for less than three beats is no gap. (All browsers are started again within a minute here.)
      await demandGaps(scene, due);
    },
  },
  writes: {
    title: 'every nth write to IndexedDB fails',
    targets: BOTH,
    async happen(scene, options) {
      // A worker that starts anew has no faults: each gets its own, rarer each time.
      for (let at = 0; at < options.times; at++) {
        const before = await gapsOf(scene);
        await scene.inWorker(failWrites(2 + at));
        await scene.talk(Math.ceil(options.messages / options.times));
        const failed = await scene.extension.inPage(writesFailed);
        await scene.browser.killWorker();
        // One life may tell of more than one time: after a minute the database is tried again.
        if (failed) await demandFresh(scene, before.length, 'store/corrupt');
        else await demandGaps(scene, before);
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
  clock: CLOCK,
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
