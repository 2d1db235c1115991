/** What the extension costs pages that are no chat, as it is shipped. */
import { rmSync } from 'node:fs';
import { build } from '../build.ts';
import { need } from '../provision.ts';
import { granted, KNOWN } from './granted.ts';
import { type Measurement, median } from './measurement.ts';
import { openChromium } from './page-browser.ts';
import { article } from './page-html.ts';
import { ownWork } from './trace.ts';

/** Loads of each page; the first ones warm up and do not count. */
const LOADS = 15;
const WARM_UP = 3;
/** How long a page is watched, in ms. */
const WATCHED = 4000;

/**
 * ms of the extension's script in four seconds of an article whose clock changes five times a second: on a page that the
 * parent switched on, and on one of a known site. Both once more in a process that has not seen the script before, as when
 * the first page of a site is opened.
 */
export async function measureArticles(url: string): Promise<Measurement[]> {
  const extension = granted(await build('chromium', false));
  /** Another host is another process. */
  const elsewhere = (load: number) => url.replace('127.0.0.1', `127.0.${load + 1}.1`);
  const one = (what: string, value: number): Measurement => {
    const name = `a page that is no chat${what}: its script in ${WATCHED / 1000} s`;
    return { section: 'page', name, value, unit: 'ms', bar: 2, better: 'less' };
  };
  try {
    return [
      one('', await scriptOn(extension, () => url)),
      one(', first of its process', await scriptOn(extension, elsewhere)),
      one(' of a known site', await scriptOn(extension, () => KNOWN)),
    ];
  } finally {
    rmSync(extension, { recursive: true, force: true });
  }
}

/** Median of the loads. @throws Error when no trace holds any script of the extension: then nothing was measured */
async function scriptOn(extension: string, address: (load: number) => string): Promise<number> {
  const browser = await openChromium(need('chromium'), extension);
  try {
    await browser.page.route(/./, (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: article() }),
    );
    const totals: number[] = [];
    for (let load = 0; load < LOADS + WARM_UP; load++) {
      const { events } = await browser.traced(async () => {
        await browser.page.goto(address(load));
        await browser.page.waitForTimeout(WATCHED);
      });
      if (load >= WARM_UP) totals.push(ownWork(events).total);
    }
    if (totals.every((total) => total === 0)) throw new Error('the trace holds no script of the extension');
    return median(totals);
  } finally {
    await browser.close();
  }
}
