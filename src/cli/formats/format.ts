import type { Source } from '../source.ts';

/** Formats in which one input is one export: one chat, or several after one another. */
export type ExportFormat = 'whatsapp' | 'discord' | 'telegram' | 'instagram' | 'text';

/** One message of an export. */
export interface ExportMessage {
  readonly kind: 'message';
  /** The name that people see. */
  readonly author: string;
  /** Other names and ids of the same author that `--me` may mean. */
  readonly aliases: readonly string[];
  readonly text: string;
  /** ms since the epoch; null when the export does not tell. */
  readonly time: number | null;
  /** 1-based line of the file on which it starts. */
  readonly line: number;
}

/** What an export's reader meets, in order. */
export type ExportEvent =
  /** A chat begins; the one before it has ended. */
  | {
      readonly kind: 'chat';
      readonly title: string;
      /** null: the export does not tell. */
      readonly group: boolean | null;
      /** Name or id of the person whose export it is, when the export tells. */
      readonly owner: string | null;
      /** The chat is named after the other person: `title` is perhaps the peer of a two-person chat. */
      readonly namedAfterPeer: boolean;
    }
  | ExportMessage
  | { readonly kind: 'problem'; readonly line: number | null; readonly text: string };

/** Reads one export from its first message to its last, in the order of time. */
export type ExportReader = (source: Source) => AsyncGenerator<ExportEvent>;

/** Longest text that is kept of one message: the engine reads head and tail of a longer one. */
const KEPT_TEXT = 32_000;

/** Keeps head and tail of a text that no person typed, so that one message can't fill the memory. */
export function bounded(text: string): string {
  return text.length <= KEPT_TEXT ? text : text.slice(0, KEPT_TEXT / 4) + text.slice(-KEPT_TEXT / 4);
}

/** ms that a date of JavaScript reaches before and after 1970. */
const LATEST = 8.64e15;

/** ms since the epoch; null when no date can tell them: nanoseconds, or no number. */
export function timeOrNull(ms: number): number | null {
  return Math.abs(ms) <= LATEST ? ms : null;
}
