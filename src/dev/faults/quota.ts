/** No room for the extension to store anything, and then there is again. */

import type { Scene } from '../bed/scene.ts';
import { until } from '../browsers/browser.ts';
import type { Extension } from '../browsers/extension.ts';
import type { Fault } from './faults.ts';
import { demandFresh, gapsOf } from './gaps.ts';

/** Each takes half a minute: so long Chromium believes in the room that it found before. */
const MOST_FILLS = 3;
/** ms until what was said last has reached the background. */
const LATE = 10_000;
const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

export const QUOTA: Fault = {
  title: 'there is no room left, and then there is again',
  targets: ['chromium', 'firefox'],
  // Firefox gives the extension the least that it gives to anybody.
  room: 50_000,
  async happen(scene, options) {
    const times = Math.min(options.times, MOST_FILLS);
    for (let at = 0; at < times; at++) {
      const part = Math.ceil(options.messages / times / 3);
      await scene.talk(part);
      const before = (await gapsOf(scene)).length;
      const { again, restore } = await (scene.browser.name === 'firefox' ? fill(scene.extension) : narrow(scene));
      let over = false;
      const told = async () => {
        for (;;) {
          await again();
          const state = await scene.storeState();
          // Firefox may find some room in between, sooner than this looks: then the journal tells of it.
          if (state === 'full' || (await gapsOf(scene)).length > before) return;
          if (over || state !== 'ok') return scene.fault(`the page for parents says "${state}" where there is no room`);
          await wait(100);
        }
      };
      const telling = told();
      await scene.talk(part);
      // On a busy machine the pages send what was said a while later.
      await Promise.race([telling, wait(LATE)]);
      over = true;
      await telling;
      // What is acknowledged now lies in memory that outlives the worker.
      await scene.browser.killWorker();
      await scene.talk(part);
      await restore();
      // The first write for which there is room takes along all that waited.
      await scene.talk(scene.threads.length);
      await demandFresh(scene, before, 'store/full');
    }
  },
};

interface Full {
  /** Takes what room there is again by now. */
  readonly again: () => Promise<void>;
  readonly restore: () => Promise<void>;
}

/** Chromium is told that there is less room. */
async function narrow({ browser, extension }: Scene): Promise<Full> {
  const { base } = browser;
  const [call] = (await browser.devtools?.(({ type, url }) => type === 'page' && url.startsWith(base))) ?? [];
  if (call === undefined) throw new Error('no page of the extension is open');
  const origin = base.replace(/\/$/, '');
  await call('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  // Chromium goes by the room that it found half a minute ago.
  const full = async () => !(await extension.inPage(takesWrites));
  await until(full, { within: 60_000, every: 500, what: 'the browser takes no write' });
  return {
    again: async () => {},
    restore: async () => void (await call('Storage.overrideQuotaForOrigin', { origin })),
  };
}

/**
 * Firefox has room for a few MB, which another database of the extension takes. A write that fails may leave some again: the
 * log of the database is put in order then.
 */
async function fill(extension: Extension): Promise<Full> {
  const again = () => extension.inPage(takeAll);
  await again();
  return { again, restore: () => extension.inPage(giveBack) };
}

/** In a page of the extension: whether its database takes a write. */
function takesWrites(): Promise<boolean> {
  return new Promise((done, fail) => {
    const opening = indexedDB.open('nightlight');
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction('settings', 'readwrite');
      const end = (took: boolean) => {
        database.close();
        done(took);
      };
      transaction.onabort = () => end(false);
      transaction.oncomplete = () => end(true);
      transaction.objectStore('settings').put({ size: 'some' }, 'probe');
    };
  });
}

/** In a page of the extension: stores ever smaller pieces until not even the smallest finds room. */
function takeAll(): Promise<void> {
  return new Promise((done, fail) => {
    const opening = indexedDB.open('filling', 1);
    opening.onerror = () => fail(opening.error);
    opening.onupgradeneeded = () => opening.result.createObjectStore('pieces', { autoIncrement: true });
    opening.onsuccess = () => {
      const database = opening.result;
      const put = (size: number) => {
        const transaction = database.transaction('pieces', 'readwrite');
        transaction.oncomplete = () => put(size);
        transaction.onabort = () => {
          if (size > 256) return put(size / 4);
          database.close();
          done();
        };
        transaction.objectStore('pieces').add(crypto.getRandomValues(new Uint8Array(Math.min(size, 65_536))));
      };
      put(65_536);
    };
  });
}

/** In a page of the extension. */
function giveBack(): Promise<void> {
  return new Promise((done, fail) => {
    const gone = indexedDB.deleteDatabase('filling');
    gone.onsuccess = () => done();
    gone.onerror = () => fail(gone.error);
  });
}
