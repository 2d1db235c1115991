/** Takes out what was put in longest ago, so that at most `most` stay. Call it after each new one. */
export function forgetOldest(map: Map<unknown, unknown>, most: number): void {
  if (map.size > most) for (const [oldest] of map) if (map.delete(oldest)) break;
}
