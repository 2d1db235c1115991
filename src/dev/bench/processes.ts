import { createWriteStream, mkdirSync, readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
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

/** The benign chats over and over, so many messages, in out/bench. */
export async function benignFile(wanted = SCANNED): Promise<string> {
  const folder = join(ROOT, 'out/bench');
  const path = join(folder, `benign-${wanted}.jsonl`);
  if (statSync(path, { throwIfNoEntry: false })?.size) return path;
  mkdirSync(folder, { recursive: true });
  const lines = ['sms', 'small-talk', 'irc', 'orders', 'support'].flatMap((name) =>
    readFileSync(join(ROOT, `tests/corpus/benign/${name}.jsonl`), 'utf8')
      .trim()
      .split('\n'),
  );
  const out = createWriteStream(path);
  let messages = 0;
  for (let at = 0; messages < wanted; at += 1) {
    const chat = JSON.parse(lines[at % lines.length] ?? '') as { id: string; messages: unknown[] };
    chat.messages = chat.messages.slice(0, wanted - messages);
    messages += chat.messages.length;
    if (!out.write(`${JSON.stringify({ ...chat, id: `${at}-${chat.id}` })}\n`)) {
      await new Promise<void>((resolve) => out.once('drain', () => resolve()));
    }
  }
  await new Promise<void>((resolve) => out.end(() => resolve()));
  return path;
}
