import * as z from 'zod/mini';
import { trimmed } from '../journal/journal.ts';
import { copiesGone } from './copies.ts';
import { readItem } from './item.ts';
import { alertOfPart } from './sealed.ts';
import type { Change, Shelf } from './shelf.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Conversations that are kept at most; sites without lasting thread names make a new one at each visit. */
export const MAX_CONVERSATIONS = 2000;
const KEY = 'housekeeping';

const schema = z.object({ at: z.number() });

/**
 * Removes what has aged, at most once an hour: conversations and alerts that nothing happened to for so many days, the
 * sealed lines of alerts that are gone, copies of unreadable items, and what was copied before an upgrade. A clock that jumps must not empty the store: after
 * a jump of more than a week, or backwards, the first run only takes note of the time, and what is still old an hour later
 * goes.
 */
export async function prune(shelf: Shelf, now: number, days: number): Promise<void> {
  const last = await readItem(shelf, 'settings', KEY, schema, now);
  const since = last === null ? 0 : now - last.at;
  if (since >= 0 && since < HOUR && last !== null) return;
  const note: Change = { store: 'settings', key: KEY, value: { at: now } };
  if (since < 0 || since > 7 * DAY) return shelf.write([note], false);
  const changes: Change[] = [note];
  for (const store of ['conversations', 'alerts', 'quarantine'] as const)
    for (const key of await shelf.keys({ store, index: 'touched', below: now - days * DAY }))
      changes.push({ store, key, value: null });
  changes.push(...(await orphans(shelf, changes, now - days * DAY)), ...(await trimmed(shelf, now)));
  changes.push(...(await copiesGone(shelf, now)), ...(await surplus(shelf)));
  await shelf.write(changes, false);
}

/** Sealed parts, older than a time, whose alert goes with these changes or is gone already. */
async function orphans(shelf: Shelf, changes: readonly Change[], below: number): Promise<Change[]> {
  const going = new Set(changes.flatMap(({ store, key }) => (store === 'alerts' ? [key] : [])));
  const found: Change[] = [];
  for (const key of await shelf.keys({ store: 'sealed', index: 'touched', below })) {
    const alert = alertOfPart(key);
    if (!going.has(alert) && (await shelf.get('alerts', alert)) !== undefined) continue;
    going.add(alert);
    found.push({ store: 'sealed', key, value: null });
  }
  return found;
}

/** The conversations beyond the limit, longest untouched first. */
export async function surplus(shelf: Shelf): Promise<Change[]> {
  const over = (await shelf.count('conversations')) - MAX_CONVERSATIONS;
  if (over <= 0) return [];
  return removals(await shelf.keys({ store: 'conversations', index: 'touched', limit: over }));
}

/**
 * What may go to make room: unreadable copies, and the quarter of the conversations that has been quiet for longest, at
 * least for a day. Never an alert.
 */
export async function spare(shelf: Shelf, now: number): Promise<Change[]> {
  const quiet = await shelf.keys({ store: 'conversations', index: 'touched', below: now - DAY });
  const copies = await shelf.keys({ store: 'quarantine', index: 'touched' });
  return [
    ...copies.map((key): Change => ({ store: 'quarantine', key, value: null })),
    ...removals(quiet.slice(0, Math.ceil(quiet.length / 4))),
  ];
}

function removals(keys: readonly string[]): Change[] {
  return keys.map((key) => ({ store: 'conversations', key, value: null }));
}
