/**
 * `npm run faults -- [--browser firefox] [--messages 300] [--times 10] [--seed N] [NAME…]`: lets things go wrong in a real
 * browser under a stream of messages (worker, browser, writes, quota, corrupt, clock, permission, update), and then looks into
 * the store: each message counted exactly once, each alert kept and urgent, none doubled, the journal whole. The long run has
 * 5,000 messages and 200 times.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { browserOf, wholeNumber } from './args.ts';
import { Scene } from './bed/scene.ts';
import { build } from './build.ts';
import { FAULTS } from './faults/faults.ts';
import { provide } from './provision.ts';
import { seeded } from './seeded.ts';
import { duration, Stop } from './shell.ts';

const TABS = 3;
/** Rows of a page: more than are said while no worker answers. */
const SHOWN = 1000;

export async function main(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { browser: text, messages: text, times: text, seed: text },
    allowPositionals: true,
  });
  const target = browserOf(values.browser);
  const messages = wholeNumber('messages', values.messages ?? '300', 1_000_000);
  const times = wholeNumber('times', values.times ?? '10', 10_000);
  const seed = wholeNumber('seed', values.seed ?? String(randomInt(1, 2 ** 31)), 2 ** 31);
  const unknown = positionals.find((name) => FAULTS[name] === undefined);
  if (unknown !== undefined) throw new Stop(`No fault "${unknown}": ${Object.keys(FAULTS).join(', ')}.`);
  await provide([target], (line) => console.error(line));
  await build(target, true);
  console.log(`${target}, ${messages} messages in ${TABS} tabs, ${times} times each, seed ${seed}`);
  let failed = 0;
  for (const [name, fault] of Object.entries(FAULTS)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    if (!fault.targets.includes(target)) {
      console.log(`- ${name}: can't be made in ${target}`);
      continue;
    }
    const start = performance.now();
    const chance = seeded(`${seed}/${name}`);
    const scene = await Scene.open({
      target,
      tabs: TABS,
      chance,
      shown: SHOWN,
      ...(fault.host && { host: fault.host }),
      ...(fault.room !== undefined && { room: fault.room }),
    });
    try {
      await fault.happen(scene, { messages, times, chance });
      const faults = await scene.faults();
      const said = scene.threads.reduce((sum, thread) => sum + thread.said, 0);
      const took = duration(performance.now() - start);
      console.log(`${faults.length === 0 ? '✓' : '✗'} ${name}: ${fault.title}; ${said} messages (${took})`);
      for (const line of faults) console.log(`    ${line}`);
      failed += Math.min(1, faults.length);
    } finally {
      await scene.close();
    }
  }
  return failed === 0 ? 0 : 1;
}
