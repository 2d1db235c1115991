import type { WrappedKey } from '../protocol/family.ts';
import { type Bytes, browserRandom, fromBase64, type Random, toBase64, utf8 } from './bytes.ts';

/** Rounds of PBKDF2-SHA-256: what OWASP asks for in 2023; about 0.2 s on a laptop, 1 s on an old phone. */
export const ROUNDS = 600_000;

/** What a secret guards; a wrapping of one kind doesn't open as another. */
export type Guard = 'pin' | 'recovery' | 'backup' | 'sync';

/**
 * The key that a secret stands for. The secret is composed to one form first, so that an accent typed on another keyboard
 * is the same.
 */
export async function keyOfSecret(secret: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', utf8(secret.normalize('NFKC')), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** Puts bytes under a secret. */
export async function wrap(
  plain: Bytes,
  secret: string,
  guard: Guard,
  random: Random = browserRandom,
  iterations: number = ROUNDS,
): Promise<WrappedKey> {
  const [salt, iv] = [random(16), random(12)];
  const key = await keyOfSecret(secret, salt, iterations);
  const data = await encrypt(key, plain, iv, guard);
  return {
    version: 1,
    kdf: 'PBKDF2-SHA-256',
    iterations,
    salt: toBase64(salt),
    iv: toBase64(iv),
    data: toBase64(data),
  };
}

/** The bytes again, or null: a wrong secret, or changed data; they can't be told apart. */
export async function unwrap(wrapped: WrappedKey, secret: string, guard: Guard): Promise<Bytes | null> {
  try {
    const key = await keyOfSecret(secret, fromBase64(wrapped.salt), wrapped.iterations);
    return await decrypt(key, fromBase64(wrapped.data), fromBase64(wrapped.iv), guard);
  } catch {
    return null;
  }
}

export async function encrypt(key: CryptoKey, plain: Bytes, iv: Bytes, guard: Guard): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.encrypt(gcm(iv, guard), key, plain));
}

/** @throws DOMException for another key or changed data */
export async function decrypt(key: CryptoKey, data: Bytes, iv: Bytes, guard: Guard): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.decrypt(gcm(iv, guard), key, data));
}

function gcm(iv: Bytes, guard: Guard) {
  return { name: 'AES-GCM', iv, additionalData: utf8(`nightlight/wrap/1/${guard}`) };
}
