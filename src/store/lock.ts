import * as z from 'zod/mini';
import type { LockKeys, WrappedKey } from '../protocol/family.ts';
import { lockKeysFields } from '../protocol/family-schemas.ts';
import { readItem } from './item.ts';
import type { Change, Shelf } from './shelf.ts';

/** The family's keys as they lie in the store: nothing here opens anything without the PIN or the recovery code. */
export interface StoredLock extends LockKeys {
  /** ms since the epoch. */
  readonly since: number;
}

const LOCK = 'lock';
const schema: z.ZodMiniType<StoredLock> = z.object({ ...lockKeysFields, since: z.number() });

/** Null also for one that can't be read; that one stays, since without it everybody could do what takes the PIN. */
export function readLock(shelf: Shelf, now: number): Promise<StoredLock | null> {
  return readItem(shelf, 'keys', LOCK, schema, now, 'stays');
}

/** Whether a lock lies there, one that can't be read included: that one nothing opens, and a reset alone removes it. */
export async function hasLock(shelf: Shelf): Promise<boolean> {
  return (await shelf.get('keys', LOCK)) !== undefined;
}

export function putLock(lock: StoredLock): Change {
  return { store: 'keys', key: LOCK, value: lock };
}

export function removeLock(): Change[] {
  return [
    { store: 'keys', key: LOCK, value: null },
    { store: 'keys', key: TRIES, value: null },
  ];
}

/** The lock with another PIN or another recovery code. */
export function rekeyed(lock: StoredLock, part: { readonly pin?: WrappedKey; readonly recovery?: WrappedKey }) {
  return { ...lock, ...part };
}

const TRIES = 'tries';
/** First wait after a wrong try, and the longest, in ms. */
const FIRST_WAIT = 1000;
export const LONGEST_WAIT = 15 * 60_000;

/**
 * Tries to unlock. Each is counted as wrong when it begins and forgiven when it proves right: ending the worker or the
 * page in between wins nothing.
 */
export interface Tries {
  /** Grows by one with each try, for ever: a store that was put back to an earlier state can be told by it. */
  readonly made: number;
  /** Since the last right one. */
  readonly failed: number;
  /** ms: the clock at the last try, or when it was later found to have been set back. */
  readonly last: number;
  /** A try has begun and has not ended yet. */
  readonly open: boolean;
}

const count = z.int().check(z.gte(0));
const triesSchema: z.ZodMiniType<Tries> = z.object({
  made: count,
  failed: count,
  last: z.number(),
  open: z.boolean(),
});

export async function readTries(shelf: Shelf, now: number): Promise<Tries> {
  return (await readItem(shelf, 'keys', TRIES, triesSchema, now)) ?? { made: 0, failed: 0, last: 0, open: false };
}

export function putTries(tries: Tries): Change {
  return { store: 'keys', key: TRIES, value: tries };
}

/** ms to wait after so many wrong tries: 1 s, doubling to 15 minutes. */
export function waitAfter(failed: number): number {
  return failed === 0 ? 0 : Math.min(FIRST_WAIT * 2 ** Math.min(failed - 1, 20), LONGEST_WAIT);
}

/**
 * The tries as the clock of now makes them: one that was set back behind the last try starts the wait anew from here, so
 * that setting it back shortens nothing and a wrong clock locks nobody out for days.
 */
export function seenAt(tries: Tries, now: number): { readonly tries: Tries; readonly setBack: boolean } {
  return now < tries.last ? { tries: { ...tries, last: now }, setBack: true } : { tries, setBack: false };
}

/** ms until the next try; 0 when it may begin now. */
export function waitLeft(tries: Tries, now: number): number {
  const wait = waitAfter(tries.failed);
  return Math.min(wait, Math.max(0, tries.last + wait - now));
}
