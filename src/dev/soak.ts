/**
 * `npm run soak -- [--messages 3000] [--seed N]`: a school day in forty chats, in six tabs of a real Chromium. Samples memory, nodes and
 * listeners of pages and worker, and the size of the store, after each tenth of the messages, and compares the last sample with that
 * after the first third: what grows all the time shows. Ends with 1 when something grew, when the store is over 20 MB, or when a
 * message was not counted exactly once. The long run has 30,000 messages.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { wholeNumber } from './args.ts';
import type { Call } from './browsers/browser.ts';
import { build } from './build.ts';
import { Scene } from './faults/scene.ts';
import { provide } from './provision.ts';
import { seeded } from './seeded.ts';
import { duration } from './shell.ts';

const TABS = 6;
const THREADS = 40;
/** Rows of a page: full after a third of the messages, so that what grows then is ours. */
const SHOWN = 100;
const SAMPLES = 10;
/** Share of the messages, from the first, with what is alarming: later samples find the same warnings on the pages. */
const ALARMING = 0.3;
/** Pages and worker may grow by so much between the first third and the end: what is kept at hand of a chat is bounded. */
const MOST_GROWTH = 1.25;
/** Bytes. */
const MOST_STORED = 20_000_000;
const MB = 1_000_000;

/** After all garbage was collected. Bytes and numbers, pages together. */
interface Sample {
  readonly messages: number;
  readonly pages: number;
  readonly worker: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly stored: number;
}

async function metricsOf(call: Call): Promise<ReadonlyMap<string, number>> {
  await call('HeapProfiler.collectGarbage');
  await call('Performance.enable');
  const { metrics } = (await call('Performance.getMetrics')) as { metrics: { name: string; value: number }[] };
  return new Map(metrics.map(({ name, value }) => [name, value]));
}

async function heapOf(call: Call): Promise<number> {
  await call('HeapProfiler.collectGarbage');
  return ((await call('Runtime.getHeapUsage')) as { usedSize: number }).usedSize;
}

async function sampleOf(scene: Scene, pages: readonly Call[], messages: number): Promise<Sample> {
  const all = await Promise.all(pages.map(metricsOf));
  const sum = (name: string) => all.reduce((total, metrics) => total + (metrics.get(name) ?? 0), 0);
  const estimate = async () => (await navigator.storage.estimate()).usage ?? 0;
  return {
    messages,
    pages: sum('JSHeapUsedSize'),
    worker: await heapOf(await scene.worker()),
    nodes: sum('Nodes'),
    listeners: sum('JSEventListeners'),
    stored: await scene.extension.inPage(estimate),
  };
}

const HEAD = 'messages   pages MB  worker MB    nodes  listeners  store MB';

function rowOf({ messages, pages, worker, nodes, listeners, stored }: Sample): string {
  const cells = [
    messages,
    (pages / MB).toFixed(1),
    (worker / MB).toFixed(1),
    nodes,
    listeners,
    (stored / MB).toFixed(2),
  ];
  return cells.map((cell, at) => String(cell).padStart([8, 11, 11, 9, 11, 10][at] ?? 0)).join('');
}

/** What grew between two samples by more than it may. */
function grown(early: Sample, late: Sample): string[] {
  return (['pages', 'worker', 'nodes', 'listeners'] as const)
    .filter((name) => late[name] > early[name] * MOST_GROWTH)
    .map((name) => `${name}: ${(late[name] / early[name]).toFixed(2)} times what it was after a third`);
}

export async function main(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { messages: text, seed: text } });
  const messages = wholeNumber('messages', values.messages ?? '3000', 10_000_000);
  const seed = wholeNumber('seed', values.seed ?? String(randomInt(1, 2 ** 31)), 2 ** 31);
  await provide(['chromium'], (line) => console.error(line));
  await build('chromium', true);
  console.log(`chromium, ${messages} messages in ${THREADS} chats in ${TABS} tabs, seed ${seed}\n${HEAD}`);
  const start = performance.now();
  const scene = await Scene.open({
    target: 'chromium',
    tabs: TABS,
    threads: THREADS,
    chance: seeded(seed),
    shown: SHOWN,
  });
  try {
    const isChat = ({ type, url }: { type: string; url: string }) => type === 'page' && url.startsWith('http:');
    const pages = (await scene.browser.devtools?.(isChat)) ?? [];
    const samples: Sample[] = [];
    const after = async (said: number) => {
      if (said < ((samples.length + 1) * messages) / SAMPLES) return;
      const sample = await sampleOf(scene, pages, said);
      samples.push(sample);
      console.log(rowOf(sample));
    };
    await scene.talk(messages, { pace: 20, alarming: ALARMING, after });
    const faults = await scene.faults();
    const [early, late] = [samples[Math.floor(samples.length / 3)], samples.at(-1)];
    if (early !== undefined && late !== undefined) faults.push(...grown(early, late));
    if ((late?.stored ?? 0) > MOST_STORED) faults.push(`the store is over ${MOST_STORED / MB} MB`);
    for (const line of faults) console.log(`✗ ${line}`);
    if (faults.length === 0) console.log('✓ nothing grows, each message was counted once');
    console.log(`In ${duration(performance.now() - start)}.`);
    return faults.length === 0 ? 0 : 1;
  } finally {
    await scene.close();
  }
}
