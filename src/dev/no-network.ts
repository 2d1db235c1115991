/**
 * `npm run no-network -- [--browser firefox] [--minutes 3] [--seed N] [--leak]`: a family's time with the extension in a real
 * browser, whose requests all go through a proxy on this machine that counts them. A parent sets it up; then, each minute, six
 * new chats come in, four of them with an alert, and parent and child use each page of the extension. Ends with 1 when the
 * extension made a request, or when anything that was done did not work. The long run has 60 minutes. With `--leak` the build
 * itself asks for something in three ways, and the run ends with 1 for them.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { browserOf, wholeNumber } from './args.ts';
import { build } from './build.ts';
import { type Hour, hour } from './no-network/hour.ts';
import { provide } from './provision.ts';
import { duration } from './shell.ts';

/** What was asked and done, a line each. */
function table({ proxy, pages, extension, script, browser, unclaimed, messages, alerts, done }: Hour): string[] {
  const sum = (lines: Readonly<Record<string, number>>) => Object.values(lines).reduce((all, times) => all + times, 0);
  const rows: readonly (readonly [what: string, times: number])[] = [
    ['requests that the proxy saw', proxy],
    ['  for pages of the chats', pages],
    ['  of nobody who says so', sum(unclaimed)],
    ['requests of the extension', sum(extension)],
    ['requests in the name of a page, not its own', sum(script)],
    ['requests of the browser itself', sum(browser)],
    ...Object.entries(browser).map(([url, times]) => [`  ${url}`, times] as const),
    ['messages', messages],
    ['alerts', alerts],
    ...Object.entries(done),
  ];
  const width = Math.max(...rows.map(([what]) => what.length));
  return rows.map(([what, times]) => `${what.padEnd(width)}  ${String(times).padStart(6)}`);
}

export async function main(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { browser: text, minutes: text, seed: text, leak: { type: 'boolean' } },
  });
  const target = browserOf(values.browser);
  const minutes = wholeNumber('minutes', values.minutes ?? '3', 10_000);
  const seed = wholeNumber('seed', values.seed ?? String(randomInt(1, 2 ** 31)), 2 ** 31);
  const leak = values.leak === true;
  await provide([target], (line) => console.error(line));
  await build(target, true);
  console.error(`${target}, ${minutes} minutes, seed ${seed}${leak ? ', with a build that leaks' : ''}`);
  const start = performance.now();
  const onRound = (round: number, failed: readonly string[]) => {
    console.error(`round ${round}, ${duration(performance.now() - start)}`);
    for (const line of failed) console.error(`✗ ${line}`);
  };
  const spent = await hour({ target, minutes, seed: String(seed), leak, onRound });
  const took = performance.now() - start;
  console.log(JSON.stringify({ target, minutes, seed, leak, seconds: Math.round(took / 1000), ...spent }));
  for (const line of table(spent)) console.log(line);
  for (const line of spent.faults) console.log(`✗ ${line}`);
  if (spent.faults.length === 0) console.log('✓ the extension asked the network for nothing');
  console.log(`In ${duration(took)}.`);
  return spent.faults.length === 0 ? 0 : 1;
}
