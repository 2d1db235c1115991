import type { CDPSession } from 'playwright-core';
import { type Call, type Scheme, until } from './browser.ts';

/** ms that a command may take. */
const PATIENCE = 5_000;

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
      // A target that goes away answers nothing any more.
      setTimeout(() => fail(new Error(`${method}: no answer`)), PATIENCE).unref();
      const message = JSON.stringify({ id, method, params });
      cdp.send('Target.sendMessageToTarget', { sessionId, message }).catch(fail);
    });
}

/** A PNG of a page that has just been opened, once it shows something and has stopped growing. */
export async function photograph(call: Call, scheme: Scheme): Promise<Buffer> {
  await call('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
  let before = '';
  const settled = async () => {
    const expression =
      'document.body.innerText.trim() === "" ? "" : [innerWidth, innerHeight, document.body.scrollHeight].join()';
    const { result } = (await call('Runtime.evaluate', { expression, returnByValue: true })) as {
      result: { value: string };
    };
    const same = result.value !== '' && result.value === before;
    before = result.value;
    return same;
  };
  await until(settled, { within: 5_000, every: 100, what: 'the popup shows something' });
  const { data } = (await call('Page.captureScreenshot', { format: 'png' })) as { data: string };
  return Buffer.from(data, 'base64');
}
