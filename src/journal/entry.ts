import * as z from 'zod/mini';
import type { JournalCheck, JournalEntry, JournalKind, WithheldEntry } from '../protocol/journal.ts';
import { fromBase64, sha256, toBase64, utf8 } from '../sealing/bytes.ts';
import { canonical } from './canonical.ts';

export const KINDS = [
  'begun',
  'alert',
  'evidence',
  'alert-state',
  'settings',
  'policy',
  'set-up',
  'pin-changed',
  'pin-wrong',
  'unlocked',
  'reset',
  'erased',
  'pause',
  'resume',
  'permission',
  'not-understood',
  'gap',
  'store',
  'update',
  'clock',
  'report',
  'sync',
  'day-signed',
] as const satisfies readonly JournalKind[];

/** What the first entry of a chain follows. */
export const NOTHING_BEFORE = '0'.repeat(64);

/** The last ms that is a date; beyond it no day can be told. */
const LAST_TIME = 8_640_000_000_000_000;
export const timeSchema = z.number().check(z.gte(-LAST_TIME), z.lte(LAST_TIME));

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export const entrySchema: z.ZodMiniType<JournalEntry> = z.object({
  seq: z.int().check(z.gte(1)),
  at: timeSchema,
  kind: z.enum(KINDS),
  facts: z.record(
    z.string().check(z.maxLength(40)),
    z.union([z.string().check(z.maxLength(1000)), z.number(), z.boolean(), z.null()]),
  ),
  salt: z.string().check(z.maxLength(40)),
  previous: hash,
  hash,
});
export const withheldSchema: z.ZodMiniType<WithheldEntry> = z.object({
  seq: z.int().check(z.gte(1)),
  digest: hash,
  previous: hash,
  hash,
});

/** The hash of an entry: over its place in the chain and the digest of what it says. */
export async function hashOf(entry: Omit<JournalEntry, 'hash'>): Promise<string> {
  const { seq, previous } = entry;
  return linkOf({ seq, previous, digest: await digestOf(entry) });
}

/** Leaves the place of an entry in the chain and takes away what it says. */
export async function withheld(entry: JournalEntry): Promise<WithheldEntry> {
  const { seq, previous, hash } = entry;
  return { seq, digest: await digestOf(entry), previous, hash };
}

function digestOf({ at, kind, facts, salt }: Omit<JournalEntry, 'hash'>): Promise<string> {
  return sha256(canonical({ at, kind, facts, salt }));
}

function linkOf({ seq, previous, digest }: Omit<WithheldEntry, 'hash'>): Promise<string> {
  return sha256(canonical({ seq, previous, digest }));
}

const SIGNING = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const WITH = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** A new key that signs and can't be read out: it works where it lies, in this browser, and nowhere else. */
export async function newSigningKey(): Promise<{ readonly key: CryptoKey; readonly publicKey: string }> {
  const pair = await crypto.subtle.generateKey(SIGNING, false, ['sign', 'verify']);
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return { key: pair.privateKey, publicKey: toBase64(raw) };
}

/** Signs a hash in hex. */
export async function signHash(key: CryptoKey, text: string): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.sign(WITH, key, utf8(text))));
}

/** Whether a signature of a hash is that key's; false also for what is no key or no signature. */
export async function verifyHash(publicKey: string, signature: string, text: string): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', fromBase64(publicKey), SIGNING, true, ['verify']);
    return await crypto.subtle.verify(WITH, key, fromBase64(signature), utf8(text));
  } catch {
    return false;
  }
}

/**
 * Checks a stretch of the journal, oldest first: each hash, each link to the entry before, no number left out, and each
 * signature of a day.
 * @param raw entries as they lie in the store or in a file
 * @param options.start what the first one must follow, where that is known
 * @param options.withheld entries may be withheld, as in a report; in the store none is
 */
export async function checkChain(
  raw: readonly unknown[],
  options: { readonly start?: string; readonly withheld?: boolean } = {},
): Promise<JournalCheck> {
  let previous: JournalEntry | WithheldEntry | null = null;
  let first = 0;
  for (const item of raw) {
    const entry: JournalEntry | WithheldEntry | null = entryOf(item, options.withheld === true);
    const expected: number = previous === null ? first : previous.seq + 1;
    if (entry === null) return { whole: false, broken: seqOf(item) ?? expected, why: 'unreadable' };
    if (previous !== null && entry.seq !== expected)
      return { whole: false, broken: expected, why: entry.seq > expected ? 'missing' : 'order' };
    const own = 'digest' in entry ? linkOf(entry) : hashOf(entry);
    if ((await own) !== entry.hash) return { whole: false, broken: entry.seq, why: 'changed' };
    const link = previous?.hash ?? options.start;
    if (link !== undefined && entry.previous !== link) return { whole: false, broken: entry.seq, why: 'changed' };
    if ('kind' in entry && entry.kind === 'day-signed' && !(await daySigned(entry)))
      return { whole: false, broken: entry.seq, why: 'signature' };
    first ||= entry.seq;
    previous = entry;
  }
  return { whole: true, from: first, to: previous?.seq ?? 0 };
}

function entryOf(item: unknown, mayBeWithheld: boolean): JournalEntry | WithheldEntry | null {
  const parsed = entrySchema.safeParse(item);
  if (parsed.success) return parsed.data;
  const place = mayBeWithheld ? withheldSchema.safeParse(item) : null;
  return place?.success === true ? place.data : null;
}

/** A day's entry signs the hash of the entry before it. */
function daySigned({ facts, previous }: JournalEntry): Promise<boolean> {
  const { key, signature } = facts;
  if (typeof key !== 'string' || typeof signature !== 'string') return Promise.resolve(false);
  return verifyHash(key, signature, previous);
}

function seqOf(item: unknown): number | null {
  if (typeof item !== 'object' || item === null || !('seq' in item)) return null;
  return typeof item.seq === 'number' ? item.seq : null;
}
