import type { IDBPDatabase, IDBPTransaction } from 'idb';
import type { IndexName, StoreName } from './shelf.ts';

export type Upgrade = IDBPTransaction<unknown, string[], 'versionchange'>;

/**
 * The steps from an empty database to today's, in order: step n leads from version n to n + 1. A step that was released
 * is never changed. All run in one transaction, which also keeps a copy of what was there (see `upgrade.ts`): when one
 * throws, or leaves nothing of what it found, the database stays as it was.
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

function create(database: IDBPDatabase, name: StoreName, indexes: readonly IndexName[]): void {
  const store = database.createObjectStore(name);
  for (const index of indexes) store.createIndex(index, index);
}
