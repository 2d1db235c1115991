import type { Sealed } from '../protocol/family.ts';
import { type Bytes, browserRandom, fromBase64, joined, type Random, toBase64, utf8 } from './bytes.ts';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const INFO = 'nightlight/seal/1';

/** A new key pair of a family; both halves as bytes (raw; PKCS #8), since each goes its own way. */
export async function newKeyPair(): Promise<{ readonly publicKey: Bytes; readonly privateKey: Bytes }> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  return {
    publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)),
    privateKey: new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)),
  };
}

/** The private half, ready to open; it can't be read out again. @throws DOMException for bytes that are no such key */
export function importPrivate(privateKey: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', privateKey, CURVE, false, ['deriveBits']);
}

/**
 * Seals for a public key: a key pair of this one sealing, ECDH, HKDF-SHA-256 over both public halves, AES-256-GCM. Whoever
 * seals can't open it again, so no secret is needed at any time but that of opening.
 * @param about what the sealing belongs to; it opens only when told the same
 * @throws DOMException for a public key that is none
 */
export async function seal(
  publicKey: Bytes,
  plain: Bytes,
  about: string,
  random: Random = browserRandom,
): Promise<Sealed> {
  const recipient = await crypto.subtle.importKey('raw', publicKey, CURVE, false, []);
  const once = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const sender = new Uint8Array(await crypto.subtle.exportKey('raw', once.publicKey));
  const key = await derive(once.privateKey, recipient, sender, publicKey, 'encrypt');
  const iv = random(12);
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(about) }, key, plain);
  return { version: 1, sender: toBase64(sender), iv: toBase64(iv), data: toBase64(new Uint8Array(data)) };
}

/**
 * Opens what was sealed, or null: another key, another `about`, or changed data; they can't be told apart.
 * @param publicKey the family's own, raw
 */
export async function openSealed(
  privateKey: CryptoKey,
  publicKey: Bytes,
  sealed: Sealed,
  about: string,
): Promise<Bytes | null> {
  try {
    const sender = fromBase64(sealed.sender);
    const key = await derive(
      privateKey,
      await crypto.subtle.importKey('raw', sender, CURVE, false, []),
      sender,
      publicKey,
      'decrypt',
    );
    const additionalData = utf8(about);
    const iv = fromBase64(sealed.iv);
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, fromBase64(sealed.data)),
    );
  } catch {
    return null;
  }
}

async function derive(
  own: CryptoKey,
  other: CryptoKey,
  sender: Bytes,
  recipient: Bytes,
  use: 'encrypt' | 'decrypt',
): Promise<CryptoKey> {
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, own, 256);
  const base = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: joined(sender, recipient), info: utf8(INFO) },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    [use],
  );
}

/** What the lines of an alert are bound to: moved to another alert or place, they don't open. */
export function aboutLines(alert: string, part: number): string {
  return `nightlight/lines/1/${alert}/${part}`;
}

/** What the challenge of one try is bound to. */
export function aboutTry(attempt: string): string {
  return `nightlight/try/1/${attempt}`;
}
