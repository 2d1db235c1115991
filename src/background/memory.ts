import * as z from 'zod/mini';
import type { ConversationState } from '../engine/index.ts';
import { LEVELS, type Level } from '../engine/signal.ts';
import type { EvidenceLine } from '../protocol/family.ts';
import { evidenceLineSchema } from '../protocol/family-schemas.ts';
import type { Area } from '../store/areas.ts';

type Recent = ConversationState['recent'];

/** Conversations whose last messages are remembered; the one that was quiet for longest goes first. */
const MAX_CONVERSATIONS = 40;
/** Characters of each list of a generation (words, lines), written as JSON; the oldest message goes first. */
const MAX_SIZE = 16_000;
const PREFIX = 'recent:';

export interface Generation {
  /** The version of the stored conversation that these belong to. */
  readonly version: number;
  readonly recent: Recent;
  /** The last lines as they were written, that are not sealed: so that an alert can show what came before it. */
  readonly lines: readonly EvidenceLine[];
  /** How many of the lines that come next belong to an alert that has just grown, and what it had grown to. */
  readonly after: number;
  readonly level: Level | null;
}
interface Entry {
  readonly used: number;
  readonly generations: readonly Generation[];
}

const recentSchema: z.ZodMiniType<Recent> = z.array(
  z.object({
    side: z.enum(['peer', 'child', 'unknown']),
    author: z.string(),
    at: z.number(),
    words: z.array(z.string()),
  }),
);
const schema: z.ZodMiniType<Entry> = z.object({
  used: z.number(),
  generations: z.array(
    z.object({
      version: z.number(),
      recent: recentSchema,
      lines: z.array(evidenceLineSchema),
      after: z.number(),
      level: z._default(z.nullable(z.enum(LEVELS)), null),
    }),
  ),
});

/**
 * The words of the last messages of a conversation, for sentences that are split over several, and their text, for the
 * lines that an alert seals. Held in `storage.session`, which is memory and outlives the worker; never on disk. When the
 * browser refuses, they are lost with the worker.
 */
export interface Memory {
  /** What belongs to this version of the conversation; empty when it is not remembered. */
  recall(id: string, version: number): Promise<Omit<Generation, 'version'>>;
  /**
   * Remembers the words of the version that is about to be stored, beside those of the version that is stored now: whether
   * the write succeeds or the worker ends before it, the right ones are found.
   */
  remember(id: string, stored: number, next: Generation, now: number): Promise<void>;
  forgetAll(): Promise<void>;
}

export function createMemory(session: Area): Memory {
  let entries: Map<string, Entry> | null = null;

  async function all(): Promise<Map<string, Entry>> {
    if (entries !== null) return entries;
    const found = new Map<string, Entry>();
    for (const [key, value] of Object.entries(await session.get(null).catch(() => ({})))) {
      const parsed = key.startsWith(PREFIX) ? schema.safeParse(value) : null;
      if (parsed?.success) found.set(key.slice(PREFIX.length), parsed.data);
    }
    entries = found;
    return found;
  }

  return {
    async recall(id, version) {
      const entry = (await all()).get(id);
      const nothing = { recent: [], lines: [], after: 0, level: null };
      return entry?.generations.find((generation) => generation.version === version) ?? nothing;
    },
    async remember(id, stored, next, now) {
      const known = await all();
      const kept = known.get(id)?.generations.filter((generation) => generation.version === stored) ?? [];
      const entry: Entry = {
        used: now,
        generations: [...kept, { ...next, recent: trimmed(next.recent), lines: trimmed(next.lines) }],
      };
      known.set(id, entry);
      const gone = oldest(known);
      for (const other of gone) known.delete(other);
      if (gone.length > 0) await session.remove(gone.map((other) => PREFIX + other)).catch(() => undefined);
      await session.set({ [PREFIX + id]: entry }).catch(() => undefined);
    },
    async forgetAll() {
      const ids = [...(await all()).keys()];
      entries = new Map();
      await session.remove(ids.map((id) => PREFIX + id));
    },
  };
}

function trimmed<T>(list: readonly T[]): readonly T[] {
  let kept = list;
  while (kept.length > 0 && JSON.stringify(kept).length > MAX_SIZE) kept = kept.slice(1);
  return kept;
}

function oldest(entries: ReadonlyMap<string, Entry>): string[] {
  const over = entries.size - MAX_CONVERSATIONS;
  if (over <= 0) return [];
  return [...entries]
    .sort((a, b) => a[1].used - b[1].used)
    .slice(0, over)
    .map(([id]) => id);
}
