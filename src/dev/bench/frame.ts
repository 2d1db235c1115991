import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from '../build.ts';
import { need, provide } from '../provision.ts';
import { type Measurement, median } from './measurement.ts';
import { openChromium } from './page-browser.ts';
import { ownWork } from './trace.ts';

/** Loads of the page; the first few warm it up and do not count. */
const LOADS = 40;
const WARM_UP = 5;
/** ms after the start of a load that are measured. */
const START = 400;
const BAR = 5;
const PAGE = '<!doctype html><title>page</title><p>a page with a form</p><form><input name="q"></form>';

/**
 * Script of the extension in a frame at its start: what Chromium's own trace says was spent in functions of the content
 * script within the first 400 ms of a small page; median of loads. On this page of this machine the demo build runs the script
 * that waits for a chat, which the page is none of; that of a known site is larger, and is not measured here.
 */
export async function measureFrame(say: (line: string) => void): Promise<Measurement[]> {
  await provide(['chromium'], say);
  const extension = await build('chromium', true);
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end(PAGE);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const value = median(await scriptTimes(url, extension));
    return [
      { section: 'content script', name: 'script per frame at start', value, unit: 'ms', bar: BAR, better: 'less' },
    ];
  } finally {
    server.close();
  }
}

/** ms of script of the extension in each load of a page. @throws Error when the trace holds none: then nothing was measured */
async function scriptTimes(url: string, extension: string): Promise<number[]> {
  const browser = await openChromium(need('chromium'), extension);
  try {
    const { page } = browser;
    const times: number[] = [];
    for (let load = 0; load < LOADS + WARM_UP; load++) {
      const { events } = await browser.traced(async () => {
        await page.goto(url);
        await page.waitForTimeout(START);
      });
      if (load >= WARM_UP) times.push(ownWork(events).total);
    }
    if (times.every((time) => time === 0)) throw new Error('the trace holds no script of the extension');
    return times;
  } finally {
    await browser.close();
  }
}
