import type { CDPSession } from 'playwright-core';
import type { Call, Held } from './browser.ts';
import type { Sessions } from './chromium-target.ts';

/** Twice: what a first round lets go of may be all that held something else. */
async function collect(call: Call): Promise<void> {
  for (let round = 0; round < 2; round++) await call('HeapProfiler.collectGarbage');
}

async function metricsOf(call: Call): Promise<ReadonlyMap<string, number>> {
  await collect(call);
  await call('Performance.enable');
  const { metrics } = (await call('Performance.getMetrics')) as { metrics: { name: string; value: number }[] };
  return new Map(metrics.map(({ name, value }) => [name, value]));
}

async function heapOf(call: Call): Promise<number> {
  await collect(call);
  return ((await call('Runtime.getHeapUsage')) as { usedSize: number }).usedSize;
}

/** Reads the heaps of pages and worker through the DevTools of each. */
export class ChromiumMemory {
  readonly #cdp: CDPSession;
  readonly #base: string;
  readonly #sessions: Sessions;

  constructor(cdp: CDPSession, sessions: Sessions, base: string) {
    this.#cdp = cdp;
    this.#sessions = sessions;
    this.#base = base;
  }

  async #targets(fits: (type: string, url: string) => boolean): Promise<Call[]> {
    const { targetInfos } = await this.#cdp.send('Target.getTargets', { filter: [{}] });
    const fitting = targetInfos.filter(({ type, url }) => fits(type, url));
    return Promise.all(fitting.map(({ targetId }) => this.#sessions.call(targetId)));
  }

  async read(fits: (url: string) => boolean): Promise<Held> {
    const pages = await Promise.all((await this.#targets((type, url) => type === 'page' && fits(url))).map(metricsOf));
    const [worker] = await this.#targets((type, url) => type === 'service_worker' && url.startsWith(this.#base));
    if (worker === undefined) throw new Error('The worker sleeps.');
    const sum = (name: string) => pages.reduce((total, metrics) => total + (metrics.get(name) ?? 0), 0);
    return {
      pages: sum('JSHeapUsedSize'),
      background: await heapOf(worker),
      nodes: sum('Nodes'),
      listeners: sum('JSEventListeners'),
    };
  }
}
