/**
 * One small interface over the two browsers, so that one test body and one demo run in both. A `Tab` does what a
 * person can do (open, type, press, look); only `warning` looks deeper, into the closed shadow root of the page warning.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Target } from '../../../vite.config.ts';

/** What can travel between Node and a page. */
export type Plain = string | number | boolean | null | undefined | readonly Plain[] | { readonly [key: string]: Plain };

/** One command of the DevTools protocol; its result. */
export type Call = (method: string, params?: object) => Promise<unknown>;

export type Scheme = 'light' | 'dark';

/** A page warning as the person sees it. */
export interface SeenWarning {
  /** Its heading; empty while it is being drawn. */
  readonly title: string;
  /** All its visible text, one line a block. */
  readonly text: string;
  /** What can be pressed in it. */
  readonly buttons: readonly string[];
}

/** What an assistive program is told of a part of the page: the browser's own tree, in the words of ARIA. */
export interface Told {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  /** How a change inside of it is told by itself; empty where it is not. */
  readonly live: string;
  /** Of `focused`, `expanded` and `collapsed`, those that hold. */
  readonly states: readonly string[];
  readonly children: readonly Told[];
}

export interface Tab {
  goto(url: string): Promise<void>;
  /** Runs a function in the page. It must stand alone: it travels as source text. */
  evaluate<A extends readonly Plain[], R>(inPage: (...args: A) => R | Promise<R>, ...args: A): Promise<R>;
  /** Puts the caret into the first visible match, looking into open shadow roots, and types. */
  type(selector: string, text: string): Promise<void>;
  /** One key for what has the focus: "Enter", "ArrowUp", "Control+A" … */
  press(key: string): Promise<void>;
  /** As an input method (IME) while its keys are pressed: `text` is what is composed so far in what has the focus. */
  compose(text: string): Promise<void>;
  /** Enter as an input method takes it: the page hears the key while it is composing, then the composition ends with `text`. */
  commit(text: string): Promise<void>;
  /** A real click in the middle of the first visible match. */
  click(selector: string): Promise<void>;
  /** A finger instead of the mouse. */
  tap(selector: string): Promise<void>;
  /** The page warning that is open now, or null. */
  warning(): Promise<SeenWarning | null>;
  /** The page warning as a screen reader gets it, or null. */
  toldWarning(): Promise<Told | null>;
  /** Runs the body of a function, given as text, where the closed root of the page warning can be opened. */
  inside(body: string): Promise<unknown>;
  /** A real click on a button of the page warning. */
  pressInWarning(label: string): Promise<void>;
  /** Writes a PNG of what is visible. */
  screenshot(path: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  front(): Promise<void>;
  close(): Promise<void>;
}

/** One request of the network stack. */
export interface Exchange {
  readonly url: string;
  /** Origin of the page or extension that asked for it; empty for the browser itself. */
  readonly from: string;
}

/** What pages and the extension's background hold, after all garbage was collected. */
export interface Held {
  /** Bytes of the pages together, with what scripts of the extension hold there. */
  readonly pages: number;
  /** Bytes of the extension's background; in Firefox of its other open pages as well. */
  readonly background: number;
  /** Nodes of the pages; in Chromium those that were taken out and are still held as well. */
  readonly nodes: number;
  readonly listeners: number;
}

export interface Browser {
  readonly name: Target;
  readonly version: string;
  /** `chrome-extension://…/` or `moz-extension://…/` of the loaded extension; empty without one. */
  readonly base: string;
  /** Opens a tab; one in the background leaves the others as they are. */
  open(url: string, options?: { background?: boolean }): Promise<Tab>;
  /** Ends the extension's worker at once, as the browser may at any time. Resolves when it is gone. */
  killWorker(): Promise<void>;
  workerAlive(): Promise<boolean>;
  scheme(scheme: Scheme): Promise<void>;
  /** Presses what makes the extension ask for a site, and allows it as the person does whom the browser asks. */
  allow(pattern: string, press: () => Promise<void>): Promise<void>;
  /** Takes the permission for a site away in the browser's own page of extensions. */
  withdraw(pattern: string): Promise<void>;
  /** Lets the extension into private windows, as the switch on the browser's page of extensions does: it starts anew. */
  allowPrivate(): Promise<void>;
  /** Opens a page in a private window of its own. */
  openPrivate(url: string): Promise<Tab>;
  /** Is this page of the extension open, in a tab or as the toolbar popup? Asked of the browser itself: no tab is turned to. */
  isOpen(url: string): Promise<boolean>;
  /** Photographs the toolbar popup that belongs to the tab in front. */
  popup(path: string): Promise<void>;
  /** Ends the browser; gives every request of its network stack since the start. For a launch with `traffic` alone. */
  traffic(): Promise<readonly Exchange[]>;
  /**
   * The DevTools of each target that fits (pages, the worker; a worker that sleeps is none). Chromium alone: Firefox has no
   * such thing.
   */
  devtools?(fits: (target: { readonly type: string; readonly url: string }) => boolean): Promise<readonly Call[]>;
  /**
   * Loads the extension anew from its folder, whose version is another by now: an update, while it runs. Firefox alone: in
   * Chromium an extension that lies in a folder does so itself.
   */
  update?(folder: string): Promise<void>;
  /** Collects all garbage; gives what the pages whose address fits and the background hold. The worker must be awake. */
  memory(fits: (url: string) => boolean): Promise<Held>;
  /** Ends the browser at once: it can write nothing more. For a launch with `profile`, which stays. */
  crash(): Promise<void>;
  /** Resolves when the person has closed the browser. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** Folder of the built extension; none for the browser of the other side. */
  readonly extension?: string;
  readonly headless: boolean;
  /** Note every request of the network stack. */
  readonly traffic?: boolean;
  /** Folder of a profile that is there already or is to stay; without, it is new and goes with the browser. */
  readonly profile?: string;
  /** KB that all sites together may store, of which each gets a fifth, and 10 MB at least. Firefox alone. */
  readonly room?: number;
  /** Folder in which the browser puts what a page saves, without a question; Chromium gives the files names of its own. */
  readonly downloads?: string;
  /** Port of a proxy on this machine through which all goes that is asked of any machine, under whatever certificate. */
  readonly proxy?: number;
}

/** Where a selector's first visible match is, in CSS pixels of the viewport. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** In the page: scrolls the first visible match into view, focuses it when asked, and says where its middle is. */
export function locate(selector: string, focus: boolean): Spot | null {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll<HTMLElement>(selector)) {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      element.scrollIntoView({ block: 'nearest' });
      if (focus) element.focus();
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
  }
  return null;
}

