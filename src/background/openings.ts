import type { ObservedBatch } from '../protocol/messages.ts';
import type { Sender } from '../protocol/senders.ts';

/**
 * Which thread each frame has opened last, so that the history of one opening gives one warning on the page.
 * A plain variable: when the worker ends in the middle of an opening, a worse level may be shown once more, no harm.
 */
export interface Openings {
  /** Whether a warning may go out with the answer to this batch. */
  mayWarn(sender: Sender, thread: string, batch: ObservedBatch): boolean;
  /** The page has shown the warning of this thread. Told by the page: an answer that got lost must not count. */
  shown(sender: Sender, thread: string): void;
}

export function createOpenings(): Openings {
  const open = new Map<string, { readonly thread: string; warned: boolean }>();
  const place = (sender: Sender) => `${sender.tab?.id ?? ''}/${sender.frameId ?? 0}`;
  return {
    mayWarn(sender, thread, batch) {
      const at = place(sender);
      const opening = open.get(at);
      if (batch.messages.some((message) => !message.history)) {
        open.delete(at);
        return batch.more !== true;
      }
      if (opening?.thread !== thread) open.set(at, { thread, warned: false });
      return batch.more !== true && !(opening?.thread === thread && opening.warned);
    },
    shown(sender, thread) {
      const opening = open.get(place(sender));
      if (opening?.thread === thread) opening.warned = true;
    },
  };
}
