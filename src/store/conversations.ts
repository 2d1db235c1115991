import * as z from 'zod/mini';
import type { ConversationState } from '../engine/index.ts';
import { LEVELS, SIGNALS } from '../engine/signal.ts';
import { readItem } from './item.ts';
import { SEEN_LIMIT, type SeenEntry } from './seen.ts';
import type { Change, Shelf } from './shelf.ts';

/** What the engine remembers, without the words of the last messages: those never come here. */
export type KeptState = Omit<ConversationState, 'recent'>;

/** What is kept of a conversation: what the engine counted, and which messages it counted. No text, no names. */
export interface Conversation {
  readonly id: string;
  readonly site: string;
  /** Grows by one with each write; tells which recent texts belong to it (see background/memory.ts). */
  readonly version: number;
  /** Null until the first message. */
  readonly engine: KeptState | null;
  readonly seen: readonly SeenEntry[];
  readonly forgotten: number;
  /** Messages that were counted, and edits of them. */
  readonly messages: number;
  readonly edits: number;
  /** ms since the epoch of the last write. */
  readonly touched: number;
}

const amount = z.readonly(z.tuple([z.number(), z.number()]));

/** A reason as the engine gives it and as an alert keeps it. */
export const reasonSchema = z.object({
  signal: z.enum(SIGNALS),
  source: z.enum(['rule', 'model']),
  rule: z.string().check(z.maxLength(200)),
  span: z.readonly(z.tuple([z.number(), z.number()])),
  time: z.number(),
});

const engineSchema: z.ZodMiniType<KeptState> = z.object({
  version: z.literal(1),
  evidence: z.partialRecord(z.enum(SIGNALS), amount),
  concern: amount,
  replies: z.partialRecord(z.enum(['complies', 'refuses', 'reports']), amount),
  author: z._default(z.string(), ''),
  others: z._default(
    z.record(z.string(), z.strictObject({ evidence: z.partialRecord(z.enum(SIGNALS), amount), concern: amount })),
    {},
  ),
  languages: z.optional(
    z.strictObject({ scores: z.record(z.string().check(z.maxLength(8)), z.number()), words: z.number() }),
  ),
  raised: z.nullable(z.enum(LEVELS)),
  reasons: z.array(reasonSchema).check(z.maxLength(100)),
});

const count = z.int().check(z.gte(0));
const schema: z.ZodMiniType<Conversation> = z.object({
  id: z.string(),
  site: z.string(),
  version: count,
  engine: z.nullable(engineSchema),
  seen: z.array(z.string().check(z.maxLength(40))).check(z.maxLength(SEEN_LIMIT)),
  forgotten: z.number(),
  messages: count,
  edits: count,
  touched: z.number(),
});

export function newConversation(id: string, site: string): Conversation {
  return { id, site, version: 0, engine: null, seen: [], forgotten: 0, messages: 0, edits: 0, touched: 0 };
}

export function readConversation(shelf: Shelf, id: string, now: number): Promise<Conversation | null> {
  return readItem(shelf, 'conversations', id, schema, now);
}

export function putConversation(conversation: Conversation): Change {
  return { store: 'conversations', key: conversation.id, value: conversation };
}

/**
 * Two records of one conversation: `held` was begun while `stored` could not be read. The one that counted more messages
 * gives the engine's state; both tell what was counted. Doing it twice changes nothing.
 */
export function joinConversations(held: unknown, stored: unknown): Conversation | null {
  const mine = schema.safeParse(held);
  const theirs = schema.safeParse(stored);
  if (!mine.success) return theirs.success ? theirs.data : null;
  if (!theirs.success) return mine.data;
  const known = new Set(theirs.data.seen.map(pairOf));
  const added = mine.data.seen.filter((entry) => !known.has(pairOf(entry)));
  const keys = new Set(theirs.data.seen.map(keyOf));
  const messages = new Set(added.map(keyOf).filter((key) => !keys.has(key))).size;
  const longer = mine.data.messages > theirs.data.messages ? mine.data : theirs.data;
  return {
    ...longer,
    version: Math.max(mine.data.version, theirs.data.version) + 1,
    seen: [...theirs.data.seen, ...added].slice(-SEEN_LIMIT),
    forgotten: Math.max(mine.data.forgotten, theirs.data.forgotten),
    messages: theirs.data.messages + messages,
    edits: theirs.data.edits + (added.length - messages),
    touched: Math.max(mine.data.touched, theirs.data.touched),
  };
}

function pairOf(entry: SeenEntry): string {
  return entry.slice(0, entry.lastIndexOf('.'));
}

function keyOf(entry: SeenEntry): string {
  return entry.slice(0, entry.indexOf('.'));
}
