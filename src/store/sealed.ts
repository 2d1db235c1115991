import * as z from 'zod/mini';
import type { SealedLines } from '../protocol/family.ts';
import { sealedSchema } from '../protocol/family-schemas.ts';
import type { StoredAlert } from './alerts.ts';
import { readItem } from './item.ts';
import type { Change, Shelf } from './shelf.ts';

const schema: z.ZodMiniType<SealedLines> = z.object({
  alert: z.string(),
  part: z.int().check(z.gte(1)),
  lines: z.int().check(z.gte(0)),
  at: z.number(),
  sealed: sealedSchema,
});

/** Sealed parts of an alert, in order. One that is missing or unreadable is left out; the journal tells of it. */
export async function readSealed(
  shelf: Shelf,
  alert: Pick<StoredAlert, 'id' | 'parts'>,
  now: number,
): Promise<SealedLines[]> {
  const found: SealedLines[] = [];
  for (let part = 1; part <= alert.parts; part++) {
    const read = await readItem(shelf, 'sealed', keyOf(alert.id, part), schema, now);
    if (read !== null) found.push(read);
  }
  return found;
}

export function putSealed(lines: SealedLines): Change {
  return { store: 'sealed', key: keyOf(lines.alert, lines.part), value: { ...lines, touched: lines.at } };
}

/** The alert that a sealed part belongs to, by its key. */
export function alertOfPart(key: string): string {
  return key.slice(0, key.lastIndexOf('/'));
}

function keyOf(alert: string, part: number): string {
  return `${alert}/${String(part).padStart(3, '0')}`;
}
