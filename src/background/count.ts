import type { ConversationState, Engine, Alert as EngineAlert } from '../engine/index.ts';
import type { Level } from '../engine/signal.ts';
import { shortHash } from '../fingerprint.ts';
import type { EvidenceLine } from '../protocol/family.ts';
import type { ObservedBatch, ObservedMessage } from '../protocol/messages.ts';
import { growAlert, quietRules, type StoredAlert } from '../store/alerts.ts';
import type { Conversation } from '../store/conversations.ts';
import { seenRing } from '../store/seen.ts';
import { isTrusted } from './trusted.ts';

/** Longest line that is kept, in UTF-16 units. */
const LINE = 2000;

/** What is known of a conversation before a batch. */
export interface Before {
  readonly conversation: Conversation;
  readonly alert: StoredAlert | null;
  readonly recent: ConversationState['recent'];
  /** Names on this site that the parent knows. */
  readonly trusted: readonly string[];
}

export interface ReadLine {
  readonly line: EvidenceLine;
  readonly grewTo: Level | null;
}

export interface Counted {
  readonly conversation: Conversation;
  /** The alert after the batch; the same object as before when it didn't change. */
  readonly alert: StoredAlert | null;
  readonly recent: ConversationState['recent'];
  /** Messages and edits that were new. */
  readonly fresh: number;
  /** Those messages, each with the level that the alert had grown to with it; null where it did not grow. */
  readonly read: readonly ReadLine[];
}

/**
 * Reads those messages of a batch that were not counted yet. Pure but for the engine, which is pure.
 * What has been raised is what the stored alert says: an alert that has aged out can be raised again, and one whose
 * conversation was lost is not raised twice.
 */
export function countBatch(engine: Engine, batch: ObservedBatch, before: Before, salt: string, now: number): Counted {
  const { conversation } = before;
  const ring = seenRing(conversation.seen, conversation.forgotten, salt, now);
  let { alert } = before;
  const names = createNames(salt);
  let state: ConversationState = {
    ...(conversation.engine ?? engine.start()),
    raised: alert?.level ?? null,
    recent: before.recent.map(names.hidden),
  };
  const quiet = quietRules(before.alert);
  const lines: ReadLine[] = [];
  let { messages, edits } = conversation;
  for (const message of batch.messages) {
    const seen = ring.look(message.key, message.revision, message.time, message.history);
    if (seen === 'known') continue;
    ring.add(message.key, message.revision, message.time);
    if (seen === 'edited') edits += 1;
    else messages += 1;
    const read = observeOne(engine, state, message, batch, { now, quiet, trusted: before.trusted, names });
    state = read.state;
    if (read.alert !== null)
      alert = growAlert(alert, read.alert, { id: conversation.id, site: batch.site, title: batch.title, now });
    lines.push({ line: lineOf(message), grewTo: read.alert === null ? null : (alert?.level ?? null) });
  }
  const { recent, ...kept } = state;
  const fresh = messages + edits - conversation.messages - conversation.edits;
  const after: Conversation = {
    ...conversation,
    version: conversation.version + 1,
    engine: kept,
    seen: ring.entries,
    forgotten: ring.forgotten,
    messages,
    edits,
    touched: now,
  };
  return { conversation: after, alert, recent: recent.map(names.shown), fresh, read: lines };
}

/** A message as an alert keeps it: a text of the greatest length would fill the sealed store by itself. */
function lineOf({ author, direction, text, time, history }: ObservedMessage): EvidenceLine {
  return { author, direction, text: text.slice(0, LINE), time, history };
}

/** What a message is read with beside its chat. */
interface Around {
  readonly now: number;
  readonly quiet: ReadonlySet<string>;
  readonly trusted: readonly string[];
  readonly names: Names;
}

/** The names of those who write, hidden from the engine. */
interface Names {
  readonly hidden: <T extends { readonly author: string }>(one: T) => T;
  /** As it was before it was hidden. */
  readonly shown: <T extends { readonly author: string }>(one: T) => T;
}

/** In a group the engine keeps a hash of each author, and the store with it: without the salt nobody can guess the name. */
function createNames(salt: string): Names {
  const known = new Map<string, string>();
  return {
    hidden(one) {
      const author = shortHash(`${salt} ${one.author}`);
      known.set(author, one.author);
      return { ...one, author };
    },
    shown: (one) => ({ ...one, author: known.get(one.author) ?? one.author }),
  };
}

function observeOne(
  engine: Engine,
  state: ConversationState,
  message: ObservedMessage,
  batch: ObservedBatch,
  { now, quiet, trusted, names }: Around,
): { readonly state: ConversationState; readonly alert: EngineAlert | null } {
  const { author, direction, text } = message;
  // A stamp in the future is the site's clock or a forged one; evidence must not be dated ahead.
  const time = message.time === null ? null : Math.min(message.time, now);
  try {
    const read = engine.observe(state, names.hidden({ author, direction, text, time }), {
      now,
      group: batch.group,
      stranger: batch.stranger,
      quiet,
      trusted: isTrusted(trusted, { author, title: batch.title, group: batch.group }),
    });
    return { state: read.state, alert: read.alert ?? read.grown };
  } catch {
    // A text that the engine chokes on must not be sent again for ever and block the thread: the others are still read.
    return { state, alert: null };
  }
}
