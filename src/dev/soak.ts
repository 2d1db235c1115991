/**
 * `npm run soak -- [--browser firefox] [--messages 3000] [--seed N]`: a school day in forty chats of seven known
 * sites, in six tabs of a real browser. Samples memory, nodes and listeners of pages and background, and the size of the store, after each tenth of the
 * messages, and compares the last sample with that after the first third: what grows all the time shows. Then half of the
 * chats become older than they are kept. Ends with 1 when something grew, when the store is over 20 MB, when a message was not
 * counted exactly once, or when what is old did not go or anything else did. The long run has 30,000 messages.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { browserOf, wholeNumber } from './args.ts';
import { Scene } from './bed/scene.ts';
import { sevenSites } from './bed/sites.ts';
import { build } from './build.ts';
import { provide } from './provision.ts';
import { seeded } from './seeded.ts';
import { duration } from './shell.ts';
import { retire } from './soak/retention.ts';
import { grown, HEAD, MB, rowOf, type Sample, sampleOf } from './soak/sample.ts';

const TABS = 6;
const THREADS = 40;
/** Rows of a page: more than are said before they are read, and so few that pages are full before the first third is over. */
const [FEWEST_SHOWN, MOST_SHOWN] = [30, 100];
/** Shorter runs are not looked at for growth: their pages are not full in time. */
const LEAST_TO_COMPARE = 3000;
const SAMPLES = 10;
/** Share of the messages, from the first, with what is alarming: later samples find the same warnings on the pages. */
const ALARMING = 0.3;
/** Bytes. */
const MOST_STORED = 20 * MB;

export async function main(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { browser: text, messages: text, seed: text } });
  const target = browserOf(values.browser);
  const wanted = wholeNumber('messages', values.messages ?? '3000', 10_000_000);
  // As many in each chat.
  const messages = Math.ceil(wanted / THREADS) * THREADS;
  const seed = wholeNumber('seed', values.seed ?? String(randomInt(1, 2 ** 31)), 2 ** 31);
  await provide([target], (line) => console.error(line));
  await build(target, true);
  console.log(`${target}, ${messages} messages in ${THREADS} chats in ${TABS} tabs, seed ${seed}\n${HEAD}`);
  const start = performance.now();
  const shown = Math.max(FEWEST_SHOWN, Math.min(MOST_SHOWN, Math.floor(messages / THREADS / 5)));
  const { lookOf, hosts } = sevenSites(TABS);
  const scene = await Scene.open({
    target,
    tabs: TABS,
    threads: THREADS,
    chance: seeded(seed),
    shown,
    lookOf,
    hosts,
  });
  try {
    const samples: Sample[] = [];
    const after = async (said: number) => {
      if (said < ((samples.length + 1) * messages) / SAMPLES) return;
      const sample = await sampleOf(scene, said);
      samples.push(sample);
      console.log(rowOf(sample));
    };
    await scene.talk(messages, { pace: 20, alarming: ALARMING, after });
    const faults = await scene.faults();
    const [early, late] = [samples[Math.floor(samples.length / 3)], samples.at(-1)];
    if (early !== undefined && late !== undefined && messages >= LEAST_TO_COMPARE) faults.push(...grown(early, late));
    if (samples.some(({ stored }) => stored > MOST_STORED)) faults.push(`the store was over ${MOST_STORED / MB} MB`);
    const { chats, alerts, before, after: left, faults: kept } = await retire(scene);
    const sizes = [before, left].map((bytes) => (bytes / MB).toFixed(2)).join(' to ');
    console.log(`${chats} chats with ${alerts} alerts became too old; store ${sizes} MB`);
    faults.push(...kept);
    for (const line of faults) console.log(`✗ ${line}`);
    if (faults.length === 0) console.log('✓ nothing grows, each message was counted once, what is old went');
    console.log(`In ${duration(performance.now() - start)}.`);
    return faults.length === 0 ? 0 : 1;
  } finally {
    await scene.close();
  }
}
