import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { CDPSession } from 'playwright-core';
import { build } from '../build.ts';
import { need, provide } from '../provision.ts';
import { ROOT } from '../shell.ts';
import type { Measurement } from './measurement.ts';
import { measureArticles } from './page-articles.ts';
import { openChromium } from './page-browser.ts';
import { article, chat } from './page-html.ts';
import { ownWork } from './trace.ts';

/** Rows on the page at its start, rows a second, seconds. */
const CHAT = { rows: 5000, rate: 20, seconds: 60 };
const SECTION = 'page';
/** Its package holds the library alone, no extension that could be loaded. */
const DARK = "Dark Reader's engine, from its library, in the page";

type Who = 'nothing' | 'Nightlight' | 'Dark Reader';
type Kind = 'known' | 'unknown';

/**
 * What the extension costs a page: a chat of 5,000 rows that gets 20 more a second for a minute, and a page that is no
 * chat, in Chromium, beside the same page alone and with Dark Reader's engine, from its
 * library on npm, started in the page. The chat is once one of a known site, once one of none, which the generic reader
 * reads.
 */
export async function measurePage(say: (line: string) => void): Promise<Measurement[]> {
  await provide(['chromium'], say);
  const extension = await build('chromium', true);
  const reader = readFileSync(join(ROOT, 'node_modules/darkreader/darkreader.js'));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/darkreader.js') return response.setHeader('content-type', 'text/javascript').end(reader);
    const page = pathname === '/article' ? article() : chat(pathname === '/known', CHAT);
    return response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const list: Measurement[] = [];
    for (const kind of ['known', 'unknown'] as const) {
      say(`a chat of ${kind === 'known' ? 'a known site' : 'no known site'}, a minute each …`);
      const nothing = await runChat(`${base}/${kind}`, 'nothing', null);
      const own = await runChat(`${base}/${kind}`, 'Nightlight', extension);
      const dark = await runChat(`${base}/${kind}`, 'Dark Reader', null);
      list.push(...compare(kind, nothing, own, dark));
    }
    say('pages that are no chat …');
    list.push(...(await measureArticles(`${base}/article`)));
    return list;
  } finally {
    server.close();
  }
}

interface ChatRun {
  /** ms that the page's thread worked, of all that was measured. */
  readonly busy: number;
  readonly wall: number;
  /** Bytes of script memory at the end, after a collection. */
  readonly heap: number;
  /** ms of script of the extension, in all and the longest piece. */
  readonly own: number;
  readonly longest: number;
  /** Tasks of the page over 50 ms. */
  readonly long: number;
  /** ms of layout. */
  readonly layout: number;
}

async function runChat(url: string, who: Who, extension: string | null): Promise<ChatRun> {
  const browser = await openChromium(need('chromium'), extension);
  try {
    const { page, devtools } = browser;
    await page.goto(url);
    if (who === 'Dark Reader') {
      await page.addScriptTag({ url: '/darkreader.js' });
      await page.evaluate('DarkReader.enable({ brightness: 100, contrast: 90 })');
    }
    // What stood there is read, and the page is at rest.
    await page.waitForTimeout(3000);
    const { events, before, after, wall } = await browser.traced(async () => {
      await page.evaluate('start()');
      await page.waitForFunction('done', null, { timeout: (CHAT.seconds + 30) * 1000 });
    });
    const rows = await page.evaluate<number>('document.querySelectorAll(".msg").length');
    if (rows < CHAT.rows + CHAT.rate * CHAT.seconds) throw new Error(`the page got ${rows} rows only`);
    const work = ownWork(events);
    if (who === 'Nightlight' && work.total === 0) throw new Error('the trace holds no script of the extension');
    return {
      busy: (after.TaskDuration - before.TaskDuration) * 1000,
      layout: (after.LayoutDuration - before.LayoutDuration) * 1000,
      wall,
      heap: await heapOf(devtools),
      own: work.total,
      longest: work.longest,
      long: work.longTasks,
    };
  } finally {
    await browser.close();
  }
}

async function heapOf(devtools: CDPSession): Promise<number> {
  for (let round = 0; round < 3; round++) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize;
}

function compare(kind: Kind, nothing: ChatRun, own: ChatRun, dark: ChatRun): Measurement[] {
  const name = kind === 'known' ? 'known site' : 'no known site';
  const one = (what: string, value: number, unit: string, bar: number | null = null): Measurement => ({
    section: SECTION,
    name: `${name}: ${what}`,
    value,
    unit,
    bar,
    better: 'less',
  });
  const share = ({ busy, wall }: ChatRun) => (100 * (busy - (nothing.busy / nothing.wall) * wall)) / wall;
  const megabytes = ({ heap }: ChatRun) => (heap - nothing.heap) / 1024 / 1024;
  return [
    one('longest task of its script', own.longest, 'ms', 50),
    one('its script, of one core', (100 * own.own) / own.wall, '%', 2),
    // From one run to the next the page itself varies by more than this tells (frames that are drawn or left out): no bar.
    one('all work more than without, of one core', share(own), '%'),
    one(`the same with ${DARK}`, share(dark), '%'),
    one('memory more than without', megabytes(own), 'MB', 5),
    one(`the same with ${DARK}`, megabytes(dark), 'MB'),
    one('layout more than without', own.layout - nothing.layout, 'ms'),
    one('the page alone, of one core', (100 * nothing.busy) / nothing.wall, '%'),
    one('tasks over 50 ms, page alone', nothing.long, ''),
    one('tasks over 50 ms, with Nightlight', own.long, ''),
    one(`tasks over 50 ms, with ${DARK}`, dark.long, ''),
  ];
}
