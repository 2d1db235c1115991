import { toHex } from '../sealing/bytes.ts';

/**
 * 53-bit hash of a text (cyrb53, public domain, by bryc), in base 36: at most 11 characters. Two keys of one conversation
 * of a thousand messages collide with a chance of 1 in 10^10. Not for secrets; callers put their salt before the text.
 */
export function shortHash(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}

/**
 * Name of a thread in the store: 128 bits of SHA-256 over a salt of this browser and the thread. Whoever reads the
 * database can't tell from it with whom somebody wrote, not even by guessing names, without the salt.
 */
export async function threadId(salt: string, site: string, origin: string, thread: string): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify([salt, site, origin, thread]));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return toHex(digest.subarray(0, 16));
}
