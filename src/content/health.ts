/** How well an open page is understood: told to the background, shown in the popup. Never any text of the chat. */
import type { Health, HealthPart } from '../protocol/messages.ts';

export interface ThreadHealth {
  /** Elements that look like rows; none while the thread opens, when nothing can be said of it. */
  readonly rows: number;
  /** Rows of which a message was read. */
  readonly read: number;
  /** Messages whose direction is known. */
  readonly directed: number;
  readonly composer: boolean;
  /** Something stands in the container. */
  readonly filled: boolean;
}

/** Fewer messages say nothing about directions. */
const ENOUGH = 3;

export function notUnderstood(site: string, missing: readonly HealthPart[]): Health {
  return { site, state: 'not-understood', missing };
}

/** `lost`: the page looks like a chat, and its site's container was not found. */
export function healthOf(site: string, threads: readonly ThreadHealth[], lost: boolean): Health {
  if (threads.length === 0) {
    return lost ? notUnderstood(site, ['container']) : { site, state: 'idle', missing: [] };
  }
  const missing = new Set<HealthPart>();
  for (const thread of threads) {
    if (thread.read === 0 && (thread.rows >= ENOUGH || (thread.rows === 0 && thread.filled))) missing.add('rows');
    if (thread.read >= ENOUGH && thread.directed === 0) missing.add('direction');
  }
  if (!threads.some((thread) => thread.composer)) missing.add('composer');
  const state = missing.has('rows') ? 'not-understood' : missing.size > 0 ? 'partly' : 'watching';
  return { site, state, missing: [...missing] };
}
