import { availableParallelism } from 'node:os';
import { englishPack } from '../../catalog.ts';
import { createEngine, type Engine, type RulePack } from '../../engine/index.ts';
import { run, Stop } from '../shell.ts';
import { type Reader, timeRound } from './contestants/contestant.ts';
import { engineReader } from './contestants/engine-reader.ts';
import { type Measurement, median, type Rounds, rotated, steady, undisturbed } from './measurement.ts';
import { benignFile } from './processes.ts';
import type { Texts } from './texts.ts';

/** Rounds of scans, which take seconds. */
const SCANS = 5;
/** Messages of one timed batch. */
const BATCH = 20;
/** Messages of a chat before those that are timed; the first is what the others are compared with. */
const CHAT_LENGTHS = [100, 1000, 10_000, 100_000];
/** Chats that are open at once, and messages of each before those that are timed. */
const OPEN_CHATS = [10, 100, 1000];
const BEFORE = 50;
/** Words of a message; it is read at its head and tail from 4,000 characters on. */
const LENGTHS = [10, 100, 400, 4000];
/** Rules of the pack: a part of them, all, and all of them twice and four times. */
const RULES = [0.5, 1, 2, 4];
/** Messages that the threads of the processor scan: some seconds each time, on a machine that is busy half a minute. */
const SCANNED = 40_000;

/**
 * How the cost of a message grows, each time as a ratio to the smallest: with the length of the message (for each word),
 * with the length of the chat, with the number of chats open at once, with the number of rules; and how much more threads of
 * the processor read. Flat is 1.
 */
export async function measureGrowth(texts: Texts, bundle: string, say: (line: string) => void): Promise<Measurement[]> {
  const pack = englishPack();
  const engine = createEngine(pack);
  const list: Measurement[] = [];
  say('longer messages …');
  list.push(...ofLength(engine, texts.benign));
  say('longer chats …');
  list.push(...ofChatLength(engine, texts.benign));
  say('more chats …');
  list.push(...ofOpenChats(engine, texts.benign));
  say('more rules …');
  list.push(...ofRules(pack, texts.benign));
  say('more threads …');
  list.push(...(await ofProcessorThreads(bundle)));
  return list;
}

/** µs for a message of each batch of one round. */
type Contestant = () => readonly number[];

const timed = (reader: Reader, texts: readonly string[], batch = BATCH): readonly number[] =>
  timeRound(reader, { texts, batch, warmUp: 0 }).times;

/** A reader that has read so many messages. */
function after(messages: number, reader: Reader, texts: readonly string[]): Reader {
  for (let at = 0; at < messages; at += texts.length) reader(texts.slice(0, Math.min(texts.length, messages - at)));
  return reader;
}

/** The contestants in turn, round by round until no cost falls any more, so that a busy machine is busy for all of them. */
function inTurn(contestants: readonly Contestant[]): Rounds[] {
  const turns = contestants.map((read) => ({ read, rounds: [] as (readonly number[])[] }));
  for (const { read } of turns) read();
  for (let round = 0; !turns.every(({ rounds }) => steady(rounds)); round++)
    for (const { read, rounds } of rotated(turns, round)) rounds.push(read());
  return turns.map(({ rounds }) => rounds);
}

/** Each beside the first. `barOf` gets the index of the name. */
function ratios(
  section: string,
  names: readonly string[],
  contestants: readonly Contestant[],
  barOf: (index: number) => number,
): Measurement[] {
  const [first = Number.NaN, ...others] = inTurn(contestants).map(undisturbed);
  return others.map((cost, index) => ({
    section: `growth: ${section}`,
    name: `${names[index + 1]} ÷ ${names[0]}`,
    value: cost / first,
    unit: '×',
    bar: barOf(index + 1),
    better: 'less',
  }));
}

function ofLength(engine: Engine, texts: readonly string[]): Measurement[] {
  const contestants = LENGTHS.map((words) => {
    const each = words / 10;
    const count = Math.max(5, Math.floor(400 / each));
    const set = Array.from({ length: count }, (_, index) =>
      Array.from({ length: each }, (_part, part) => texts[(index * each + part) % texts.length] ?? '').join(' '),
    );
    const reader = engineReader(engine);
    // as many words in a batch, where a message has not more
    const batch = Math.max(1, BATCH / each);
    return () => timed(reader, set, batch).map((time) => time / words);
  });
  const names = LENGTHS.map((words) => `${words.toLocaleString('en')} words`);
  return ratios('cost of a word by the length of the message', names, contestants, () => 1.5);
}

