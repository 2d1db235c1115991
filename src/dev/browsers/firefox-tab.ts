/** One tab of Firefox: WebDriver's commands as Marionette takes them. */
import { writeFile } from 'node:fs/promises';
import { locate, PageGone, type Plain, readWarning, type Spot, type Tab, type Told } from './browser.ts';
import { composition, toldByGecko } from './firefox-inside.ts';
import type { Marionette } from './marionette.ts';

export type InPage<A extends readonly Plain[], R> = (...args: A) => R | Promise<R>;

/** The browser of a tab: gives turns of several commands that nobody else's commands get between. */
export interface Turns {
  alone<T>(work: (send: Marionette['send']) => Promise<T>): Promise<T>;
}

/** WebDriver's code points of the keys that have no character of their own. */
const KEYS: Record<string, string> = {
  Enter: '\uE007',
  Escape: '\uE00C',
  Backspace: '\uE003',
  Tab: '\uE004',
  ArrowUp: '\uE013',
  ArrowDown: '\uE015',
  Control: '\uE009',
  Shift: '\uE008',
};

/**
 * Runs a function in the current window; in a system sandbox it may look into closed shadow roots.
 * @throws PageGone when the page was left while it was asked
 */
export async function execute<A extends readonly Plain[], R>(
  send: Marionette['send'],
  inPage: InPage<A, R>,
  args: A,
  sandbox?: 'system',
): Promise<R> {
  // `undefined` does not survive JSON: a function without a result gives null. Nor does Marionette say when the page was
  // left meanwhile: it answers null then, and a list of one otherwise.
  const script = `return Promise.resolve((${inPage.toString()})(...arguments)).then((result) => [result])`;
  const how = sandbox === undefined ? { newSandbox: true } : { sandbox, newSandbox: true };
  const { value } = (await send('WebDriver:ExecuteScript', { script, args, ...how })) as { value: [R] | null };
  if (value === null) throw new PageGone();
  return value[0];
}

export class FirefoxTab implements Tab {
  readonly #browser: Turns;
  readonly #handle: string;

  constructor(browser: Turns, handle: string) {
    this.#browser = browser;
    this.#handle = handle;
  }

  #here<T>(work: (send: Marionette['send']) => Promise<T>, focus = false): Promise<T> {
    return this.#browser.alone(async (send) => {
      await send('WebDriver:SwitchToWindow', { handle: this.#handle, focus });
      return work(send);
    });
  }

  async goto(url: string): Promise<void> {
    await this.#here((send) => send('WebDriver:Navigate', { url }));
  }

  evaluate<A extends readonly Plain[], R>(inPage: InPage<A, R>, ...args: A): Promise<R> {
    return this.#here((send) => execute(send, inPage, args));
  }

  async type(selector: string, text: string): Promise<void> {
    const spot = await this.evaluate(locate, selector, true);
    if (spot === null) throw new Error(`Nothing to type into: ${selector}`);
    const actions = [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.#here((send) => send('WebDriver:PerformActions', { actions: [{ type: 'key', id: 'keys', actions }] }));
  }

  async press(key: string): Promise<void> {
    const values = key.split('+').map((name) => KEYS[name] ?? name.toLowerCase());
    const down = values.map((value) => ({ type: 'keyDown', value }));
    const up = values.toReversed().map((value) => ({ type: 'keyUp', value }));
    const actions = [{ type: 'key', id: 'keys', actions: [...down, ...up] }];
    await this.#here((send) => send('WebDriver:PerformActions', { actions }));
  }

  async compose(text: string): Promise<void> {
    await this.#here((send) => execute(send, composition, [text, false], 'system'));
  }

  async commit(text: string): Promise<void> {
    await this.#here((send) => execute(send, composition, [text, true], 'system'));
  }

  async toldWarning(): Promise<Told | null> {
    return this.#here((send) => execute(send, toldByGecko, [], 'system'));
  }

  async inside(body: string): Promise<unknown> {
    const how = { script: body, args: [], sandbox: 'system', newSandbox: true };
    const { value } = (await this.#here((send) => send('WebDriver:ExecuteScript', how))) as { value: unknown };
    return value;
  }

  async #pressAt({ x, y }: Spot, pointerType: 'mouse' | 'touch' = 'mouse'): Promise<void> {
    const pointer = [
      { type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0, origin: 'viewport' },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    const actions = [{ type: 'pointer', id: pointerType, parameters: { pointerType }, actions: pointer }];
    await this.#here((send) => send('WebDriver:PerformActions', { actions }));
  }

  async click(selector: string): Promise<void> {
    const spot = await this.evaluate(locate, selector, false);
    if (spot === null) throw new Error(`Nothing to click: ${selector}`);
    await this.#pressAt(spot);
  }

  async tap(selector: string): Promise<void> {
    const spot = await this.evaluate(locate, selector, false);
    if (spot === null) throw new Error(`Nothing to tap: ${selector}`);
    await this.#pressAt(spot, 'touch');
  }

  #look(label: string | null): Promise<ReturnType<typeof readWarning>> {
    return this.#here((send) => execute(send, readWarning, [label], 'system'));
  }

  async warning(): ReturnType<Tab['warning']> {
    return (await this.#look(null))?.warning ?? null;
  }

  async pressInWarning(label: string): Promise<void> {
    const spot = (await this.#look(label))?.spot;
    if (!spot) throw new Error(`The page warning has no button "${label}".`);
    await this.#pressAt(spot);
  }

  async screenshot(path: string): Promise<void> {
    const shot = await this.#here((send) => send('WebDriver:TakeScreenshot', { full: false }), true);
    await writeFile(path, Buffer.from((shot as { value: string }).value, 'base64'));
  }

  async resize(width: number, height: number): Promise<void> {
    // The window's own frame is added: the page itself gets the size.
    await this.#here(async (send) => {
      const frame = await execute(send, () => [outerWidth - innerWidth, outerHeight - innerHeight] as const, []);
      await send('WebDriver:SetWindowRect', { width: width + frame[0], height: height + frame[1] });
    });
  }

  async front(): Promise<void> {
    await this.#here(async () => {}, true);
  }

  async close(): Promise<void> {
    await this.#here((send) => send('WebDriver:CloseWindow'));
  }
}
