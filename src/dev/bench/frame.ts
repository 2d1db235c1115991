import { rmSync } from 'node:fs';
import { build } from '../build.ts';
import { need, provide } from '../provision.ts';
import { granted, KNOWN } from './granted.ts';
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
/** Any page that the parent switched on; it is answered for by the bench. */
const OWN = 'http://own.example/';

/**
 * Script of the extension as it is shipped, in a frame without a chat at its start: what Chromium's own trace says was spent
 * in functions of the content script within the first 400 ms of a small page; median of loads. On a page that the parent
 * switched on it is the script that waits for a chat, on one of a known site the larger one that reads this site.
 */
export async function measureFrame(say: (line: string) => void): Promise<Measurement[]> {
  await provide(['chromium'], say);
  const extension = granted(await build('chromium', false));
  const one = async (where: string, url: string): Promise<Measurement> => ({
    section: 'content script',
    name: `script per frame at start, ${where}`,
    value: median(await scriptTimes(url, extension)),
    unit: 'ms',
    bar: BAR,
    better: 'less',
  });
  try {
    return [await one('a site of your own', OWN), await one('a known site', KNOWN)];
  } finally {
    rmSync(extension, { recursive: true, force: true });
  }
}

/** ms of script of the extension in each load of a page. @throws Error when the trace holds none: then nothing was measured */
async function scriptTimes(url: string, extension: string): Promise<number[]> {
  const browser = await openChromium(need('chromium'), extension);
  try {
    const { page } = browser;
    await page.route(/./, (route) => route.fulfill({ contentType: 'text/html', body: PAGE }));
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
