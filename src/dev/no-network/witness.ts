/** Who asked the network for what: the browser's own record says who, and what came by at the proxy is the count of it. */

import type { Seen } from '../bed/web.ts';
import type { Exchange } from '../browsers/browser.ts';

export interface Testimony {
  /** All that the browser noted. */
  readonly noted: readonly Exchange[];
  /** All that came by at the proxy, by its address. */
  readonly seen: ReadonlyMap<string, Seen>;
  /** Address of the extension in this browser: `chrome-extension://…/`. */
  readonly base: string;
}

/** How often each line was asked: an address, and who asked where it is not said by the place in the verdict. */
type Lines = Readonly<Record<string, number>>;

export interface Verdict {
  /** Requests that came by at the proxy, and those of them for pages that stand there. */
  readonly proxy: number;
  readonly pages: number;
  /** Requests that the browser notes as the extension's. */
  readonly extension: Lines;
  /** In the name of a page, and not that page: it asks for nothing else, so it is a script of the extension in it. */
  readonly script: Lines;
  /** The browser's own. */
  readonly browser: Lines;
  /** Came by at the proxy, and the browser notes nobody who asked that machine for anything. */
  readonly unclaimed: Lines;
  /** What must not be; empty when the extension asked for nothing and both witnesses were awake. */
  readonly faults: readonly string[];
}

/** What leaves the browser: not `blob:`, `data:` and the pages of the browser and the extension. */
const LEAVES = /^(?:https?|wss?|ftp):/;
/** Shown in the tab, asked for by the browser. */
const ICON = '/favicon.ico';

const add = (to: Record<string, number>, line: string, times = 1) => {
  to[line] = (to[line] ?? 0) + times;
};
/** The machine that is asked, without the way of asking. */
const machineOf = (url: string) => new URL(url).host;
const withoutHash = (url: string) => url.replace(/#.*/, '');
/** What the browser asks for by itself has long marks of the day in its questions. */
const withoutQuery = (url: string) => url.replace(/[?#].*/, '');

/** Weighs what both witnesses say. */
export function weigh({ noted, seen, base }: Testimony): Verdict {
  const own = new URL(base).host;
  const shown = new Set([...seen].filter(([, { page }]) => page).map(([url]) => url));
  const lines = { extension: {}, script: {}, browser: {}, unclaimed: {} };
  const left = noted.filter(({ url }) => LEAVES.test(url));
  for (const { url, from } of left) {
    if (from.includes(own)) add(lines.extension, `${from} → ${url}`);
    else if (shown.has(withoutHash(url))) continue;
    else if (/^https?:/.test(from) && new URL(url).pathname !== ICON) add(lines.script, `${from} → ${url}`);
    else add(lines.browser, withoutQuery(url));
  }
  const asked = new Set(left.map(({ url }) => machineOf(url)));
  for (const [url, { times }] of seen) if (!asked.has(machineOf(url))) add(lines.unclaimed, url, times);
  const sum = (all: Iterable<Seen>) => [...all].reduce((total, { times }) => total + times, 0);
  const pages = sum([...seen.values()].filter(({ page }) => page));
  const faults = [
    ...Object.entries(lines.extension).map(([line, times]) => `the extension asked: ${line} (${times})`),
    ...Object.entries(lines.script).map(([line, times]) => `asked in a page's name: ${line} (${times})`),
    ...Object.entries(lines.unclaimed).map(([line, times]) => `nobody says to have asked: ${line} (${times})`),
    ...(pages === 0 ? ['the proxy saw no page: it slept'] : []),
    ...(left.some(({ url }) => shown.has(withoutHash(url))) ? [] : ['the browser noted no page: it slept']),
  ];
  return { proxy: sum(seen.values()), pages, ...lines, faults };
}
