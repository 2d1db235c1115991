import { type IDBPDatabase, openDB } from 'idb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { DATABASE, type Idb, openDatabase, troubleOf } from '../../src/store/database.ts';
import { browserIdb } from '../../src/store/idb.ts';
import { MIGRATIONS, type Migration } from '../../src/store/migrations.ts';
import { type IndexName, type Shelf, STORES, type StoreName } from '../../src/store/shelf.ts';
import 'fake-indexeddb/auto';

const NOW = Date.UTC(2026, 10, 25, 12);

/** What is searched by in each store. */
const INDEXES: { readonly [S in StoreName]: readonly IndexName[] } = {
  conversations: ['touched'],
  alerts: ['touched', 'updated', 'unseen'],
  settings: [],
  quarantine: ['touched'],
  sealed: ['touched'],
  journal: ['seq'],
  keys: [],
};

let databases = 0;
const now = () => NOW;

/** The real thing under a name of its own. */
function freshIdb(): Idb & { readonly name: string } {
  databases += 1;
  const name = `database-test-${databases}`;
  return { name, open: (_, version, callbacks) => openDB(name, version, callbacks), remove: browserIdb.remove };
}

async function opened(idb: Idb, migrations?: readonly Migration[]): Promise<{ shelf: Shelf; close: () => void }> {
  const result = await openDatabase(idb, { now, ...(migrations && { migrations }) });
  if ('trouble' in result) throw new Error(result.trouble);
  return result;
}

describe('migrations', () => {
  test('the first one makes every store with its indexes', async () => {
    const idb = freshIdb();
    (await opened(idb)).close();
    const database = await openDB(idb.name);
    expect([...database.objectStoreNames].sort()).toEqual([...STORES].sort());
    for (const name of STORES)
      expect([...database.transaction(name).store.indexNames].sort(), name).toEqual([...INDEXES[name]].sort());
    database.close();
  });

  /** A step that changes every item of a store. */
  const each =
    (change: (value: Readonly<Record<string, number>>) => object): Migration =>
    async (_database, upgrade) => {
      for (let at = await upgrade.objectStore('settings').openCursor(); at !== null; at = await at.continue())
        await at.update(change(at.value));
    };
  const doubled = each(({ n = 0 }) => ({ n: n * 2 }));
  const renamed = each(({ n = 0 }) => ({ m: n + 1 }));

  async function withOldItems(idb: Idb): Promise<void> {
    const { shelf, close } = await opened(idb);
    await shelf.write(
      [
        { store: 'settings', key: 'a', value: { n: 1 } },
        { store: 'settings', key: 'b', value: { n: 3 } },
      ],
      false,
    );
    close();
  }

  test('run in order, also when several versions were left out', async () => {
    const idb = freshIdb();
    await withOldItems(idb);
    const { shelf, close } = await opened(idb, [...MIGRATIONS, doubled, renamed]);
    expect(await Promise.all(['a', 'b'].map((key) => shelf.get('settings', key)))).toEqual([{ m: 3 }, { m: 7 }]);
    close();
  });

  test('one that fails leaves everything as it was, and the next try succeeds', async () => {
    const idb = freshIdb();
    await withOldItems(idb);
    const failing: Migration = async (database, upgrade) => {
      database.createObjectStore('half');
      await upgrade.objectStore('settings').clear();
      throw new Error('in the middle');
    };
    expect(await openDatabase(idb, { now, migrations: [...MIGRATIONS, failing] })).toEqual({ trouble: 'upgrade' });
    const database = await openDB(idb.name);
    expect([database.version, await database.count('settings')]).toEqual([MIGRATIONS.length, 2]);
    expect([...database.objectStoreNames]).not.toContain('half');
    database.close();
    const { shelf, close } = await opened(idb, [...MIGRATIONS, doubled]);
    expect(await shelf.get('settings', 'a')).toEqual({ n: 2 });
    close();
  });

  test('a database of a later version is not opened', async () => {
    const idb = freshIdb();
    (await opened(idb, [...MIGRATIONS, doubled])).close();
    expect(await openDatabase(idb, { now })).toEqual({ trouble: 'newer' });
  });

  test('a database that lacks a store is not used', async () => {
    const idb = freshIdb();
    (await openDB(idb.name, MIGRATIONS.length)).close();
    expect(await openDatabase(idb, { now })).toEqual({ trouble: 'corrupt' });
  });
});

