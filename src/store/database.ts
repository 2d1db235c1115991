import type { IDBPDatabase, OpenDBCallbacks } from 'idb';
import type { StoreState } from '../protocol/messages.ts';
import { MIGRATIONS, type Migration } from './migrations.ts';
import { type Change, type Item, type Query, type Shelf, STORES, type StoreName } from './shelf.ts';
import { runSteps } from './upgrade.ts';

export const DATABASE = 'nightlight';

/** Why IndexedDB can't be used. */
export type Trouble = Exclude<StoreState, 'ok'>;

/** What of `idb` is used, passed in so that a test can end it at any instant. */
export interface Idb {
  open(name: string, version: number, callbacks: OpenDBCallbacks<unknown>): Promise<IDBPDatabase>;
  remove(name: string): Promise<void>;
}

export interface OpenOptions {
  /** ms since the epoch. */
  readonly now: () => number;
  readonly migrations?: readonly Migration[];
  /** Called when the browser closed the connection, or another one needs it closed. */
  readonly onLost?: () => void;
}

export type Opened = { readonly shelf: Shelf; readonly close: () => void } | { readonly trouble: Trouble };

/**
 * Opens the database and brings it up to date.
 * Never throws: a database that can't be used is an answer. `newer`: made by a later version of the code, left untouched.
 * `full`: no room even to open it. `upgrade`: a migration failed, and the data stay as they were. `corrupt`: everything else.
 */
export async function openDatabase(idb: Idb, options: OpenOptions): Promise<Opened> {
  const migrations = options.migrations ?? MIGRATIONS;
  let database: IDBPDatabase | null = null;
  let failure: unknown;
  const lost = () => {
    database?.close();
    options.onLost?.();
  };
  try {
    database = await idb.open(DATABASE, migrations.length, {
      upgrade(opened, from, _to, transaction) {
        // idb doesn't wait for this: a step that fails must abort by itself, or half of it would be kept.
        runSteps(opened, transaction, migrations.slice(from), options.now()).catch((error: unknown) => {
          if (from > 0) failure = error;
          transaction.done.catch(() => undefined);
          abort(transaction);
        });
      },
      blocking: lost,
      terminated: lost,
    });
  } catch (error) {
    // Of a step that failed the opening knows only that it was aborted.
    const trouble = troubleOf(failure ?? error);
    return { trouble: failure !== undefined && trouble === 'corrupt' ? 'upgrade' : trouble };
  }
  const names = database.objectStoreNames;
  if (STORES.some((name) => !names.contains(name))) {
    database.close();
    return { trouble: 'corrupt' };
  }
  const opened = database;
  return { shelf: shelfOf(opened), close: () => opened.close() };
}

/** What an error of IndexedDB means for the person. */
export function troubleOf(error: unknown): Trouble {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'VersionError') return 'newer';
  return name === 'QuotaExceededError' ? 'full' : 'corrupt';
}

/** Aborting a transaction that has ended already throws; there is nothing left to abort then. */
function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // Already ended.
  }
}

function shelfOf(database: IDBPDatabase): Shelf {
  let wasFull = false;
  return {
    get: async (store, key) => await database.transaction(store).store.get(key),
    query: async (query) => {
      const items: Item[] = [];
      const index = database.transaction(query.store).store.index(query.index);
      if (query.limit === undefined) {
        // All at once: a step of a cursor costs as much as some hundred items of a list.
        const [keys, values] = await Promise.all([index.getAllKeys(rangeOf(query)), index.getAll(rangeOf(query))]);
        values.forEach((value: unknown, at) => {
          items.push({ key: String(keys[at]), value });
        });
        return query.newestFirst ? items.reverse() : items;
      }
      let at = await index.openCursor(rangeOf(query), query.newestFirst ? 'prev' : 'next');
      for (; at !== null && items.length < (query.limit ?? Infinity); at = await at.continue())
        items.push({ key: String(at.primaryKey), value: at.value as unknown });
      return items;
    },
    keys: async (query) => {
      const keys: string[] = [];
      const index = database.transaction(query.store).store.index(query.index);
      let at = await index.openKeyCursor(rangeOf(query), query.newestFirst ? 'prev' : 'next');
      for (; at !== null && keys.length < (query.limit ?? Infinity); at = await at.continue())
        keys.push(String(at.primaryKey));
      return keys;
    },
    count: async (store) => await database.transaction(store).store.count(),
    async write(changes, flushed) {
      const [first] = changes;
      if (first === undefined) return;
      // After one that found no room, Firefox lets the next transaction do nothing but remove, and says of anything else
      // that the database takes no changes (ESR 153): one that does nothing takes that turn.
      if (wasFull && changes.some(({ value }) => value !== null))
        await database.transaction(first.store, 'readwrite').done.catch(() => undefined);
      wasFull = false;
      try {
        await writeAll(database, changes, flushed);
      } catch (error) {
        wasFull = troubleOf(error) === 'full';
        throw error;
      }
    },
  };
}

function rangeOf(query: Query): IDBKeyRange | null {
  if (query.only !== undefined) return IDBKeyRange.only(query.only);
  return query.below === undefined ? null : IDBKeyRange.upperBound(query.below, true);
}

/** One transaction for all changes; resolves at its `complete`, so what follows may tell others that it is kept. */
async function writeAll(database: IDBPDatabase, changes: readonly Change[], flushed: boolean): Promise<void> {
  const stores = [...new Set<StoreName>(changes.map((change) => change.store))];
  const transaction = database.transaction(stores, 'readwrite', { durability: flushed ? 'strict' : 'relaxed' });
  const waits: Promise<unknown>[] = [transaction.done];
  try {
    for (const { store, key, value } of changes) {
      const target = transaction.objectStore(store);
      waits.push(value === null ? target.delete(key) : target.put(value, key));
    }
  } catch (error) {
    // What can't be written must not leave the half before it written.
    abort(transaction);
    await Promise.allSettled(waits);
    throw error;
  }
  const reasons = (await Promise.allSettled(waits)).flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
  // One failed request makes all others fail as aborted: the one about room is what the person must know.
  if (reasons.length > 0) throw reasons.find((reason) => troubleOf(reason) === 'full') ?? reasons[0];
}
