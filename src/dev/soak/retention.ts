/** Whether what is old goes: half of the chats become older than the family keeps them, and the extension wakes. */

import { type Kept, keptIn } from '../bed/kept.ts';
import type { Scene } from '../bed/scene.ts';
import { until } from '../browsers/browser.ts';
import type { Extension } from '../browsers/extension.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** ms until what is old must be gone. */
const PATIENCE = 60_000;

/** What came of it. */
export interface Retired {
  /** Chats and alerts that were old, and went. */
  readonly chats: number;
  readonly alerts: number;
  /** Bytes of the store before and after. */
  readonly before: number;
  readonly after: number;
  /** What went and should have stayed, or stayed and should have gone. */
  readonly faults: readonly string[];
}

/**
 * In a page of the extension: these chats and all that belongs to them were last touched so many ms earlier, and so was the
 * housekeeping. To the extension that is as if its clock had gone on and the other chats had been talked in since: the clock
 * of a worker can't be set before it starts, and housekeeping is what it does when it starts.
 */
function makeOlder(ids: readonly string[], ms: number, sinceHousekeeping: number): Promise<void> {
  return new Promise((done, fail) => {
    const opening = indexedDB.open('nightlight');
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(['conversations', 'alerts', 'sealed', 'settings'], 'readwrite');
      const settings = transaction.objectStore('settings');
      const noted = settings.get('housekeeping');
      noted.onsuccess = () => settings.put({ at: noted.result.at - sinceHousekeeping }, 'housekeeping');
      for (const name of ['conversations', 'alerts', 'sealed']) {
        const walking = transaction.objectStore(name).openCursor();
        walking.onsuccess = () => {
          const at = walking.result;
          if (at === null) return;
          const id = String(name === 'sealed' ? at.value.alert : at.value.id);
          if (ids.includes(id)) at.update({ ...at.value, touched: at.value.touched - ms });
          at.continue();
        };
      }
      transaction.onabort = () => fail(transaction.error);
      transaction.oncomplete = () => {
        database.close();
        done();
      };
    };
  });
}

/** Bytes that the browser says the extension stores. */
export function storedBytes(extension: Extension): Promise<number> {
  return extension.inPage(async () => (await navigator.storage.estimate()).usage ?? 0);
}

/** What is not as it must be when these chats were old and the others not. */
export function faultsOfRetention(before: Kept, after: Kept, old: readonly string[]): string[] {
  const faults: string[] = [];
  for (const [what, then, now] of [
    ['chat', before.counts, after.counts],
    ['alert', before.alerts, after.alerts],
  ] as const) {
    const stayed = old.filter((id) => id in then && id in now).length;
    const lost = Object.keys(then).filter((id) => !old.includes(id) && !(id in now)).length;
    if (stayed > 0) faults.push(`retention: of ${stayed} old chats the ${what} is still there`);
    if (lost > 0) faults.push(`retention: of ${lost} chats that were not old the ${what} is gone`);
  }
  return faults;
}

/** Makes every second chat too old, ends the worker and wakes it, and looks what is left. */
export async function retire(scene: Scene): Promise<Retired> {
  const { extension } = scene;
  const { retentionDays } = (await extension.ask('family-settings', {})).settings;
  const [kept, before] = [await keptIn(extension), await storedBytes(extension)];
  const old = Object.keys(kept.counts).filter((_, at) => at % 2 === 0);
  await extension.inPage(makeOlder, old, (retentionDays + 1) * DAY, 2 * HOUR);
  await scene.browser.killWorker();
  let faults: readonly string[] = ['retention: nothing was read'];
  const done = async () => {
    // Wakes it.
    await extension.alerts().catch(() => []);
    faults = faultsOfRetention(kept, await keptIn(extension), old);
    return faults.length === 0;
  };
  await until(done, { within: PATIENCE, every: 500 }).catch(() => {});
  const alerts = old.filter((id) => id in kept.alerts).length;
  return { chats: old.length, alerts, before, after: await storedBytes(extension), faults };
}
