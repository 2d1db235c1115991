/** Takes out what was put in longest ago, until at most `most` stay. Call it after what is new was put in. */
export function forgetOldest(kept: Map<unknown, unknown> | Set<unknown>, most: number): void {
  while (kept.size > most) {
    const [oldest] = kept.keys();
    kept.delete(oldest);
  }
}
