import type { IDBPDatabase, IDBPTransaction } from 'idb';
import type { StoreName } from './shelf.ts';

export type Upgrade = IDBPTransaction<unknown, string[], 'versionchange'>;

/**
 * The steps from an empty database to today's, in order: step n leads from version n to n + 1. A step that was released
 * is never changed. All run in one transaction: when one throws, the database stays as it was, which is the copy.
 */
export type Migration = (database: IDBPDatabase, upgrade: Upgrade) => Promise<void>;

export const MIGRATIONS: readonly Migration[] = [
  async (database) => {
    create(database, 'conversations', ['touched']);
    create(database, 'alerts', ['touched', 'updated', 'unseen']);
    create(database, 'settings', []);
    create(database, 'quarantine', ['touched']);
  },
  // Sealed lines, the journal, keys.
  async (database) => {
    create(database, 'sealed', ['touched']);
    create(database, 'journal', ['seq']);
    create(database, 'keys', []);
  },
];

function create(database: IDBPDatabase, name: StoreName, indexes: readonly string[]): void {
  const store = database.createObjectStore(name);
  for (const index of indexes) store.createIndex(index, index);
}

/**
 * Changes every item of a store within a migration. An item that `change` throws on is copied to `quarantine` as it was
 * and taken out, so that one bad item holds up neither the others nor the update.
 */
export async function rewrite(
  upgrade: Upgrade,
  store: StoreName,
  version: number,
  change: (value: unknown) => object,
): Promise<void> {
  for (let at = await upgrade.objectStore(store).openCursor(); at !== null; at = await at.continue()) {
    let next: object | null = null;
    try {
      next = change(at.value);
    } catch {
      const copy = { store, key: String(at.key), value: at.value as unknown, why: `migration ${version}`, touched: 0 };
      await upgrade.objectStore('quarantine').put(copy, `${store}/${String(at.key)}/migration-${version}`);
    }
    if (next === null) await at.delete();
    else await at.update(next);
  }
}
