import { later } from '../later.ts';
import type { Kind, Reply, RequestOf, ResponseOf } from '../protocol/messages.ts';

/** The extension was updated, switched off or removed: this script belongs to nobody any more. */
export class Gone extends Error {}

/** The background answered, and the answer was no. */
export class Refused extends Error {}

/** Nobody answered in time: the worker was stopped while it worked, and not every browser says so. */
export class Silence extends Error {}

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
 * browser's own error when nobody answered (a worker that was stopped at that moment): then it is worth asking again.
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

/** The answer; rejects with `Silence` when there is none within `ms`. */
export function answered<T>(answer: Promise<T>, ms: number): Promise<T> {
  const done = new AbortController();
  const lost = new Promise<never>((_, reject) => {
    later(ms, done.signal, () => reject(new Silence('no answer in time')));
  });
  return Promise.race([answer, lost]).finally(() => done.abort());
}

/** A text in the interface language, from `_locales`. */
export function label(key: string): string {
  return chrome.i18n.getMessage(key);
}
