import { openDB } from 'idb';
import type { StoredAlert } from '../../src/store/alerts.ts';
import type { Conversation } from '../../src/store/conversations.ts';
import { DATABASE } from '../../src/store/database.ts';
import { STORES, type StoreName } from '../../src/store/shelf.ts';
import type { World } from './fake-browser.ts';

export interface Stored {
  readonly conversations: Conversation[];
  readonly alerts: StoredAlert[];
  readonly settings: unknown[];
  readonly quarantine: { readonly store: string; readonly key: string; readonly value: unknown }[];
}

/** Everything that lies in the database of a world, past every layer of the product. */
export async function storedIn(world: World): Promise<Stored> {
  const database = await openDB(`${world.database}/${DATABASE}`);
  const all = (name: StoreName) => (database.objectStoreNames.contains(name) ? database.getAll(name) : []);
  const [conversations, alerts, settings, quarantine] = await Promise.all(STORES.map(all));
  database.close();
  return { conversations, alerts, settings, quarantine } as Stored;
}

/** Puts a value into the database of a world as it is, and brings it about that it is there when a worker starts. */
export async function plant(world: World, store: StoreName, key: string, value: unknown): Promise<void> {
  const database = await openDB(`${world.database}/${DATABASE}`);
  await database.put(store, value, key);
  database.close();
}
