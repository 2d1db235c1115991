import * as z from 'zod/mini';
import { LEVELS, type Level, SIGNALS, type SignalId } from '../engine/signal.ts';
import { check, isRecord, parseJson } from './json.ts';

const signalId = z.enum(SIGNALS);

const corpusMessage = z.object({
  from: z.string().check(z.regex(/^(child|peer|peer:.+)$/su, '`from` must be child, peer or peer:NAME')),
  text: z.string(),
  t: z.optional(z.number()),
});

const conversation = z.object({
  id: z.string().check(z.minLength(1)),
  messages: z.array(corpusMessage),
});

const line = z.object({ id: z.string().check(z.minLength(1)), text: z.string() });

const labelledConversation = z.extend(conversation, {
  lang: z.optional(z.string()),
  label: z.enum(['alert', 'watch', 'none']),
  level: z.optional(z.enum(LEVELS)),
  alertBy: z.optional(z.int().check(z.minimum(0))),
  signals: z.optional(z.partialRecord(signalId, z.array(z.int()))),
  note: z.optional(z.string()),
});

const labelledLine = z.extend(line, {
  lang: z.optional(z.string()),
  signals: z.array(signalId),
  near: z.optional(signalId),
});

export type CorpusMessage = z.infer<typeof corpusMessage>;
/** What a scan needs of a conversation of the corpus format. */
export type CorpusConversation = z.infer<typeof conversation>;
/** A conversation with its labels (`tests/corpus/taxonomy.md`). */
export type LabelledConversation = z.infer<typeof labelledConversation>;
/** A single line with the signals that it carries, or the one that it only resembles (`near`). */
export type LabelledLine = z.infer<typeof labelledLine>;
export type Labelled =
  | { readonly kind: 'conversation'; readonly conversation: LabelledConversation }
  | { readonly kind: 'line'; readonly line: LabelledLine };

/** One line of a predictions file: what the engine made of one conversation. */
export interface Prediction {
  readonly id: string;
  readonly alerts: readonly { readonly at: number; readonly level: Level; readonly signals: readonly SignalId[] }[];
  /** Indexes of the messages, not written by the child, that carry each signal. */
  readonly signals: Readonly<Partial<Record<SignalId, readonly number[]>>>;
}

/**
 * Reads one line of a corpus file. A single line (`{"id","text",…}`) becomes a conversation of one message by a peer.
 * Throws an error whose message says what is wrong; the caller adds file and line.
 */
export function parseCorpusLine(source: string): CorpusConversation {
  const value = parseJson(source);
  if (isRecord(value) && 'text' in value && !('messages' in value)) {
    const { id, text } = check(line, value);
    return { id, messages: [{ from: 'peer', text, t: 0 }] };
  }
  return check(conversation, value);
}

/** Reads one labelled line of a corpus file; throws like `parseCorpusLine`. */
export function parseLabelledLine(source: string): Labelled {
  const value = parseJson(source);
  if (isRecord(value) && 'text' in value && !('messages' in value)) {
    return { kind: 'line', line: check(labelledLine, value) };
  }
  const parsed = check(labelledConversation, value);
  if (parsed.label === 'alert' && (parsed.level === undefined || parsed.alertBy === undefined)) {
    throw new Error('an `alert` conversation needs `level` and `alertBy`');
  }
  return { kind: 'conversation', conversation: parsed };
}
