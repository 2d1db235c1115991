import type { Kind, Reply, RequestOf, ResponseOf } from '../protocol/messages.ts';

/** The extension was updated, switched off or removed: this script belongs to nobody any more. */
export class Gone extends Error {}

/** The background answered, and the answer was no. */
export class Refused extends Error {}

/** Is the extension that started this script still there? */
export function isAlive(): boolean {
  try {
    return typeof chrome !== 'undefined' && chrome.runtime?.id !== undefined;
  } catch {
    return false;
  }
}

/**
 * Asks the background. Rejects with `Gone` when the extension is no more, with `Refused` when it said no, and with the
 * browser's own error when nobody answered (a worker that was stopped at that moment): then it is worth asking again. Not
 * every browser says so, and there may be no answer at all: it is to be waited for `within` some time.
 */
export async function ask<K extends Kind>(kind: K, body: RequestOf<K>): Promise<ResponseOf<K>> {
  if (!isAlive()) throw new Gone();
  let reply: Reply<K> | undefined;
  try {
    reply = (await chrome.runtime.sendMessage({ kind, body })) as Reply<K> | undefined;
  } catch (error) {
    if (!isAlive() || /context invalidated/i.test(String(error))) throw new Gone();
    throw error;
  }
  if (reply === undefined || reply === null) throw new Error('no answer');
  if (!reply.ok) throw new Refused(reply.error);
  return reply.value;
}
