import { browserRandom, toHex } from '../sealing/bytes.ts';
import type { Area } from './areas.ts';

const KEY = 'salt';

/**
 * The random salt of this browser, made at the first use. It lies in `storage.local`, apart from the database, so that a
 * thread keeps its name while the database can't be read.
 */
export async function readSalt(local: Area): Promise<string> {
  const stored = (await local.get(KEY))[KEY];
  if (typeof stored === 'string' && stored.length >= 22) return stored;
  const salt = toHex(browserRandom(16));
  await local.set({ [KEY]: salt });
  return salt;
}

/** Forgets the salt: nothing that was stored can be told to belong to a thread any more. */
export async function forgetSalt(local: Area): Promise<void> {
  await local.remove(KEY);
}
