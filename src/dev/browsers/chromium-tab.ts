/** One tab of Chromium: Playwright's page, and the world of the extension's content script in it. */
import type { CDPSession, Page } from 'playwright-core';
import { locate, PageGone, type Plain, readWarning, type Tab, type Told } from './browser.ts';
import { partWithRole, toldOf } from './chromium-told.ts';

/** The key code that stands for "the input method has it". */
const PROCESSED = 229;
const ENTER = 13;

export class ChromiumTab implements Tab {
  readonly #page: Page;
  readonly #cdp: CDPSession;
  /** Execution context of the content script, newest first. */
  #worlds: number[] = [];

  private constructor(page: Page, cdp: CDPSession) {
    this.#page = page;
    this.#cdp = cdp;
  }

  static async of(page: Page, base: string): Promise<ChromiumTab> {
    const cdp = await page.context().newCDPSession(page);
    const tab = new ChromiumTab(page, cdp);
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const isolated = (context.auxData as { type?: string } | undefined)?.type === 'isolated';
      if (isolated && base !== '' && `${context.origin}/` === base) tab.#worlds.unshift(context.id);
    });
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      tab.#worlds = tab.#worlds.filter((id) => id !== executionContextId);
    });
    cdp.on('Runtime.executionContextsCleared', () => {
      tab.#worlds = [];
    });
    await cdp.send('Runtime.enable');
    return tab;
  }

  async goto(url: string): Promise<void> {
    await this.#page.goto(url);
  }

  evaluate<A extends readonly Plain[], R>(inPage: (...args: A) => R | Promise<R>, ...args: A): Promise<R> {
    // The source travels as text: Playwright's own way takes one argument only.
    const call = `(${inPage.toString()})(...${JSON.stringify(args)})`;
    return (this.#page.evaluate(call) as Promise<R>).catch((error: unknown) => {
      throw String(error).includes('Execution context was destroyed') ? new PageGone() : error;
    });
  }

  async type(selector: string, text: string): Promise<void> {
    const spot = await this.evaluate(locate, selector, true);
    if (spot === null) throw new Error(`Nothing to type into: ${selector}`);
    await this.#page.keyboard.type(text);
  }

  async press(key: string): Promise<void> {
    await this.#page.keyboard.press(key);
  }

  async compose(text: string): Promise<void> {
    const at = text.length;
    await this.#cdp.send('Input.imeSetComposition', { text, selectionStart: at, selectionEnd: at });
  }

  async commit(text: string): Promise<void> {
    const key = { key: 'Enter', code: 'Enter' } as const;
    await this.#cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key, windowsVirtualKeyCode: PROCESSED });
    await this.#cdp.send('Input.insertText', { text });
    await this.#cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, windowsVirtualKeyCode: ENTER });
  }

  async click(selector: string): Promise<void> {
    const spot = await this.evaluate(locate, selector, false);
    if (spot === null) throw new Error(`Nothing to click: ${selector}`);
    await this.#page.mouse.click(spot.x, spot.y);
  }

  async tap(selector: string): Promise<void> {
    const spot = await this.evaluate(locate, selector, false);
    if (spot === null) throw new Error(`Nothing to tap: ${selector}`);
    await this.#cdp.send('Emulation.setTouchEmulationEnabled', { enabled: true });
    await this.#cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [spot] });
    await this.#cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await this.#cdp.send('Emulation.setTouchEmulationEnabled', { enabled: false });
  }

  async #look(label: string | null): Promise<ReturnType<typeof readWarning>> {
    for (const contextId of this.#worlds) {
      const expression = `(${readWarning.toString()})(${JSON.stringify(label)})`;
      const { result } = await this.#cdp.send('Runtime.evaluate', { expression, contextId, returnByValue: true });
      if (result.value) return result.value as ReturnType<typeof readWarning>;
    }
    return null;
  }

  async warning(): ReturnType<Tab['warning']> {
    return (await this.#look(null))?.warning ?? null;
  }

  async toldWarning(): Promise<Told | null> {
    for (const contextId of this.#worlds) {
      const expression = `(${partWithRole.toString()})()`;
      const { result } = await this.#cdp.send('Runtime.evaluate', { expression, contextId });
      if (result.objectId !== undefined) return toldOf(this.#cdp, result.objectId);
    }
    return null;
  }

  async inside(body: string): Promise<unknown> {
    const [contextId] = this.#worlds;
    if (contextId === undefined) throw new Error('The extension runs no script on this page.');
    const how = { expression: `(async () => {${body}})()`, contextId, returnByValue: true, awaitPromise: true };
    const { result, exceptionDetails } = await this.#cdp.send('Runtime.evaluate', how);
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async pressInWarning(label: string): Promise<void> {
    const spot = (await this.#look(label))?.spot;
    if (!spot) throw new Error(`The page warning has no button "${label}".`);
    await this.#page.mouse.click(spot.x, spot.y);
  }

  async screenshot(path: string): Promise<void> {
    await this.#page.screenshot({ path });
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#page.setViewportSize({ width, height });
  }

  front(): Promise<void> {
    return this.#page.bringToFront();
  }

  close(): Promise<void> {
    return this.#page.close();
  }
}
