/** What Firefox's own reports of memory (about:memory) tell of pages and of the extension. */
import type { Held } from './browser.ts';
import { execute } from './firefox-tab.ts';
import type { Marionette } from './marionette.ts';

/** What one process reports of one page; of its scripts that belong to no page where `page` is empty. */
export interface Report {
  readonly process: string;
  readonly page: string;
  readonly bytes: number;
  readonly listeners: number;
}

/** In the browser itself: collects all garbage of all processes, and gives what each reports. */
export async function reportMemory(): Promise<Report[]> {
  const { classes, interfaces } = Components;
  const manager = classes['@mozilla.org/memory-reporter-manager;1'].getService(
    interfaces.nsIMemoryReporterManager,
  ) as FirefoxMemory;
  // Twice: what a first round lets go of may be all that held something else. Each process does it before it is asked.
  for (const topic of ['mmu', 'gc', 'cc', 'gc', 'cc']) Services.obs.notifyObservers(null, `child-${topic}-request`);
  await new Promise<void>((done) => manager.minimizeMemoryUsage(done));
  const found = new Map<string, { process: string; page: string; bytes: number; listeners: number }>();
  const handle = (process: string, path: string, _kind: number, _units: number, amount: number) => {
    // `explicit/window-objects/top(https:\\chat.example.org\, id=7)/…`: a slash in an address is turned round.
    const [, tree, page] =
      /^(explicit|event-counts)\/window-objects\/top\((.*?), id=\d+\)\//.exec(path) ??
      /^(explicit)\/js-non-window\/zones\//.exec(path) ??
      [];
    if (tree === undefined || (tree === 'event-counts' && !path.endsWith('/dom/event-listeners'))) return;
    const address = (page ?? '').replaceAll('\\', '/');
    const key = `${process} ${address}`;
    const sums = found.get(key) ?? { process, page: address, bytes: 0, listeners: 0 };
    found.set(key, sums);
    if (tree === 'explicit') sums.bytes += amount;
    else sums.listeners += amount;
  };
  await new Promise<void>((done) => manager.getReports(handle, null, done, null, false));
  return [...found.values()];
}

/** What pages that fit hold, with all scripts of their processes that belong to no page: those of the extension are among them. */
export function heldIn(reports: readonly Report[], fits: (url: string) => boolean, base: string): Omit<Held, 'nodes'> {
  const shown = new Set(reports.filter(({ page }) => fits(page)).map(({ process }) => process));
  const pages = reports.filter(({ process, page }) => fits(page) || (page === '' && shown.has(process)));
  const sum = (of: readonly Report[], what: 'bytes' | 'listeners') => of.reduce((all, each) => all + each[what], 0);
  return {
    pages: sum(pages, 'bytes'),
    background: sum(
      reports.filter(({ page }) => page.startsWith(base)),
      'bytes',
    ),
    listeners: sum(pages, 'listeners'),
  };
}

/** In a page: its address, and its nodes. */
function nodesHere(): readonly [url: string, nodes: number] {
  let nodes = 1;
  for (const walker = document.createTreeWalker(document); walker.nextNode() !== null; ) nodes += 1;
  return [location.href, nodes];
}

/** Nodes that stand in the pages that fit. */
export async function countNodes(send: Marionette['send'], fits: (url: string) => boolean): Promise<number> {
  let all = 0;
  for (const handle of (await send('WebDriver:GetWindowHandles')) as string[]) {
    await send('WebDriver:SwitchToWindow', { handle, focus: false });
    const [url, nodes] = await execute(send, nodesHere, []);
    if (fits(url)) all += nodes;
  }
  return all;
}
