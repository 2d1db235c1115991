import type { Level } from '../engine/signal.ts';
import type { ObservedBatch } from '../protocol/messages.ts';
import type { Sender } from '../protocol/senders.ts';

/**
 * Which thread each frame has opened last, so that the history of one opening gives one warning on the page: that of the
 * last batch (`more`), and where a page could not tell, the first one; only `urgent` is never held back. What was held
 * back comes with the next message or opening.
 * A plain variable: when the worker ends in the middle of an opening, a worse level may be shown once more, no harm.
 */
export interface Openings {
  /** A site begins to be read in this frame: all that stands there is opened anew. */
  start(sender: Sender): void;
  /** Whether a warning of this level may go out with the answer to this batch. To be asked for every batch. */
  mayWarn(sender: Sender, thread: string, batch: ObservedBatch, level: Level | null): boolean;
  /** The page has shown the warning of this thread. Told by the page: an answer that got lost must not count. */
  shown(sender: Sender, thread: string): void;
}

export function createOpenings(): Openings {
  const open = new Map<string, { readonly thread: string; warned: boolean }>();
  const place = (sender: Sender) => `${sender.tab?.id ?? ''}/${sender.frameId ?? 0}`;
  return {
    start(sender) {
      open.delete(place(sender));
    },
    mayWarn(sender, thread, batch, level) {
      const at = place(sender);
      const known = open.get(at);
      const opening = known?.thread === thread ? known : { thread, warned: false };
      open.set(at, opening);
      if (batch.messages.some((message) => !message.history)) opening.warned = false;
      return batch.more !== true && (!opening.warned || level === 'urgent');
    },
    shown(sender, thread) {
      const opening = open.get(place(sender));
      if (opening?.thread === thread) opening.warned = true;
    },
  };
}
