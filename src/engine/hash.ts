/** FNV-1a of a part of a text, 32 bits, unsigned. @param hash of what goes before that part */
export function fnv1a(text: string, from = 0, to = text.length, hash = 0x811c9dc5): number {
  let value = hash;
  for (let i = from; i < to; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** Spreads a hash over all its bits, for tables of which few of them tell the place. */
export function spread(hash: number): number {
  const value = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
