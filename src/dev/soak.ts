/**
 * `npm run soak -- [--browser firefox] [--messages 3000] [--seed N]`: a school day in forty chats of seven known
 * sites, in six tabs of a real browser. Samples memory, nodes and listeners of pages and background, and the size of the store, after each tenth of the
 * messages, and compares the last sample with the first one after an hour's worth of them: what grows all the time shows, and
 * by how many bytes a message. Then half of the chats become older than they are kept. Ends with 1 when something grew, when
 * the store is over 20 MB, when a message was not counted exactly once, or when what is old did not go or anything else did.
 * The long run has 30,000 messages.
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
import { firstToCompare, grown, HEAD, MB, rowOf, type Sample, sampleOf, slopes } from './soak/sample.ts';

const TABS = 6;
const THREADS = 40;
/** Rows of a page: more than are said before they are read, and so few that pages of a long run are full within an hour's worth. */
const [FEWEST_SHOWN, MOST_SHOWN] = [30, 100];
/** Shorter runs are not looked at for growth: their pages are not full in time. */
const LEAST_TO_COMPARE = 3000;
const SAMPLES = 10;
/**
 * An hour's worth: a school day of 30,000 messages is talked through in some seven hours, from the way there to the evening.
 * A run that is much shorter than a day is compared after two fifths of its messages, when its pages are full.
 */
const HOUR = Math.ceil(30_000 / 7);
const SHORT = 0.4;
/** Share of the messages, from the first, with what is alarming: later samples find the same warnings on the pages. */
const ALARMING = 1 / 7;
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
    const [early, late] = [firstToCompare(samples, Math.min(HOUR, messages * SHORT)), samples.at(-1)];
    if (early !== undefined && late !== undefined && messages >= LEAST_TO_COMPARE) {
      console.log(slopes(early, late));
      faults.push(...grown(early, late));
    }
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