describe('writes', () => {
  test('happen together or not at all', async () => {
    const { shelf, close } = await opened(freshIdb());
    const bad = { touched: 1, fails: () => 'can not be cloned' };
    await expect(
      shelf.write(
        [
          { store: 'alerts', key: 'good', value: { touched: 1 } },
          { store: 'alerts', key: 'bad', value: bad },
        ],
        true,
      ),
    ).rejects.toMatchObject({ name: 'DataCloneError' });
    expect(await shelf.count('alerts')).toBe(0);
    close();
  });

  test('queries follow an index', async () => {
    const { shelf, close } = await opened(freshIdb());
    await shelf.write(
      [3, 1, 2].map((n) => ({ store: 'alerts', key: `k${n}`, value: { touched: n, updated: -n, unseen: n % 2 } })),
      false,
    );
    const keys = (query: object) => shelf.keys({ store: 'alerts', index: 'touched', ...query });
    expect(await keys({})).toEqual(['k1', 'k2', 'k3']);
    expect(await keys({ below: 3 })).toEqual(['k1', 'k2']);
    expect(await keys({ newestFirst: true, limit: 2 })).toEqual(['k3', 'k2']);
    expect(await keys({ index: 'unseen', only: 1 })).toEqual(['k1', 'k3']);
    expect(await shelf.query({ store: 'alerts', index: 'updated', limit: 1 })).toMatchObject([{ key: 'k3' }]);
    close();
  });
});

describe('no room left in Firefox, which then lets one transaction only remove', () => {
  async function narrow() {
    const idb = freshIdb();
    const state = { full: true, onlyRemoves: false };
    const open: Idb['open'] = async (...asked) => {
      const database = await idb.open(...asked);
      const transaction = (...args: Parameters<IDBPDatabase['transaction']>) => {
        const real = database.transaction(...args);
        if (args[1] !== 'readwrite') return real;
        if (!state.onlyRemoves && !state.full) return real;
        const refusal = state.onlyRemoves ? 'InvalidStateError' : 'QuotaExceededError';
        state.onlyRemoves = !state.onlyRemoves;
        const refuse = () => {
          throw new DOMException('', refusal);
        };
        return new Proxy(real, {
          get: (_, name) => {
            if (name === 'objectStore')
              return (store: string) => ({
                put: refuse,
                delete: (key: string) => (state.onlyRemoves ? refuse() : real.objectStore(store).delete?.(key)),
              });
            const value: unknown = Reflect.get(real, name, real);
            return typeof value === 'function' ? value.bind(real) : value;
          },
        });
      };
      return new Proxy(database, {
        get: (_, name) => {
          if (name === 'transaction') return transaction;
          const value: unknown = Reflect.get(database, name, database);
          return typeof value === 'function' ? value.bind(database) : value;
        },
      });
    };
    return { ...(await opened({ ...idb, open })), state };
  }
  const put = { store: 'alerts', key: 'a', value: { touched: 1 } } as const;

  test('is told as such each time, and what comes when there is room again is kept', async () => {
    const { shelf, close, state } = await narrow();
    for (let attempt = 0; attempt < 3; attempt++)
      await expect(shelf.write([put], false)).rejects.toMatchObject({ name: 'QuotaExceededError' });
    state.full = false;
    await shelf.write([put], false);
    expect(await shelf.count('alerts')).toBe(1);
    close();
  });

  test('does not keep from removing, which makes room', async () => {
    const { shelf, close, state } = await narrow();
    state.full = false;
    await shelf.write([put], false);
    state.full = true;
    await expect(shelf.write([put], false)).rejects.toMatchObject({ name: 'QuotaExceededError' });
    await shelf.write([], false);
    await shelf.write([{ ...put, value: null }], false);
    expect(await shelf.count('alerts')).toBe(0);
    close();
  });
});

test('what an error means for the person', () => {
  expect(troubleOf(new DOMException('', 'QuotaExceededError'))).toBe('full');
  expect(troubleOf(new DOMException('', 'VersionError'))).toBe('newer');
  expect(troubleOf(new DOMException('', 'UnknownError'))).toBe('corrupt');
  expect(troubleOf('nonsense')).toBe('corrupt');
});

describe('a database that hangs', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test('is given up after five seconds', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('indexedDB', { open: () => Reflect.construct(IDBOpenDBRequest, []) });
    const opening = openDatabase(browserIdb, { now });
    await vi.advanceTimersByTimeAsync(4999);
    const early = await Promise.race([opening, Promise.resolve('waits')]);
    expect(early).toBe('waits');
    await vi.advanceTimersByTimeAsync(1);
    expect(await opening).toEqual({ trouble: 'corrupt' });
  });

  test('is not waited for while it is removed, either', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('indexedDB', { deleteDatabase: () => Reflect.construct(IDBOpenDBRequest, []) });
    const ended = vi.fn();
    browserIdb.remove(DATABASE).catch(ended);
    await vi.advanceTimersByTimeAsync(4999);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toHaveBeenCalledOnce();
  });

  test('closes what is opened in its place by another version', async () => {
    const { shelf, close } = await opened(browserIdb);
    await shelf.write([{ store: 'settings', key: 'a', value: {} }], false);
    const next = await openDB(DATABASE, 2, { upgrade: (database) => void database.createObjectStore('next') });
    expect(next.version).toBe(2);
    next.close();
    close();
  });
});
