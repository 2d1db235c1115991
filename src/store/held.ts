import * as z from 'zod/mini';
import type { Area } from './areas.ts';
import { type Change, nameOf, STORES } from './shelf.ts';

/** A write that IndexedDB did not take. */
export interface Held extends Change {
  /** Written without seeing what the database holds: must be brought together with it, not put in its place. */
  readonly blind: boolean;
}

const PREFIX = 'held:';
const heldSchema = z.object({
  store: z.enum(STORES),
  key: z.string(),
  value: z.nullable(z.custom<object>((value) => typeof value === 'object' && value !== null)),
  blind: z.boolean(),
});

/**
 * Writes that wait for IndexedDB, in `storage.session`: that outlives the worker, so what was acknowledged outlives it,
 * too, until the browser is closed. The person is told (`StoreState`).
 */
export interface HeldWrites {
  readonly size: number;
  get(name: string): Held | undefined;
  values(): Held[];
  /** Resolves when they outlive the worker; rejects (and keeps nothing) when they don't, or when one holds a key. */
  hold(writes: readonly Held[]): Promise<void>;
  /** Forgets writes that are in the database now. */
  release(names: readonly string[]): Promise<void>;
}

/** Reads what an earlier worker held. One that is not readable any more is dropped. */
export async function readHeld(session: Area): Promise<HeldWrites> {
  const writes = new Map<string, Held>();
  for (const [key, raw] of Object.entries(await session.get(null))) {
    if (!key.startsWith(PREFIX)) continue;
    const parsed = heldSchema.safeParse(raw);
    if (parsed.success) writes.set(key.slice(PREFIX.length), parsed.data);
  }
  return {
    get size() {
      return writes.size;
    },
    get: (name) => writes.get(name),
    values: () => [...writes.values()],
    async hold(list) {
      // The session keeps JSON, in which a key is `{}`: it would be taken for kept and be gone.
      if (list.some(({ value }) => hasKey(value))) throw new DOMException('a key can not be held', 'DataCloneError');
      await session.set(Object.fromEntries(list.map((held) => [PREFIX + nameOf(held.store, held.key), held])));
      for (const held of list) writes.set(nameOf(held.store, held.key), held);
    },
    async release(names) {
      await session.remove(names.map((name) => PREFIX + name));
      for (const name of names) writes.delete(name);
    },
  };
}

function hasKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return value instanceof CryptoKey || Object.values(value).some(hasKey);
}
