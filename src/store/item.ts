import type * as z from 'zod/mini';
import type { Change, Item, Query, Shelf, StoreName } from './shelf.ts';

/**
 * Reads one item and checks it. One that fails its schema is set aside (copied to `quarantine` and taken out), so that
 * the rest works on: then, and when there is none, null.
 * @param now ms since the epoch: how long the copy is kept counts from here
 * @param bad what becomes of one that fails; one whose absence means something stays where it is
 */
export async function readItem<T>(
  shelf: Shelf,
  store: StoreName,
  key: string,
  schema: z.ZodMiniType<T>,
  now: number,
  bad: 'aside' | 'stays' = 'aside',
): Promise<T | null> {
  const value = await shelf.get(store, key);
  if (value === undefined) return null;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  if (bad === 'aside') await shelf.write(aside(store, { key, value }, now), false);
  return null;
}

/** Reads the items that a query finds; those that fail their schema are set aside and left out. */
export async function readItems<T>(shelf: Shelf, query: Query, schema: z.ZodMiniType<T>, now: number): Promise<T[]> {
  const good: T[] = [];
  const bad: Change[] = [];
  for (const item of await shelf.query(query)) {
    const parsed = schema.safeParse(item.value);
    if (parsed.success) good.push(parsed.data);
    else bad.push(...aside(query.store, item, now));
  }
  if (bad.length > 0) await shelf.write(bad, false);
  return good;
}

function aside(store: StoreName, { key, value }: Item, now: number): Change[] {
  return [
    { store: 'quarantine', key: `${store}/${key}/${now}`, value: { store, key, value, why: 'schema', touched: now } },
    { store, key, value: null },
  ];
}
