import * as z from 'zod/mini';
import { FAMILY_LIMITS, familySettingsSchema } from '../../protocol/family-schemas.ts';
import { type Bytes, browserRandom, fromBase64, textOf, toBase64, utf8 } from '../../sealing/bytes.ts';
import { decrypt, encrypt } from '../../sealing/wrap.ts';
import type { Area } from '../../store/areas.ts';
import { SETTING_NAMES, type StoredFamily } from '../../store/settings.ts';

/**
 * The browser's own storage that its devices share: 100 KB in all, 8 KB an item, 120 writes a minute. The settings lie
 * there encrypted, in pieces below the size of an item.
 */
const HEAD = 'family';
const PIECE = 7000;
/** Pieces at most: below 100 KB with their names. */
const MAX_PIECES = 13;

export interface Head {
  readonly salt: string;
  readonly iterations: number;
  readonly iv: string;
  readonly pieces: number;
  /** ms: when it was written; tells own writing from another's. */
  readonly at: number;
}

export type Shared = Pick<StoredFamily, 'settings' | 'changed'>;

const headSchema: z.ZodMiniType<Head & { version: 1 }> = z.object({
  version: z.literal(1),
  salt: z.string(),
  iterations: z.int().check(z.gte(FAMILY_LIMITS.roundsFrom), z.lte(FAMILY_LIMITS.roundsTo)),
  iv: z.string(),
  pieces: z.int().check(z.gte(1), z.lte(MAX_PIECES)),
  at: z.number(),
});
const sharedSchema: z.ZodMiniType<Shared> = z.object({
  settings: familySettingsSchema,
  changed: z.partialRecord(z.enum(SETTING_NAMES), z.number()),
});

export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** What lies in the shared storage; null when nothing does, `unreadable` for what is of a later version or no such thing. */
export async function readHead(area: Area): Promise<Head | null | 'unreadable'> {
  const raw = (await area.get(HEAD))[HEAD];
  if (raw === undefined) return null;
  const parsed = headSchema.safeParse(raw);
  return parsed.success ? parsed.data : 'unreadable';
}

/** The shared settings, or null: another passphrase, or pieces that have not all arrived. */
export async function readShared(area: Area, head: Head, key: CryptoKey): Promise<Shared | null> {
  try {
    const names = namesOf(head.pieces);
    const items = await area.get(names);
    const text = names.map((name) => (typeof items[name] === 'string' ? items[name] : '')).join('');
    const plain = await decrypt(key, fromBase64(text), fromBase64(head.iv), 'sync');
    const parsed = sharedSchema.safeParse(JSON.parse(textOf(plain)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * Writes the shared settings with one call.
 * @throws TooLarge when they don't fit; whatever the browser throws when it takes no more writes
 */
export async function writeShared(
  area: Area,
  shared: Shared,
  key: CryptoKey,
  with_: Pick<Head, 'salt' | 'iterations'>,
  at: number,
): Promise<void> {
  const iv = browserRandom(12);
  const data: Bytes = await encrypt(key, utf8(JSON.stringify(shared)), iv, 'sync');
  const pieces = toBase64(data).match(new RegExp(`.{1,${PIECE}}`, 'g')) ?? [];
  if (pieces.length > MAX_PIECES) throw new TooLarge('more than the browser shares');
  const head = { version: 1, ...with_, iv: toBase64(iv), pieces: pieces.length, at };
  await area.set({ [HEAD]: head, ...Object.fromEntries(pieces.map((piece, index) => [`${HEAD}-${index}`, piece])) });
}

export async function removeShared(area: Area): Promise<void> {
  await area.remove([HEAD, ...namesOf(MAX_PIECES)]);
}

function namesOf(pieces: number): string[] {
  return Array.from({ length: pieces }, (_, index) => `${HEAD}-${index}`);
}
