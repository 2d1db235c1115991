import type { StoreState } from '../protocol/messages.ts';
import type { Area } from './areas.ts';
import { DATABASE, type Idb, type OpenOptions, openDatabase, type Trouble, troubleOf } from './database.ts';
import { type Held, type HeldWrites, readHeld } from './held.ts';
import { type Change, type Item, nameOf, type Query, type Shelf, type StoreName } from './shelf.ts';

/** A database that could not be used is tried again after this many ms. */
const RETRY = 60_000;

export interface CupboardEnv {
  readonly idb: Idb;
  readonly session: Area;
  /** ms since the epoch. */
  readonly now: () => number;
  readonly options?: Pick<OpenOptions, 'migrations'>;
  /** What of the database may go when there is no room; empty when nothing may. */
  readonly spare?: (shelf: Shelf) => Promise<readonly Change[]>;
  /** Brings a write that was made without seeing the database together with what the database holds. */
  readonly reconcile?: (held: Held, stored: unknown) => object | null;
}

/**
 * The store as everybody else sees it: IndexedDB, and over it the writes that it could not take (see `held.ts`).
 * `write` resolves only when the changes outlive the worker; otherwise it rejects and nothing may be acknowledged.
 */
export interface Cupboard extends Shelf {
  /**
   * Opens the database, or tries it again some time after a failure. To be called before each piece of work, and all work
   * is serial: within one piece the database comes into sight at no time, so that nothing that was concluded from a store
   * that could not be read is ever written over what lies there.
   */
  open(): Promise<void>;
  /** Grows with each write to a store in this life: what was read and concluded before it may be old. */
  writes(store: StoreName): number;
  /** `ok`, or why what is written now is gone when the browser is closed. */
  state(): StoreState;
  /**
   * Whether the database is open. While it isn't, that something isn't there says nothing; `state` alone doesn't tell, since
   * one that is full may be open or not.
   */
  sees(): boolean;
  /** Removes everything, also a database that can't be read, and opens an empty one. */
  erase(): Promise<void>;
}

