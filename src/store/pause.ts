import * as z from 'zod/mini';
import { readItem } from './item.ts';
import type { Change, Shelf } from './shelf.ts';

const KEY = 'pause';
const MINUTE = 60_000;
const LONGEST = 1440 * MINUTE;
const schema = z.object({ from: z.number(), until: z.number() });

/**
 * When the pause ends, in ms; null when there is none. One whose beginning lies in the future is over: a clock that is set
 * back must not make it longer.
 */
export async function pausedUntil(shelf: Shelf, now: number): Promise<number | null> {
  const pause = await readItem(shelf, 'settings', KEY, schema, now);
  if (pause === null || now < pause.from || now >= pause.until || pause.until - pause.from > LONGEST) return null;
  return pause.until;
}

/** A pause of so many minutes from now; 0 ends the one there is. */
export function putPause(minutes: number, now: number): Change {
  const value = minutes === 0 ? null : { from: now, until: now + minutes * MINUTE };
  return { store: 'settings', key: KEY, value };
}
