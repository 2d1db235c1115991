/**
 * A 53-bit hash of a text (cyrb53, public domain, by bryc). Not for secrets: it tells texts of one chat apart, and whoever keeps
 * one puts a salt before the text. Of ten thousand texts two share one with a chance of 1 in 10⁸.
 */
export function fingerprint(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}

/** The fingerprint as a short word, in base 36: at most 11 characters. */
export function shortHash(text: string): string {
  return fingerprint(text).toString(36);
}
