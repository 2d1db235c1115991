import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { Pages } from '../../src/background/pages.ts';
import { createStudy, type Study, type StudyEnv } from '../../src/background/study.ts';
import { toolbarIcons, warningHelp } from '../../src/catalog.ts';
import type { Kind, Reply, RequestOf } from '../../src/protocol/messages.ts';
import type { Sender } from '../../src/protocol/senders.ts';
import type { Area } from '../../src/store/areas.ts';
import type { Idb } from '../../src/store/database.ts';
import { fakeEngine, realAdvice, realDrafts } from './fake-engine.ts';
import 'fake-indexeddb/auto';

const ID = 'nightlight-test';
export const BASE = `chrome-extension://${ID}/`;
/** An answer that never came because the worker was ended first. */
export const KILLED = Symbol('killed');

export const PAGE: Sender = { id: ID, url: `${BASE}src/popup/popup.html` };
export function tab(id: number, url = 'https://chat.example/room'): Sender {
  return { id: ID, url, frameId: 0, tab: { id } };
}

let worlds = 0;

/** What outlives a worker: storage, database, badge, notifications, the clock. */
export interface World {
  readonly session: Map<string, unknown>;
  readonly local: Map<string, unknown>;
  readonly database: string;
  readonly notifications: Map<string, { readonly title: string; readonly message: string }>;
  badge: { text: string; color: string };
  now: number;
  /** Errors that the next uses of the browser meet, until set back. */
  faults: { open?: string; write?: string; session?: boolean; local?: boolean; notify?: 'refused' | 'hangs' };
}

export function createWorld(): World {
  worlds += 1;
  return {
    session: new Map(),
    local: new Map(),
    database: `world-${worlds}`,
    notifications: new Map(),
    badge: { text: '', color: '' },
    now: Date.UTC(2026, 10, 25, 12),
    faults: {},
  };
}

/** No tab can be looked into, and nothing was granted. */
export const noPages: Pages = {
  bringVoice: async () => {},
  bringReader: async () => {},
  live: async () => null,
  reaches: async () => true,
  mayRead: async () => true,
  grantOf: async () => null,
  structure: async () => null,
  origins: async () => [],
  addOrigin: async () => false,
  removeOrigin: async () => {},
  sync: async () => {},
  resume: async () => {},
};

/** One life of the worker. */
export interface Life {
  readonly study: Study;
  readonly dead: boolean;
  /** Sends as the browser would; `KILLED` when the worker ended before it answered. */
  ask<K extends Kind>(kind: K, body: RequestOf<K>, sender: Sender): Promise<Reply<K> | undefined | typeof KILLED>;
  raw(message: unknown, sender: Sender): Promise<Reply<Kind> | undefined | typeof KILLED>;
  kill(): void;
  /** Ends the worker at the n-th instant from now at which it waits for the browser. */
  killAfter(steps: number): void;
  /** Everything that the worker does by itself at its start, finished. */
  settled(): Promise<unknown>;
}

/**
 * Starts a worker on a world. From the instant of its end nothing it still does has an effect: its calls to the browser
 * never come back, its open transactions are rolled back, its answers are dropped.
 */
