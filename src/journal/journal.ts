import * as z from 'zod/mini';
import type { JournalCheck, JournalEntry, JournalKind, Signature } from '../protocol/journal.ts';
import { browserRandom, toBase64 } from '../sealing/bytes.ts';
import type { Cupboard } from '../store/cupboard.ts';
import { readItem } from '../store/item.ts';
import type { Change, Shelf } from '../store/shelf.ts';
import {
  checkChain,
  entrySchema,
  hashOf,
  KINDS,
  NOTHING_BEFORE,
  newSigningKey,
  signHash,
  timeSchema,
} from './entry.ts';

/** What is to be noted. */
export interface Note {
  readonly kind: JournalKind;
  readonly facts?: JournalEntry['facts'];
}

/** Notes that were made while the store could not be read: without the last entry none can be chained to it. */
const LOOSE = 'journal-loose';
const MAX_LOOSE = 500;
const KEY = 'signing';
const ANCHOR = 'journal-anchor';
const DAY = 86_400_000;
/** Days that entries are kept: longer than any alert. */
const KEEP_DAYS = 180;

const looseSchema = z.object({
  notes: z.array(z.object({ at: timeSchema, kind: z.enum(KINDS), facts: entrySchemaFacts() })),
});
const anchorSchema = z.object({ seq: z.number(), hash: z.string() });
const keySchema = z.object({
  key: z.custom<CryptoKey>((value) => value instanceof CryptoKey),
  publicKey: z.string(),
});

type Loose = z.infer<typeof looseSchema>['notes'];

function entrySchemaFacts() {
  return z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
}

/**
 * The changes that append notes to the journal. They belong into the same write as what they tell of, and that write
 * must follow in the same turn of the queue.
 */
export async function noted(cupboard: Cupboard, notes: readonly Note[], now: number): Promise<Change[]> {
  if (notes.length === 0) return [];
  const head = await lastEntry(cupboard, now);
  const loose = (await readItem(cupboard, 'settings', LOOSE, looseSchema, now))?.notes ?? [];
  const fresh: Loose = notes.map(({ kind, facts }) => ({ at: now, kind, facts: { ...facts } }));
  const known = await signingKey(cupboard);
  const signing = known ?? (await keptNewKey(cupboard));
  if (!cupboard.sees())
    return [{ store: 'settings', key: LOOSE, value: { notes: [...loose, ...fresh].slice(-MAX_LOOSE) } }];
  const chain = new Chain(head);
  const changes: Change[] = loose.length > 0 ? [{ store: 'settings', key: LOOSE, value: null }] : [];
  if (head === null) await chain.add(now, 'begun', { key: signing?.publicKey ?? null });
  else if (known === null && signing !== null) await chain.add(now, 'begun', { key: signing.publicKey, again: true });
  else if (signing !== null && dayOf(head.at) !== dayOf(now) && head.kind !== 'day-signed') {
    const signature = await signHash(signing.key, head.hash);
    await chain.add(now, 'day-signed', { day: dayOf(head.at), key: signing.publicKey, signature });
  }
  for (const { at, kind, facts } of [...loose, ...fresh]) await chain.add(at, kind, facts);
  return [...changes, ...chain.changes];
}

/** Entries that follow one another from a head. */
class Chain {
  readonly changes: Change[] = [];
  #head: JournalEntry | null;

  constructor(head: JournalEntry | null) {
    this.#head = head;
  }

