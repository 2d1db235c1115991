import { browser } from '../platform.ts';
import { ProtocolError } from './error.ts';
import type { Kind, Reply, RequestOf, ResponseOf } from './messages.ts';

/** A try to unlock counts as wrong until it is proved right, and a proof is worth one answer: asked again, a right PIN loses. */
const ONCE: ReadonlySet<Kind> = new Set<Kind>(['begin-unlock', 'finish-unlock']);

/**
 * Asks the background from one of our own pages.
 * A worker that stops at the very moment gives no answer or an error of the browser: then it is asked once more. All other
 * kinds may come twice: at the worst a thing is noted twice, or a page is told of its own change as of another's.
 * @throws ProtocolError when the background refuses or gives no answer; it names the kind, never a content
 */
export async function ask<K extends Kind>(kind: K, body: RequestOf<K>): Promise<ResponseOf<K>> {
  const reply = (await send(kind, body)) ?? (ONCE.has(kind) ? null : await send(kind, body));
  if (reply === null) throw new ProtocolError(`${kind}: no answer`, 'no-answer');
  if (!reply.ok) throw new ProtocolError(reply.error, /\(LockedError\)$/.test(reply.error) ? 'locked' : 'failed');
  return reply.value;
}

async function send<K extends Kind>(kind: K, body: RequestOf<K>): Promise<Reply<K> | null> {
  try {
    const reply: unknown = await browser.runtime.sendMessage({ kind, body });
    return typeof reply === 'object' && reply !== null && 'ok' in reply ? (reply as Reply<K>) : null;
  } catch {
    return null;
  }
}