export function startWorker(
  world: World,
  change: Partial<StudyEnv> = {},
  equip: (platform: StudyEnv['platform']) => StudyEnv['platform'] = (platform) => platform,
): Life {
  let dead = false;
  let fuse = Number.POSITIVE_INFINITY;
  let announceEnd: () => void = () => {};
  const ended = new Promise<typeof KILLED>((resolve) => {
    announceEnd = () => resolve(KILLED);
  });
  const transactions = new Set<{ abort(): void }>();
  const databases = new Set<{ close(): void }>();

  function kill(): void {
    if (dead) return;
    dead = true;
    for (const transaction of transactions) quietly(() => transaction.abort());
    for (const database of databases) database.close();
    announceEnd();
  }
  function tick(): void {
    fuse -= 1;
    if (fuse <= 0) kill();
  }
  const never = new Promise<never>(() => {});
  /** One call to the browser: the worker may end before it is made, or before it comes back. */
  async function call<T>(work: () => T | Promise<T>): Promise<T> {
    if (dead) return never;
    await null;
    tick();
    if (dead) return never;
    let result: T;
    try {
      result = await work();
    } catch (error) {
      if (dead) return never;
      throw error;
    }
    tick();
    return dead ? never : result;
  }

  const area = (items: Map<string, unknown>, broken: () => boolean): Area => {
    const check = () => {
      if (broken()) throw new Error('storage does not answer');
    };
    return {
      get: (keys) =>
        call(() => {
          check();
          const wanted = keys === null ? [...items.keys()] : [keys].flat();
          return Object.fromEntries(
            wanted.flatMap((key) => (items.has(key) ? [[key, structuredClone(items.get(key))]] : [])),
          );
        }),
      set: (values) =>
        call(() => {
          check();
          // As the real one: JSON in, JSON out.
          for (const [key, value] of Object.entries(values)) items.set(key, JSON.parse(JSON.stringify(value)));
        }),
      remove: (keys) =>
        call(() => {
          check();
          for (const key of [keys].flat()) items.delete(key);
        }),
    };
  };

  const idb: Idb = {
    open: (name, version, callbacks) =>
      call(async () => {
        if (world.faults.open !== undefined) throw new DOMException('fault', world.faults.open);
        const database = await openDB(`${world.database}/${name}`, version, callbacks);
        if (dead) database.close();
        databases.add(database);
        return gated(database);
      }),
    remove: (name) => call(() => deleteDB(`${world.database}/${name}`)),
  };

  function gated(database: IDBPDatabase): IDBPDatabase {
    const open = (...args: Parameters<IDBPDatabase['transaction']>) => {
      if (dead) throw new DOMException('ended', 'InvalidStateError');
      const transaction = database.transaction(...args);
      transactions.add(transaction);
      transaction.done.then(
        () => transactions.delete(transaction),
        () => transactions.delete(transaction),
      );
      transaction.addEventListener('complete', tick);
      tick();
      queueMicrotask(tick);
      const fault = args[1] === 'readwrite' ? world.faults.write : undefined;
      if (fault !== undefined) {
        transaction.abort();
        throw new DOMException('fault', fault);
      }
      return transaction;
    };
    return new Proxy(database, {
      get(target, name) {
        if (name === 'transaction') return open;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }

  const study = createStudy({
    platform: equip({
      runtime: { id: ID, getURL: (path) => BASE + path },
      storage: {
        session: area(world.session, () => world.faults.session === true),
        local: area(world.local, () => world.faults.local === true),
      },
      action: {
        setBadgeText: ({ text }) =>
          call(() => {
            world.badge = { ...world.badge, text };
          }),
        setBadgeBackgroundColor: ({ color }) =>
          call(() => {
            world.badge = { ...world.badge, color };
          }),
      },
      notifications: {
        create: (id, { title, message }) =>
          call(() => {
            if (world.faults.notify === 'refused') throw new Error('not allowed');
            if (world.faults.notify === 'hangs') return never;
            world.notifications.set(id, { title, message });
            return id;
          }),
        clear: (id) => call(() => world.notifications.delete(id)),
      },
    }),
    idb,
    now: () => world.now,
    makeEngine: fakeEngine,
    makeDrafts: realDrafts,
    loadAdvice: realAdvice,
    loadHelp: warningHelp,
    icons: toolbarIcons(),
    sites: () => [{ id: 'demo', name: 'Demo', hosts: [] }],
    pages: noPages,
    text: (key) => key,
    language: () => 'en',
    defaults: { country: 'GB', ageGroup: '13-15', sitesOff: [] },
    size: async () => null,
    ...change,
  });
  const started = study.wake();
  const receive = (message: unknown, sender: Sender) => Promise.race([study.receive(message, sender), ended]);
  return {
    study,
    get dead() {
      return dead;
    },
    ask: async (kind, body, sender) => (await receive({ kind, body }, sender)) as never,
    raw: receive,
    kill,
    killAfter(steps) {
      fuse = steps;
    },
    settled: () => Promise.race([started, ended]),
  };
}

type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

/** The response of an answer that has to be a good one. */
export function responseOf<T>(reply: Answer<T> | undefined | typeof KILLED): T {
  if (reply === KILLED || reply === undefined) throw new Error('no answer');
  if (!reply.ok) throw new Error(reply.error);
  return reply.value;
}

/** Waits until badge and notifications are as the store wants them: an empty answer comes after that. */
export async function rung(life: Life): Promise<void> {
  responseOf(await life.ask('mark-seen', { alerts: [] }, PAGE));
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // Ended already.
  }
}
