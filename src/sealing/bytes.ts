/** A view of bytes that WebCrypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

export function utf8(text: string): Bytes {
  return new Uint8Array(encoder.encode(text));
}

/** @throws TypeError for bytes that are no UTF-8 */
export function textOf(bytes: Bytes): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

export function toBase64(bytes: Bytes): string {
  let binary = '';
  // In slices: a call takes a bounded number of arguments.
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}

/** @throws DOMException for what is no base64 */
export function fromBase64(text: string): Bytes {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  // A call for each letter would take a worker that starts 25 times as long, and the model has more than a million.
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

export function toHex(bytes: Bytes): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function joined(...parts: readonly Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** SHA-256 of a text's UTF-8, in hex. */
export async function sha256(text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text))));
}

/** Whether two texts are the same, in a time that doesn't tell where they differ. */
export function sameText(a: string, b: string): boolean {
  let differ = a.length ^ b.length;
  for (let at = 0; at < a.length && at < b.length; at++) differ |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return differ === 0;
}

/** So many random bytes; passed in where a test needs the same ones again. */
export type Random = (bytes: number) => Bytes;

export const browserRandom: Random = (bytes) => crypto.getRandomValues(new Uint8Array(bytes));
