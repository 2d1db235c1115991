import type { IDBPDatabase } from 'idb';
import { copyChanges, isCopy } from './copies.ts';
import type { Migration, Upgrade } from './migrations.ts';
import { type Item, STORES, type StoreName } from './shelf.ts';

/** What is copied before a step: all but counters, which a page that is read again fills, and what was set aside. */
const COPIED = ['alerts', 'settings', 'sealed', 'journal', 'keys'] as const satisfies readonly StoreName[];

/** What lay in a store before. */
interface Before {
  readonly store: StoreName;
  readonly count: number;
}

/**
 * Runs the steps in the transaction of the upgrade, and copies what was there before them in the same one. A step that
 * throws makes this throw, and so does one that ends and leaves a store missing, or empty that was not: then the transaction
 * must be aborted, and all is as it was.
 * @param now ms since the epoch
 */
export async function runSteps(
  database: IDBPDatabase,
  transaction: Upgrade,
  steps: readonly Migration[],
  now: number,
): Promise<void> {
  const there = STORES.filter((name) => database.objectStoreNames.contains(name));
  const before: Before[] = [];
  for (const store of there) before.push({ store, count: await transaction.objectStore(store).count() });
  const copies = [];
  for (const store of COPIED)
    if (there.includes(store)) copies.push(...copyChanges(store, await itemsOf(transaction, store), now));
  for (const step of steps) await step(database, transaction);
  const missing = STORES.find((name) => !database.objectStoreNames.contains(name));
  if (missing !== undefined) throw new Error(`${missing} is not there`);
  const aside = transaction.objectStore('quarantine');
  // One copy at a time: that of an earlier upgrade goes.
  for (const key of await aside.getAllKeys()) if (isCopy(String(key))) await aside.delete?.(key);
  for (const { store, count } of before)
    if (store !== 'quarantine' && count > 0 && (await transaction.objectStore(store).count()) === 0)
      throw new Error(`${store} was emptied`);
  for (const { key, value } of copies) await aside.put?.(value, key);
}

async function itemsOf(transaction: Upgrade, name: StoreName): Promise<Item[]> {
  const store = transaction.objectStore(name);
  const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
  return keys.map((key, at) => ({ key: String(key), value: values[at] as unknown }));
}
