import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from '../build.ts';
import { need, provide } from '../provision.ts';
import { percentile } from './latency.ts';
import type { Measurement } from './measurement.ts';

/** Loads of the page with and without the extension; the first few warm both up and do not count. */
const LOADS = 40;
const WARM_UP = 5;
const BAR = 5;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];
const PAGE = '<!doctype html><title>page</title><p>a page with a form</p><form><input name="q"></form>';

/**
 * Script of the extension in a frame at its start: what Chromium's own trace says was spent in functions of the content
 * script within the first 400 ms of a small page; median of loads. The demo build's script is measured, which reads any page
 * and is the larger of the two content scripts.
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
    const value = percentile(await scriptTimes(url, extension), 0.5);
    return [
      { section: 'content script', name: 'script per frame at start', value, unit: 'ms', bar: BAR, better: 'less' },
    ];
  } finally {
    server.close();
  }
}

interface TraceEvent {
  readonly name: string;
  readonly ts: number;
  readonly dur?: number;
  readonly tid: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

/** ms of script of the extension in each load of a page. @throws Error when the trace holds none: then nothing was measured */
async function scriptTimes(url: string, extension: string): Promise<number[]> {
  const profile = mkdtempSync(join(tmpdir(), 'nightlight-frame-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: need('chromium'),
    headless: true,
    args: [...FLAGS, `--disable-extensions-except=${extension}`, `--load-extension=${extension}`],
  });
  try {
    const times: number[] = [];
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    for (let load = 0; load < LOADS + WARM_UP; load++) {
      const events: TraceEvent[] = [];
      const collect = ({ value }: { value: object[] }) => events.push(...(value as TraceEvent[]));
      devtools.on('Tracing.dataCollected', collect);
      await devtools.send('Tracing.start', { transferMode: 'ReportEvents', categories: 'devtools.timeline' });
      await page.goto(url);
      await page.waitForTimeout(400);
      const complete = new Promise((done) => devtools.once('Tracing.tracingComplete', done));
      await devtools.send('Tracing.end');
      await complete;
      devtools.off('Tracing.dataCollected', collect);
      if (load >= WARM_UP) times.push(ownTime(events));
    }
    if (times.every((time) => time === 0)) throw new Error('the trace holds no script of the extension');
    return times;
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** ms of the outermost script events of the extension, nested ones counted once. */
function ownTime(events: readonly TraceEvent[]): number {
  const own = events
    .filter(
      ({ name, dur, args }) =>
        /^(EvaluateScript|v8\.run|FunctionCall)$/.test(name) && dur && args?.data?.url?.startsWith('chrome-extension:'),
    )
    .sort((a, b) => a.ts - b.ts);
  let end = 0;
  let sum = 0;
  for (const { ts, dur = 0 } of own) {
    sum += Math.max(0, ts + dur - Math.max(ts, end));
    end = Math.max(end, ts + dur);
  }
  return sum / 1000;
}
