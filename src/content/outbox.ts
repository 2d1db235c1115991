/** What was read and not yet acknowledged by the background: sent in order, and again until it is. */

import { later } from '../later.ts';
import { Silence, within } from '../patience.ts';
import type { ObservedBatch, ObservedMessage, ResponseOf } from '../protocol/messages.ts';
import { Gone, Refused } from './runtime.ts';

export type ThreadFacts = Omit<ObservedBatch, 'messages' | 'more'>;

export interface OutboxOptions {
  readonly send: (batch: ObservedBatch) => Promise<ResponseOf<'observe'>>;
  readonly acknowledged: (response: ResponseOf<'observe'>) => void;
  /** The extension is gone: nothing can be sent any more. */
  readonly gone: () => void;
  readonly signal: AbortSignal;
}

interface Waiting {
  readonly thread: ThreadFacts;
  readonly message: ObservedMessage;
  readonly more: boolean;
}

export interface Outbox {
  /** `more`: the rest of the same opening of the thread follows. */
  add(thread: ThreadFacts, message: ObservedMessage, more: boolean): void;
  /** Sends what waits without waiting for the answer: the page is going away. */
  flush(): void;
  /** So many wait that reading should pause. */
  readonly full: boolean;
}

const BATCH = 100;
/** UTF-16 units of text in one batch; a single message has at most 8,001, see `shortened`. */
const BATCH_TEXT = 100_000;
const FULL = 1000;
/** Messages that are still sent when the page goes away. */
const LAST_WORDS = 50;
/** A call into the extension costs the page up to a millisecond: in a busy chat a few calls a second must do. */
const REST_MS = 200;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 15_000;
/**
 * An answer that takes longer is taken for lost: the worker was stopped while it worked, and not every browser says so.
 * What was only slow is counted once all the same, so the first wait may be short; each further one is twice as long, for a
 * device that needs the time.
 */
const FIRST_ANSWER_MS = 2000;
const LONGEST_ANSWER_MS = 16_000;
/** How often a batch that the background refuses is sent whole; then all its messages go one by one, to save the good ones. */
const REFUSALS = 3;

export function createOutbox({ send, acknowledged, gone, signal }: OutboxOptions): Outbox {
  const waiting: Waiting[] = [];
  /** Messages of the batch that is on its way. */
  let flying = 0;
  let failures = 0;
  let silences = 0;
  let refusals = 0;
  /** Messages that still go one by one. */
  let alone = 0;

  const next = (): ObservedBatch | null => {
    const first = waiting[0];
    if (first === undefined) return null;
    const limit = alone > 0 ? 1 : BATCH;
    let text = 0;
    let count = 0;
    for (const { thread, message } of waiting) {
      text += message.text.length;
      if (thread !== first.thread || count === limit || (count > 0 && text > BATCH_TEXT)) break;
      count++;
    }
    return batchOf(waiting.slice(0, count), first.thread);
  };

  /** No earlier call than this, in ms on the clock that nobody sets: by the other one an hour set back would be an hour's rest. */
  let restUntil = 0;
  let resting = false;
  const rest = (ms: number) => {
    if (resting) return;
    resting = true;
    later(ms, signal, () => {
      resting = false;
      void pump();
    });
  };

  const pump = async () => {
    if (flying > 0 || signal.aborted) return;
    const batch = next();
    if (batch === null) return;
    const wait = restUntil - performance.now();
    // Where more stands behind it, a batch goes at once: waiting would make it no fuller. After a failure all wait.
    if (wait > 0 && (failures > 0 || batch.messages.length === waiting.length)) return rest(wait);
    restUntil = performance.now() + REST_MS;
    flying = batch.messages.length;
    try {
      const response = await within(
        Math.min(FIRST_ANSWER_MS * 2 ** silences, LONGEST_ANSWER_MS),
        send(batch),
        'the background',
      );
      waiting.splice(0, flying);
      failures = 0;
      silences = 0;
      refusals = 0;
      alone = Math.max(0, alone - flying);
      flying = 0;
      acknowledged(response);
      void pump();
    } catch (error) {
      flying = 0;
      if (signal.aborted) return;
      if (error instanceof Gone) return gone();
      if (error instanceof Silence) silences++;
      if (error instanceof Refused && ++refusals >= REFUSALS) {
        const { length } = batch.messages;
        if (length === 1) waiting.shift();
        alone = length === 1 ? Math.max(0, alone - 1) : length;
        refusals = 0;
      }
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** failures++, LONGEST_PAUSE_MS);
      restUntil = performance.now() + pause;
      rest(pause);
    }
  };

  let scheduled = false;
  return {
    add(thread, message, more) {
      waiting.push({ thread, message, more });
      if (scheduled) return;
      scheduled = true;
      queueMicrotask(() => {
        scheduled = false;
        void pump();
      });
    },
    flush() {
      for (const item of waiting.splice(flying).slice(0, LAST_WORDS))
        send(batchOf([item], item.thread)).catch(() => {});
    },
    get full() {
      return waiting.length >= FULL;
    },
  };
}

function batchOf(items: readonly Waiting[], thread: ThreadFacts): ObservedBatch {
  const messages = items.map((item) => item.message);
  return items.at(-1)?.more ? { ...thread, messages, more: true } : { ...thread, messages };
}
