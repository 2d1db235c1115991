import type { StoreState } from '../protocol/messages.ts';
import type { Area } from './areas.ts';
import { DATABASE, type Idb, type OpenOptions, openDatabase, type Trouble, troubleOf } from './database.ts';
import { type Held, type HeldWrites, readHeld } from './held.ts';
import { type Change, type Item, nameOf, type Query, type Shelf } from './shelf.ts';

/** A database that could not be used is tried again after this many ms. */
const RETRY = 60_000;

export interface CupboardEnv {
  readonly idb: Idb;
  readonly session: Area;
  /** ms since the epoch. */
  readonly now: () => number;
  readonly options?: OpenOptions;
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
  /** `ok`, or why what is written now is gone when the browser is closed. Settled by the first use. */
  state(): Promise<StoreState>;
  /** Removes everything, also a database that can't be read. */
  erase(): Promise<void>;
}

export function createCupboard(env: CupboardEnv): Cupboard {
  let base: { readonly shelf: Shelf; readonly close: () => void } | null = null;
  let held: HeldWrites | null = null;
  let trouble: Trouble | null = null;
  let tried: number | null = null;
  let spared = false;

  /** Opens at the first use and again some time after a failure. All use is serial (one queue), so this is never run twice at once. */
  async function ready(): Promise<HeldWrites> {
    held ??= await readHeld(env.session);
    const due = tried === null || Math.abs(env.now() - tried) >= RETRY;
    if (base !== null || !due) return held;
    tried = env.now();
    const opened = await openDatabase(env.idb, {
      ...env.options,
      onLost: () => {
        base = null;
        tried = null;
      },
    });
    if ('trouble' in opened) trouble = opened.trouble;
    else {
      base = opened;
      trouble = null;
      if (held.size > 0) await settle(held);
    }
    return held;
  }

  /** Puts what an earlier failure held back into the database. */
  async function settle(writes: HeldWrites): Promise<void> {
    try {
      const shelf = base?.shelf;
      if (shelf === undefined) return;
      const sighted: Held[] = [];
      for (const write of writes.values()) {
        const stored = write.blind ? await shelf.get(write.store, write.key) : undefined;
        const value = stored === undefined ? write.value : (env.reconcile?.(write, stored) ?? write.value);
        sighted.push({ ...write, value, blind: false });
      }
      await shelf.write(sighted, true);
      await writes.release(sighted.map((write) => nameOf(write.store, write.key)));
    } catch (error) {
      fail(error);
    }
  }

  function fail(error: unknown): void {
    trouble = troubleOf(error);
    // A full database can still be read. One that fails in any other way is left alone until the next try.
    if (trouble === 'full') return;
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
    await ready();
    if (base === null) return none;
    try {
      return await ask(base.shelf);
    } catch (error) {
      fail(error);
      return none;
    }
  }

  async function query(asked: Query): Promise<Item[]> {
    const writes = await ready();
    const items = await read((shelf) => shelf.query(wide(asked, writes.size)), []);
    return writes.size === 0 ? items : over(writes, asked, items);
  }

  return {
    async get(from, key) {
      const writes = await ready();
      const waiting = writes.get(nameOf(from, key));
      if (waiting !== undefined) return waiting.value ?? undefined;
      return read((shelf) => shelf.get(from, key), undefined);
    },
    query,
    async keys(asked) {
      const writes = await ready();
      if (writes.size > 0) return (await query(asked)).map((item) => item.key);
      return read((shelf) => shelf.keys(asked), []);
    },
    async count(from) {
      const writes = await ready();
      let count = await read((shelf) => shelf.count(from), 0);
      for (const write of writes.values()) {
        if (write.store !== from) continue;
        const stored = (await read((shelf) => shelf.get(from, write.key), undefined)) !== undefined;
        count += Number(write.value !== null) - Number(stored);
      }
      return count;
    },
    async write(changes, flushed) {
      const writes = await ready();
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
    async state() {
      await ready();
      return trouble ?? 'ok';
    },
    async erase() {
      const writes = await ready();
      base?.close();
      base = null;
      await env.idb.remove(DATABASE);
      await writes.release(writes.values().map((write) => nameOf(write.store, write.key)));
      trouble = null;
      tried = null;
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
