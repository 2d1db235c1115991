import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CDPSession, chromium, type Page } from 'playwright-core';
import type { TraceEvent } from './trace.ts';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];

/** The browser's own counters of a page, in seconds. */
export interface Counters {
  readonly TaskDuration: number;
  readonly LayoutDuration: number;
}

export interface Traced {
  readonly events: readonly TraceEvent[];
  readonly before: Counters;
  readonly after: Counters;
  /** ms. */
  readonly wall: number;
}

export interface BenchBrowser {
  readonly page: Page;
  readonly devtools: CDPSession;
  /** Runs something under the browser's trace. */
  traced(run: () => Promise<void>): Promise<Traced>;
  close(): Promise<void>;
}

/** A browser with a profile of its own and one page; `extension` is the folder of an unpacked one. */
export async function openChromium(executablePath: string, extension: string | null): Promise<BenchBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'nightlight-page-'));
  const loads = extension === null ? [] : [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: [...FLAGS, ...loads],
  });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  // By the clock of the thread: a busy machine must not change the figures.
  await devtools.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' }).catch(() => {});
  await devtools.send('Performance.enable');
  const counters = async (): Promise<Counters> => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    const value = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
    return { TaskDuration: value('TaskDuration'), LayoutDuration: value('LayoutDuration') };
  };
  return {
    page,
    devtools,
    async traced(run) {
      const events: TraceEvent[] = [];
      const collect = ({ value }: { value: object[] }) => {
        for (const event of value as TraceEvent[]) events.push(event);
      };
      devtools.on('Tracing.dataCollected', collect);
      await devtools.send('Tracing.start', {
        transferMode: 'ReportEvents',
        categories: 'devtools.timeline,disabled-by-default-devtools.timeline,toplevel',
      });
      const start = performance.now();
      const before = await counters();
      await run();
      const after = await counters();
      const wall = performance.now() - start;
      const complete = new Promise((done) => devtools.once('Tracing.tracingComplete', done));
      await devtools.send('Tracing.end');
      await complete;
      devtools.off('Tracing.dataCollected', collect);
      return { events, before, after, wall };
    },
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
