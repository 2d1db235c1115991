import { readFileSync } from 'node:fs';
import { openDB } from 'idb';
import { DATABASE } from '../../src/store/database.ts';
import type { World } from '../background/fake-browser.ts';

/** A store as a released version left it: the whole database, and the salt that the names of its threads were made with. */
export interface KeptStore {
  /** Schema version. */
  readonly version: number;
  readonly local: Readonly<Record<string, unknown>>;
  readonly stores: Readonly<
    Record<string, { readonly indexes: readonly string[]; readonly items: readonly (readonly [string, unknown])[] }>
  >;
}

const FOLDER = new URL('./released/', import.meta.url);

export const pathOf = (version: number): URL => new URL(`v${version}.json`, FOLDER);

export function readKept(version: number): KeptStore {
  return JSON.parse(readFileSync(pathOf(version), 'utf8')) as KeptStore;
}

/** Everything that a world keeps, as a fixture. */
export async function keptOf(world: World): Promise<KeptStore> {
  const database = await openDB(`${world.database}/${DATABASE}`);
  const stores: Record<string, { indexes: string[]; items: [string, unknown][] }> = {};
  for (const name of database.objectStoreNames) {
    const { store } = database.transaction(name);
    const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
    const items = keys
      .map((key, at): [string, unknown] => [String(key), values[at]])
      .filter(([, value]) => isPlain(value));
    stores[name] = { indexes: [...store.indexNames], items };
  }
  database.close();
  return { version: database.version, local: Object.fromEntries(world.local), stores };
}

/** Puts a fixture where a worker of that world finds it. */
export async function plantStore(world: World, kept: KeptStore): Promise<void> {
  const database = await openDB(`${world.database}/${DATABASE}`, kept.version, {
    upgrade(opened) {
      for (const [name, { indexes }] of Object.entries(kept.stores)) {
        const store = opened.createObjectStore(name);
        for (const index of indexes) store.createIndex(index, index);
      }
    },
  });
  for (const [store, { items }] of Object.entries(kept.stores))
    for (const [key, value] of items) await database.put(store, value, key);
  database.close();
  for (const [key, value] of Object.entries(kept.local)) world.local.set(key, value);
}

/** A key of the browser can't be written down: what holds one stays out, and the journal goes on without signatures. */
function isPlain(value: unknown): boolean {
  if (value instanceof CryptoKey) return false;
  if (ArrayBuffer.isView(value)) throw new Error('bytes: say here how they are written down');
  return typeof value !== 'object' || value === null || Object.values(value).every(isPlain);
}
