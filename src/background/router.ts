import type { Envelope, Kind, Reply, RequestOf, ResponseOf } from '../protocol/messages.ts';
import { kindOf, parseRequest } from '../protocol/schemas.ts';
import { roleOf, SENDERS, type Self, type Sender } from '../protocol/senders.ts';

/** One handler for each kind: one that is missing does not compile. */
export type Handlers = {
  readonly [K in Kind]: (body: RequestOf<K>, sender: Sender) => Promise<ResponseOf<K>>;
};

/** Answers one message; `undefined` is no answer, which a content script takes for "send it again". */
export type Receive = (raw: unknown, sender: Sender) => Promise<Reply<Kind> | undefined>;

/**
 * The one way in: known kind, allowed sender, right shape, then the handler. An error names the kind and what was wrong
 * and never quotes what was sent. A handler that fails gives a content script no answer: what it sent was right and is
 * not kept yet, so it must come again; a page is told.
 */
export function createRouter(handlers: Handlers, self: Self): Receive {
  return async (raw, sender) => {
    const role = roleOf(sender, self);
    if (role === null) return refuse('not allowed');
    const kind = kindOf(raw);
    if (kind === null) return refuse('unknown kind of message');
    if (!SENDERS[kind].includes(role)) return refuse(`${kind}: not allowed`);
    const parsed = parseRequest(raw);
    if (!parsed.ok) return refuse(parsed.error);
    try {
      return { ok: true, value: await handle(handlers, parsed.envelope, sender) };
    } catch (error) {
      if (role === 'content') return undefined;
      // The name alone: the message of an error may hold what it choked on.
      return refuse(`${kind}: failed (${error instanceof Error ? error.name : 'unknown'})`);
    }
  };
}

function handle<K extends Kind>(handlers: Handlers, envelope: Envelope<K>, sender: Sender): Promise<ResponseOf<K>> {
  const { kind, body }: { readonly kind: K; readonly body: RequestOf<K> } = envelope;
  return handlers[kind](body, sender);
}

function refuse(error: string): Reply<Kind> {
  return { ok: false, error };
}
