import type { CDPSession } from 'playwright-core';
import { type Call, type Scheme, until } from './browser.ts';

/** ms that a command may take. */
const PATIENCE = 5_000;

/** Hears what a target tells by itself: the method's name. */
type Hear = (method: string) => void;

interface Target {
  readonly call: Call;
  readonly hear: Set<Hear>;
}

/**
 * Talks to targets over the browser's own session: to the toolbar popup, which Playwright does not list, and to the worker,
 * which Playwright loses when it starts again. One session for each target, as long as the target is there.
 */
export class Sessions {
  readonly #cdp: CDPSession;
  readonly #targets = new Map<string, Promise<Target>>();

  constructor(cdp: CDPSession) {
    this.#cdp = cdp;
  }

  /** What commands are sent to a target with. `hear` is added to those that hear of it. */
  async call(targetId: string, hear?: Hear): Promise<Call> {
    let target = this.#targets.get(targetId);
    if (target === undefined) {
      const gone = () => this.#targets.delete(targetId);
      target = attach(this.#cdp, targetId, gone);
      this.#targets.set(targetId, target);
      target.catch(gone);
    }
    const found = await target;
    if (hear !== undefined) found.hear.add(hear);
    return found.call;
  }
}

/** Attaches to a target; `gone` is called when it goes away. */
async function attach(cdp: CDPSession, targetId: string, gone: () => void): Promise<Target> {
  const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map<number, { done: (result: unknown) => void; fail: (error: Error) => void }>();
  const hear = new Set<Hear>();
  let last = 0;
  const receive = (received: { sessionId: string; message: string }) => {
    if (received.sessionId !== sessionId) return;
    const message = JSON.parse(received.message) as {
      id?: number;
      method?: string;
      result?: unknown;
      error?: { message: string };
    };
    if (message.id === undefined) {
      for (const each of hear) each(message.method ?? '');
      return;
    }
    const call = waiting.get(message.id);
    if (message.error) call?.fail(new Error(message.error.message));
    else call?.done(message.result);
  };
  const end = (detached: { sessionId: string }) => {
    if (detached.sessionId !== sessionId) return;
    cdp.off('Target.receivedMessageFromTarget', receive);
    cdp.off('Target.detachedFromTarget', end);
    gone();
    for (const { fail } of waiting.values()) fail(new Error('The target is gone.'));
  };
  cdp.on('Target.receivedMessageFromTarget', receive);
  cdp.on('Target.detachedFromTarget', end);
  const call: Call = (method, params = {}) => {
    const id = ++last;
    let late: NodeJS.Timeout | undefined;
    return new Promise((done, fail) => {
      waiting.set(id, { done, fail });
      late = setTimeout(() => fail(new Error(`${method}: no answer`)), PATIENCE).unref();
      const message = JSON.stringify({ id, method, params });
      cdp.send('Target.sendMessageToTarget', { sessionId, message }).catch(fail);
    }).finally(() => {
      clearTimeout(late);
      waiting.delete(id);
    });
  };
  return { call, hear };
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