export function createCupboard(env: CupboardEnv): Cupboard {
  let base: { readonly shelf: Shelf; readonly close: () => void } | null = null;
  let held: HeldWrites | null = null;
  let trouble: Trouble | null = null;
  let tried: number | null = null;
  let spared = false;
  const written = new Map<StoreName, number>();
  let openings = 0;

  async function writesHeld(): Promise<HeldWrites> {
    held ??= await readHeld(env.session);
    return held;
  }

  async function open(): Promise<void> {
    const writes = await writesHeld();
    const due = tried === null || Math.abs(env.now() - tried) >= RETRY;
    if (base !== null || !due) return;
    tried = env.now();
    const opened = await openDatabase(env.idb, {
      ...env.options,
      now: env.now,
      onLost: () => {
        base = null;
        tried = null;
      },
    });
    if ('trouble' in opened) {
      trouble = opened.trouble;
      return;
    }
    base = opened;
    trouble = null;
    openings += 1;
    if (writes.size > 0) await settle(writes, opened.shelf);
  }

  /** Puts what an earlier failure held back into the database. */
  async function settle(writes: HeldWrites, shelf: Shelf): Promise<void> {
    try {
      // First of all see what is there: nothing may be written over it, now or later, that was made without seeing it.
      const blind = writes.values().filter((write) => write.blind);
      const sighted: Held[] = [];
      for (const write of blind) {
        const stored = await shelf.get(write.store, write.key);
        const value = stored === undefined ? write.value : (env.reconcile?.(write, stored) ?? write.value);
        sighted.push({ ...write, value, blind: false });
      }
      if (sighted.length > 0) await writes.hold(sighted);
    } catch (error) {
      fail(error);
      shut();
      return;
    }
    try {
      await shelf.write(writes.values(), true);
      await writes.release(writes.values().map((write) => nameOf(write.store, write.key)));
    } catch (error) {
      fail(error);
    }
  }

  function fail(error: unknown): void {
    trouble = troubleOf(error);
    // A full database can still be read. One that fails in any other way is left alone until the next try.
    if (trouble !== 'full') shut();
  }

  function shut(): void {
    base?.close();
    base = null;
    tried = env.now();
  }

  /** Into the database together with what is held; true when it took all of it. */
  async function store(writes: HeldWrites, changes: readonly Change[], flushed: boolean): Promise<boolean> {
    const shelf = base?.shelf;
    if (shelf === undefined) return false;
    const fresh = new Set(changes.map((change) => nameOf(change.store, change.key)));
    const waiting = writes.values().filter((write) => !fresh.has(nameOf(write.store, write.key)));
    const all = [...waiting, ...changes];
    try {
      await shelf.write(all, flushed);
    } catch (error) {
      // Once a life of the worker: when the disk is full of other things, giving up more and more would help nobody.
      if (troubleOf(error) !== 'full' || spared || env.spare === undefined) throw error;
      spared = true;
      await shelf.write(await env.spare(shelf), false);
      await shelf.write(all, flushed);
    }
    if (writes.size > 0) await writes.release(writes.values().map((write) => nameOf(write.store, write.key)));
    trouble = null;
    return true;
  }

  function over(writes: HeldWrites, query: Query, items: Item[]): Item[] {
    const mine = writes.values().filter((write) => write.store === query.store);
    const rest = items.filter((item) => writes.get(nameOf(query.store, item.key)) === undefined);
    const found = mine.flatMap((write) =>
      matches(write.value, query) ? [{ key: write.key, value: write.value }] : [],
    );
    const sign = query.newestFirst ? -1 : 1;
    const sorted = [...rest, ...found].sort((a, b) => sign * (field(a.value, query) - field(b.value, query)));
    return sorted.slice(0, query.limit ?? sorted.length);
  }

  const wide = (query: Query, by: number): Query =>
    query.limit === undefined ? query : { ...query, limit: query.limit + by };

  /** A read that fails is a database that can't be used: the answer comes from what is held. */
  async function read<T>(ask: (shelf: Shelf) => Promise<T>, none: T): Promise<T> {
    if (base === null) return none;
    try {
      return await ask(base.shelf);
    } catch (error) {
      fail(error);
      return none;
    }
  }

  async function query(asked: Query): Promise<Item[]> {
    const writes = await writesHeld();
    const items = await read((shelf) => shelf.query(wide(asked, writes.size)), []);
    return writes.size === 0 ? items : over(writes, asked, items);
  }

  return {
    open,
    async get(from, key) {
      const writes = await writesHeld();
      const waiting = writes.get(nameOf(from, key));
      if (waiting !== undefined) return waiting.value ?? undefined;
      return read((shelf) => shelf.get(from, key), undefined);
    },
    query,
    async keys(asked) {
      const writes = await writesHeld();
      if (writes.size > 0) return (await query(asked)).map((item) => item.key);
      return read((shelf) => shelf.keys(asked), []);
    },
    async count(from) {
      const writes = await writesHeld();
      let count = await read((shelf) => shelf.count(from), 0);
      for (const write of writes.values()) {
        if (write.store !== from) continue;
        const stored = (await read((shelf) => shelf.get(from, write.key), undefined)) !== undefined;
        count += Number(write.value !== null) - Number(stored);
      }
      return count;
    },
    writes: (store) => openings + (written.get(store) ?? 0),
    async write(changes, flushed) {
      for (const { store } of changes) written.set(store, (written.get(store) ?? 0) + 1);
      const writes = await writesHeld();
      const blind = base === null;
      try {
        if (await store(writes, changes, flushed)) return;
      } catch (error) {
        fail(error);
      }
      // What stands on a held write knows as much of the database as that one did.
      const known = (change: Change) => writes.get(nameOf(change.store, change.key))?.blind ?? blind;
      await writes.hold(changes.map((change) => ({ ...change, blind: known(change) })));
    },
    state: () => trouble ?? 'ok',
    sees: () => base !== null,
    async erase() {
      const writes = await writesHeld();
      base?.close();
      base = null;
      // Whether it goes or not, the next piece of work opens what is there.
      tried = null;
      await env.idb.remove(DATABASE);
      await writes.release(writes.values().map((write) => nameOf(write.store, write.key)));
      trouble = null;
      openings += 1;
      // At once: what is noted of it belongs into the new one, and the journal's key can be kept nowhere else.
      await open();
    },
  };
}

function field(value: unknown, query: Query): number {
  if (typeof value !== 'object' || value === null) return Number.NaN;
  const number: unknown = Reflect.get(value, query.index);
  return typeof number === 'number' ? number : Number.NaN;
}

function matches(value: object | null, query: Query): boolean {
  const number = field(value, query);
  if (Number.isNaN(number)) return false;
  if (query.only !== undefined) return number === query.only;
  return query.below === undefined || number < query.below;
}
