import type { CDPSession } from 'playwright-core';

/** One command of the DevTools protocol; its result. */
export type Call = (method: string, params?: object) => Promise<unknown>;

/**
 * Talks to a target over the browser's own session: to the toolbar popup, which Playwright does not list, and to the
 * worker, which Playwright loses when it starts again. `event` hears what the target tells by itself.
 */
export async function toTarget(
  cdp: CDPSession,
  targetId: string,
  event: (method: string) => void = () => {},
): Promise<Call> {
  const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map<number, { done: (result: unknown) => void; fail: (error: Error) => void }>();
  let last = 0;
  cdp.on('Target.receivedMessageFromTarget', (received) => {
    if (received.sessionId !== sessionId) return;
    const message = JSON.parse(received.message) as {
      id?: number;
      method?: string;
      result?: unknown;
      error?: { message: string };
    };
    if (message.id === undefined) {
      event(message.method ?? '');
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) call?.fail(new Error(message.error.message));
    else call?.done(message.result);
  });
  return (method, params = {}) =>
    new Promise((done, fail) => {
      const id = ++last;
      waiting.set(id, { done, fail });
      const message = JSON.stringify({ id, method, params });
      cdp.send('Target.sendMessageToTarget', { sessionId, message }).catch(fail);
    });
}