function ofChatLength(engine: Engine, texts: readonly string[]): Measurement[] {
  const contestants = CHAT_LENGTHS.map((length) => {
    const reader = after(length, engineReader(engine), texts);
    return () => timed(reader, texts);
  });
  const names = CHAT_LENGTHS.map((length) => `${length.toLocaleString('en')} messages`);
  return ratios('cost of a message by the length of the chat', names, contestants, () => 1.2);
}

/** A message of each chat in turn. */
function ofOpenChats(engine: Engine, texts: readonly string[]): Measurement[] {
  const contestants = OPEN_CHATS.map((chats) => {
    const reader = after(chats * BEFORE, engineReader(engine, chats), texts);
    return () => timed(reader, texts);
  });
  const names = OPEN_CHATS.map((chats) => `${chats.toLocaleString('en')} chats`);
  return ratios('cost of a message by the number of chats open at once', names, contestants, () => 1.2);
}

/** The bar is linear: so many times the rules, so many times the cost at most. */
function ofRules(pack: RulePack, texts: readonly string[]): Measurement[] {
  const contestants = RULES.map((part) => {
    const reader = engineReader(createEngine(withRules(pack, part)));
    return () => timed(reader, texts);
  });
  const names = RULES.map((part) => `${part} × the rules`);
  const linear = (index: number) => (RULES[index] ?? Number.NaN) / (RULES[0] ?? Number.NaN);
  return ratios('cost of a message by the number of rules', names, contestants, linear);
}

/** A pack with every other rule of each signal, or with each rule several times under other names. */
function withRules(pack: RulePack, part: number): RulePack {
  const rules = Object.fromEntries(
    Object.entries(pack.rules).map(([signal, file]) => {
      const all = Object.entries(file ?? {});
      if (part < 1) return [signal, Object.fromEntries(all.filter((_, index) => index % Math.round(1 / part) === 0))];
      const twins = Array.from({ length: part }, (_, twin) =>
        all.map(([name, rule]) => [twin === 0 ? name : `${name}-${twin}`, rule] as const),
      );
      return [signal, Object.fromEntries(twins.flat())];
    }),
  );
  return { ...pack, rules };
}

/** Messages a second by threads of the processor; the same work in processes of their own shows what the machine itself can do. */
async function ofProcessorThreads(bundle: string): Promise<Measurement[]> {
  const file = await benignFile(SCANNED);
  const scan = (jobs: number) =>
    run(process.execPath, [bundle, '--format', 'corpus', '--jobs', String(jobs), file], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  const speed = async (jobs: number, processes: number) => {
    const start = performance.now();
    const ended = await Promise.all(Array.from({ length: processes }, () => scan(jobs)));
    const failed = ended.find(({ code }) => code !== 0);
    if (failed) throw new Stop(`the scan failed:\n${failed.output}`);
    return (processes * SCANNED * 1000) / (performance.now() - start);
  };
  const list: Measurement[] = [];
  const base = { section: 'growth: messages a second by threads', unit: '×', better: 'more' } as const;
  for (let threads = 2; threads <= Math.min(8, availableParallelism()); threads *= 2) {
    const [gain, machine, share]: [number[], number[], number[]] = [[], [], []];
    for (let turn = 0; turn < SCANS; turn++) {
      const one = await speed(1, 1);
      const together = await speed(threads, 1);
      const apart = await speed(1, threads);
      gain.push(together / one);
      machine.push(apart / one);
      share.push(together / apart);
    }
    list.push({ ...base, name: `${threads} threads ÷ one`, value: median(gain), bar: null });
    list.push({ ...base, name: `${threads} processes ÷ one (the machine)`, value: median(machine), bar: null });
    list.push({ ...base, name: `${threads} threads ÷ ${threads} processes`, value: median(share), bar: 0.9 });
  }
  return list;
}