  async add(at: number, kind: JournalKind, facts: JournalEntry['facts']): Promise<void> {
    const seq = (this.#head?.seq ?? 0) + 1;
    const salt = toBase64(browserRandom(12));
    const entry = { seq, at, kind, facts, salt, previous: this.#head?.hash ?? NOTHING_BEFORE };
    this.#head = { ...entry, hash: await hashOf(entry) };
    this.changes.push({ store: 'journal', key: keyOf(seq), value: this.#head });
  }
}

/**
 * The last entry as it stands, also one that was tampered with: the chain goes on from what is there, and the check shows
 * where it broke.
 */
async function lastEntry(shelf: Shelf, now: number): Promise<JournalEntry | null> {
  const [last] = await shelf.query({ store: 'journal', index: 'seq', newestFirst: true, limit: 1 });
  if (last === undefined) return null;
  const parsed = entrySchema.safeParse(last.value);
  if (parsed.success) return parsed.data;
  const seq = Number(last.key);
  return Number.isInteger(seq)
    ? { seq, at: now, kind: 'begun', facts: {}, salt: '', previous: NOTHING_BEFORE, hash: NOTHING_BEFORE }
    : null;
}

async function signingKey(shelf: Shelf): Promise<z.infer<typeof keySchema> | null> {
  const parsed = keySchema.safeParse(await shelf.get('keys', KEY));
  return parsed.success ? parsed.data : null;
}

/**
 * A new key, kept; null while the database keeps none: until then the days are not signed. Written by itself: what it is
 * noted with can be held outside of the database, and a key can't.
 */
async function keptNewKey(cupboard: Cupboard): Promise<z.infer<typeof keySchema> | null> {
  if (cupboard.state() !== 'ok' || !cupboard.sees()) return null;
  const made = await newSigningKey();
  return cupboard.write([{ store: 'keys', key: KEY, value: made }], true).then(
    () => made,
    () => null,
  );
}

/** Signs a hash in hex with the journal's key; null when there is none yet. */
export async function signed(shelf: Shelf, hash: string): Promise<Signature | null> {
  const signing = await signingKey(shelf);
  return signing === null ? null : { publicKey: signing.publicKey, signature: await signHash(signing.key, hash) };
}

/** Everything that is kept of the journal, oldest first, as it lies there. */
async function wholeJournal(shelf: Shelf): Promise<unknown[]> {
  return (await shelf.query({ store: 'journal', index: 'seq' })).map((item) => item.value);
}

/** Whether the journal is whole: from where it was trimmed, or from its beginning. */
export async function checkJournal(shelf: Shelf, now: number): Promise<JournalCheck> {
  const anchor = await readItem(shelf, 'settings', ANCHOR, anchorSchema, now);
  const entries = await wholeJournal(shelf);
  const first = entrySchema.safeParse(entries[0]);
  const begins = (anchor?.seq ?? 0) + 1;
  if (first.success && first.data.seq > begins) return { whole: false, broken: begins, why: 'missing' };
  return checkChain(entries, { start: anchor?.hash ?? NOTHING_BEFORE });
}

/** All entries, oldest first; those that can't be read are left out (the check tells of them). */
export async function readableJournal(shelf: Shelf): Promise<JournalEntry[]> {
  return (await wholeJournal(shelf)).flatMap((value) => {
    const parsed = entrySchema.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
}

/**
 * The changes that let go of entries older than `KEEP_DAYS`, and note from where the chain goes on. The newest one stays, for
 * the next to follow.
 */
export async function trimmed(shelf: Shelf, now: number): Promise<Change[]> {
  const changes: Change[] = [];
  let last: JournalEntry | null = null;
  const [newest] = await shelf.keys({ store: 'journal', index: 'seq', newestFirst: true, limit: 1 });
  for (const { key, value } of await shelf.query({ store: 'journal', index: 'seq', limit: 500 })) {
    const parsed = entrySchema.safeParse(value);
    if (key === newest || !parsed.success || parsed.data.at > now - KEEP_DAYS * DAY) break;
    last = parsed.data;
    changes.push({ store: 'journal', key, value: null });
  }
  if (last === null) return [];
  return [...changes, { store: 'settings', key: ANCHOR, value: { seq: last.seq, hash: last.hash } }];
}

/** Keys in the order of the numbers. */
export function keyOf(seq: number): string {
  return String(seq).padStart(12, '0');
}

/** A day in UTC, as `2026-11-25`. */
function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
