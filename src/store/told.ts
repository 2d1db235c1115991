import * as z from 'zod/mini';
import type { ChangeNote } from '../protocol/family.ts';
import { readItem } from './item.ts';
import { SETTING_NAMES } from './settings.ts';
import type { Change, Shelf } from './shelf.ts';

/** Changes that the child has not been told of yet; of more than these the oldest are taken for told. */
const MAX_NOTES = 50;
const KEY = 'told';

const OTHERS = [
  'set-up',
  'pin',
  'pause',
  'resume',
  'reset',
  'erased',
  'sync',
  'policy',
  'restored',
  'private',
] as const;
const schema = z.object({
  next: z.int().check(z.gte(1)),
  notes: z.array(z.object({ id: z.number(), at: z.number(), what: z.enum([...SETTING_NAMES, ...OTHERS]) })),
});

async function read(shelf: Shelf, now: number) {
  return (await readItem(shelf, 'settings', KEY, schema, now)) ?? { next: 1, notes: [] };
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
  return [{ store: 'settings', key: KEY, value }];
}

/** The child was told of everything up to a note. */
export async function toldUpTo(shelf: Shelf, id: number, now: number): Promise<Change[]> {
  const { next, notes } = await read(shelf, now);
  const left = notes.filter((note) => note.id > id);
  return left.length === notes.length ? [] : [{ store: 'settings', key: KEY, value: { next, notes: left } }];
}
