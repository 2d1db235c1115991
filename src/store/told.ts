import * as z from 'zod/mini';
import { type ChangeNote, OTHER_CHANGES } from '../protocol/family.ts';
import { readItem } from './item.ts';
import { SETTING_NAMES } from './settings.ts';
import type { Change, Shelf } from './shelf.ts';

/** Changes that the child has not been told of yet; of more than these the oldest are taken for told. */
const MAX_NOTES = 50;
export const TOLD_KEY = 'told';

const schema = z.object({
  next: z.int().check(z.gte(1)),
  notes: z.array(z.object({ id: z.number(), at: z.number(), what: z.enum([...SETTING_NAMES, ...OTHER_CHANGES]) })),
});

async function read(shelf: Shelf, now: number) {
  return (await readItem(shelf, 'settings', TOLD_KEY, schema, now)) ?? { next: 1, notes: [] };
}

/** Oldest first. */
export async function untold(shelf: Shelf, now: number): Promise<readonly ChangeNote[]> {
  return (await read(shelf, now)).notes;
}

/** The change that adds notes; the same thing twice before the child looks is told once, with its last time. */
export async function toTell(shelf: Shelf, whats: readonly ChangeNote['what'][], now: number): Promise<Change[]> {
  if (whats.length === 0) return [];
  const { next, notes } = await read(shelf, now);
  const others = notes.filter((note) => !whats.includes(note.what));
  const fresh = whats.map((what, index) => ({ id: next + index, at: now, what }));
  const value = { next: next + whats.length, notes: [...others, ...fresh].slice(-MAX_NOTES) };
  return [{ store: 'settings', key: TOLD_KEY, value }];
}

/**
 * Notes that were made while the stored ones could not be read, and those. All get numbers that no page has seen: what the
 * child was told of one list says nothing of the other.
 */
export function joinTold(held: unknown, stored: unknown): object | null {
  const mine = schema.safeParse(held);
  const theirs = schema.safeParse(stored);
  if (!mine.success) return theirs.success ? theirs.data : null;
  if (!theirs.success) return mine.data;
  const { notes: fresh } = mine.data;
  const others = theirs.data.notes.filter(({ what }) => !fresh.some((note) => note.what === what));
  const from = Math.max(mine.data.next, theirs.data.next);
  const notes = [...others, ...fresh].slice(-MAX_NOTES).map((note, index) => ({ ...note, id: from + index }));
  return { next: from + notes.length, notes };
}

/** The child was told of everything up to a note. */
export async function toldUpTo(shelf: Shelf, id: number, now: number): Promise<Change[]> {
  const { next, notes } = await read(shelf, now);
  const left = notes.filter((note) => note.id > id);
  return left.length === notes.length ? [] : [{ store: 'settings', key: TOLD_KEY, value: { next, notes: left } }];
}
