/** What may happen to the extension while it is at work. Each resolves when it is over; then everything must be as it was. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from '../../../vite.config.ts';
import type { Seeded } from '../seeded.ts';
import type { Scene } from './scene.ts';

export interface FaultOptions {
  readonly messages: number;
  /** How often it happens. */
  readonly times: number;
  readonly chance: Seeded;
}

export interface Fault {
  readonly title: string;
  readonly targets: readonly Target[];
  /** Lets it happen under a stream of messages. */
  readonly happen: (scene: Scene, options: FaultOptions) => Promise<void>;
}

const BOTH = ['chromium', 'firefox'] as const;
const HOUR = 3_600_000;
/** Chromium takes an extension that loads itself again five times within a few seconds for broken, and ends it. */
const MOST_UPDATES = 4;
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

/** In the worker: every nth write to the database fails, until `nightlightMend` is called. */
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

export const FAULTS: Readonly<Record<string, Fault>> = {
  worker: {
    title: 'the worker is killed at random instants',
    targets: BOTH,
    happen: (scene, options) => amid(scene, options, () => scene.browser.killWorker()),
  },
  browser: {
    title: 'the browser is killed and started again',
    targets: ['chromium'],
    async happen(scene, options) {
      for (let at = 0; at < options.times; at++) {
        await scene.talk(Math.ceil(options.messages / options.times));
        await wait(options.chance.next() * 400);
        await scene.browser.crash?.();
        await scene.restart();
      }
    },
  },
  writes: {
    title: 'every nth write to IndexedDB fails',
    targets: ['chromium'],
    async happen(scene, options) {
      // A worker that starts anew has no faults: each gets its own, rarer each time.
      for (let at = 0; at < options.times; at++) {
        await scene.inWorker(failWrites(2 + at));
        await scene.talk(Math.ceil(options.messages / options.times));
        await scene.browser.killWorker();
      }
    },
  },
  clock: {
    title: 'the clock is set back and forth',
    targets: ['chromium'],
    async happen(scene, options) {
      const jumps = [HOUR, -HOUR, 26 * HOUR, -26 * HOUR, 24 * 400 * HOUR, -24 * 400 * HOUR];
      for (let at = 0; at < options.times; at++) {
        await scene.inWorker(setClock(options.chance.pick(jumps)));
        await scene.talk(Math.ceil(options.messages / options.times));
      }
      await scene.inWorker(setClock(0));
    },
  },
  update: {
    title: 'the extension is updated while it runs',
    targets: ['chromium'],
    async happen(scene, options) {
      const extensions = await scene.browser.open('chrome://extensions', { background: true });
      await extensions.evaluate(developerMode);
      const path = join(scene.folder, 'manifest.json');
      const manifest = JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string };
      const times = Math.min(options.times, MOST_UPDATES);
      for (let at = 0; at < times; at++) {
        await scene.talk(Math.ceil(options.messages / times / 2));
        writeFileSync(path, JSON.stringify({ ...manifest, version: `${manifest.version}.${at + 1}` }));
        // Its answer is lost with the worker.
        await scene.inWorker('chrome.runtime.reload()').catch(() => {});
        await scene.reopenExtension();
        await scene.talk(Math.ceil(options.messages / times / 2));
      }
    },
  },
};
