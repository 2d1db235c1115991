import { toHex } from '../sealing/bytes.ts';

/**
 * Name of a thread in the store: 128 bits of SHA-256 over a salt of this browser and the thread. Whoever reads the
 * database can't tell from it with whom somebody wrote, not even by guessing names, without the salt.
 */
export async function threadId(salt: string, site: string, origin: string, thread: string): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify([salt, site, origin, thread]));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return toHex(digest.subarray(0, 16));
}
