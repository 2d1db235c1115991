import type { Alert, Finding } from '../engine/finding.ts';
import type { Direction } from '../engine/message.ts';
import type { Level, SignalId } from '../engine/signal.ts';
import type { EngineDoor } from './engine-door.ts';

/** A message of an export or a stream, with the side that its author is on. */
export interface HeardMessage {
  readonly author: string;
  readonly direction: Direction;
  readonly text: string;
  /** ms since the epoch; null when unknown. */
  readonly time: number | null;
  /** 1-based line on which it starts. */
  readonly line: number;
}

export interface ShownReason {
  readonly signal: SignalId;
  readonly source: 'rule' | 'model';
  readonly rule: string;
  /** null when the message lies further back than is remembered. */
  readonly line: number | null;
  readonly author: string | null;
  readonly quote: string | null;
}

/** An alert with the place of each of its reasons. */
export interface ShownAlert {
  /** 0-based index of the message that raised it. */
  readonly at: number;
  readonly line: number;
  /** ms since the epoch; null when the input names no time. */
  readonly time: number | null;
  readonly author: string;
  readonly level: Level;
  readonly signals: readonly SignalId[];
  readonly reasons: readonly ShownReason[];
}

/** One conversation as it is read. */
export interface Thread {
  /** Reads the next message; gives the alert that it raises, if it does. Throws what the engine throws. */
  hear(message: HeardMessage, group: boolean): ShownAlert | null;
  /** Messages read so far. */
  readonly count: number;
  /** The alert of the highest level so far, with all its reasons. */
  readonly latest: ShownAlert | null;
}

/** Findings that are remembered for the reasons of a later alert. */
const REMEMBERED = 60;
/** Characters of a quotation on either side of what was found. */
const AROUND = 40;
/** ms between two messages when the input names no times: a lively chat. */
const UNTIMED_STEP = 20_000;

/** Longest text that is remembered whole, in characters. */
const WHOLE = 4000;

interface Place {
  readonly line: number;
  readonly author: string;
  readonly quote: (span: readonly [number, number]) => string;
}

/**
 * A thread that nothing was heard of yet. Its clock only rises: a time before the last one counts as a moment after it, and
 * messages without one are twenty seconds apart.
 */
export function createThread<State>(engine: EngineDoor<State>): Thread {
  let state = engine.start();
  let now = 0;
  let count = 0;
  let latest: ShownAlert | null = null;
  const places = new Map<string, Place>();

  const remember = (findings: readonly Finding[], message: HeardMessage) => {
    const { line, author, text } = message;
    for (const { signal, span } of findings) {
      const found = quoteOf(text, span);
      // a second opinion points its reason at some of the words when an alert rises
      places.set(keyOf(signal, now), {
        line,
        author,
        quote: text.length <= WHOLE ? (told) => quoteOf(text, told) : () => found,
      });
    }
    for (const key of places.keys()) {
      if (places.size <= REMEMBERED) break;
      places.delete(key);
    }
  };

  const show = (alert: Alert, message: HeardMessage, index: number): ShownAlert => ({
    at: index,
    line: message.line,
    time: message.time,
    author: message.author,
    level: alert.level,
    signals: alert.signals,
    reasons: alert.reasons.map(({ signal, source, rule, span, time }) => {
      const place = places.get(keyOf(signal, time));
      return {
        signal,
        source,
        rule,
        line: place?.line ?? null,
        author: place?.author ?? null,
        quote: place?.quote(span) ?? null,
      };
    }),
  });

  return {
    hear(message, group) {
      // Exports step back in time now and then (phones are set right, servers reorder); the engine's clock does not.
      now = Math.max(message.time ?? now + UNTIMED_STEP, now + 1);
      const index = count++;
      const { author, direction, text } = message;
      const observed = engine.observe(state, { author, direction, text, time: now }, { now, group });
      state = observed.state;
      remember(observed.findings, message);
      if (observed.alert !== null) {
        latest = show(observed.alert, message, index);
        return latest;
      }
      if (observed.grown && latest !== null) {
        latest = {
          ...show(observed.grown, message, index),
          at: latest.at,
          line: latest.line,
          time: latest.time,
          author: latest.author,
        };
      }
      return null;
    },
    get count() {
      return count;
    },
    get latest() {
      return latest;
    },
  };
}

/** Times rise from message to message. */
function keyOf(signal: SignalId, time: number): string {
  return `${signal} ${time}`;
}

/** What was found with some words around it, safe to be shown in a terminal. */
export function quoteOf(text: string, span: readonly [number, number]): string {
  const from = Math.max(0, span[0] - AROUND);
  const to = Math.min(text.length, Math.max(span[1], span[0]) + AROUND);
  const cut = text.slice(from, Math.min(to, from + 6 * AROUND));
  return printable(`${from > 0 ? '…' : ''}${cut}${from + cut.length < text.length ? '…' : ''}`);
}

/** Takes out what could steer a terminal or turn the direction of a line; line ends become spaces. */
export function printable(text: string): string {
  return text.replace(/[\n\r\t]+/gu, ' ').replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
}