/**
 * In a world that may open closed shadow roots (the extension's own world in Chromium, a system sandbox in Firefox):
 * what the page warning shows, and where a button of it is when `label` names one.
 */
export function readWarning(label: string | null): { warning: SeenWarning; spot: Spot | null } | null {
  type Opener = { dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null } };
  const { chrome } = globalThis as unknown as { chrome?: Opener };
  const open = (element: Element & { openOrClosedShadowRoot?: ShadowRoot | null }): ShadowRoot | null =>
    element.openOrClosedShadowRoot ??
    (element instanceof HTMLElement ? (chrome?.dom?.openOrClosedShadowRoot(element) ?? null) : null);
  const hosts = [...document.querySelectorAll('html > *, body > *, dialog > *')];
  for (const host of hosts) {
    if (host.shadowRoot) continue;
    const root = open(host);
    if (!root) continue;
    const shown = ([...root.children] as HTMLElement[]).filter(
      (child) => child.localName !== 'style' && child.checkVisibility(),
    );
    const text = shown
      // biome-ignore lint/performance/useDomNodeTextContent: only what is laid out and visible counts as shown
      .map((child) => child.innerText)
      .join('\n')
      .trim();
    if (text === '') continue;
    const buttons = [...root.querySelectorAll<HTMLElement>('button, [role=button]')].filter((button) =>
      button.checkVisibility(),
    );
    const button = buttons.find(
      (candidate) => candidate.textContent?.trim() === label || candidate.getAttribute('aria-label') === label,
    );
    const box = button?.getBoundingClientRect();
    return {
      warning: {
        title: root.querySelector('h1, h2, h3, [role=heading]')?.textContent?.trim() ?? '',
        text,
        buttons: buttons.map((each) => each.textContent?.trim() || (each.getAttribute('aria-label') ?? '')),
      },
      spot: box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null,
    };
  }
  return null;
}

export interface UntilOptions {
  /** ms until it is given up. */
  readonly within?: number;
  /** ms between two looks. */
  readonly every?: number;
  /** What was waited for, for the message. */
  readonly what?: string;
}

/** The page was left while it was asked something: by itself, or because the test went on to another. */
export class PageGone extends Error {
  constructor() {
    super('The page was left while it was asked.');
  }
}

/**
 * Looks again and again until `look` gives something other than null, undefined or false. A page that is left just then
 * shows nothing yet. Throws when time is up.
 */
export async function until<T>(look: () => Promise<T>, options: UntilOptions = {}): Promise<NonNullable<T>> {
  const { within = 10_000, every = 20, what = look.toString() } = options;
  const end = performance.now() + within;
  for (;;) {
    const value = await look().catch((error: unknown) => {
      if (error instanceof PageGone) return null;
      throw error;
    });
    if (value !== null && value !== undefined && value !== false) return value;
    if (performance.now() > end) throw new Error(`Not within ${within} ms: ${what}`);
    await wait(every);
  }
}
