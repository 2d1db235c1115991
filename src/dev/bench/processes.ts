import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { ROOT, run, Stop } from '../shell.ts';
import { type Measurement, median, ratiosToFirst } from './measurement.ts';

const COLD_STARTS = 9;
const SCANS = 5;
/** Messages of the file that is scanned: so many that the start does not count. */
const SCANNED = 400_000;

/** How long a fresh process needs from loading the built engine to its first answer, in ms. */
export async function measureReady(bundle: string): Promise<Measurement[]> {
  const script = `const t = performance.now(); const { makeReady } = await import(${JSON.stringify(pathToFileURL(bundle).href)}); makeReady(); console.log(performance.now() - t);`;
  const times: number[] = [];
  for (let turn = 0; turn < COLD_STARTS; turn += 1) {
    const done = await run(process.execPath, ['--input-type=module', '-e', script]);
    if (done.code !== 0) throw new Stop(`the built engine did not start:\n${done.output}`);
    times.push(Number(done.output.trim()));
  }
  return [
    { section: 'start', name: 'engine ready from cold', value: median(times), unit: 'ms', bar: 100, better: 'less' },
  ];
}

/** Messages that the built command line scans in a second, on one thread and on two, the start of the process included. */
export async function measureScan(bundle: string): Promise<Measurement[]> {
  const file = await benignFile();
  const speed = async (jobs: number) => {
    const done = await run(process.execPath, [bundle, '--format', 'corpus', '--jobs', String(jobs), file], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (done.code !== 0) throw new Stop(`the scan failed:\n${done.output}`);
    return (SCANNED / done.ms) * 1000;
  };
  const cores = availableParallelism() < 2 ? [1] : [1, 2];
  const rounds = cores.map((): number[] => []);
  for (let turn = 0; turn < SCANS; turn += 1)
    for (const [index, jobs] of cores.entries()) rounds[index]?.push(await speed(jobs));
  const base = { section: 'scan', better: 'more' } as const;
  const [one, two] = rounds.map(median);
  const list: Measurement[] = [
    { ...base, name: 'messages a second, one core', value: one ?? Number.NaN, unit: '/s', bar: 25_000 },
  ];
  if (two === undefined) return list;
  const [gain = Number.NaN] = ratiosToFirst(rounds);
  list.push({ ...base, name: 'messages a second, two cores', value: two, unit: '/s', bar: null });
  list.push({ ...base, name: 'two cores ÷ one core', value: gain, unit: '×', bar: 1.8 });
  return list;
}

/** Sets of benign chats of which the file is made. */
const SETS = ['sms', 'small-talk', 'irc', 'orders', 'support'];

/**
 * A file of exactly so many messages, the benign chats over and over; kept from one run to the next. Its name tells what it
 * was made of, and it has that name only once it is whole: what was broken off, or made of other chats, is not taken for it.
 */
export async function benignFile(
  wanted = SCANNED,
  folder = join(ROOT, 'out/bench'),
  chats = join(ROOT, 'tests/corpus/benign'),
): Promise<string> {
  const sources = SETS.map((name) => readFileSync(join(chats, `${name}.jsonl`), 'utf8'));
  const hash = createHash('sha256').update(sources.join('\0')).digest('hex').slice(0, 12);
  const path = join(folder, `benign-${wanted}-${hash}.jsonl`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const lines = sources.flatMap((text) => text.trim().split('\n'));
  await pipeline(repeated(lines, wanted), createWriteStream(`${path}.part`));
  renameSync(`${path}.part`, path);
  return path;
}

/** The chats of these lines over and over, each with an id of its own, until there are so many messages. */
function* repeated(lines: readonly string[], wanted: number): Generator<string> {
  let messages = 0;
  for (let at = 0; messages < wanted; at += 1) {
    const chat = JSON.parse(lines[at % lines.length] ?? '') as { id: string; messages: unknown[] };
    chat.messages = chat.messages.slice(0, wanted - messages);
    messages += chat.messages.length;
    yield `${JSON.stringify({ ...chat, id: `${at}-${chat.id}` })}\n`;
  }
}
