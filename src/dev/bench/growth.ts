import { availableParallelism } from 'node:os';
import { englishPack } from '../../catalog.ts';
import { CORPUS_START } from '../../cli/predict.ts';
import { createEngine, type Engine, type RulePack } from '../../engine/index.ts';
import { run, Stop } from '../shell.ts';
import { type Measurement, median, type Rounds, ratiosToFirst } from './measurement.ts';
import { benignFile } from './processes.ts';
import type { Texts } from './texts.ts';

const ROUNDS = 15;
/** Of scans, which take seconds. */
const SCANS = 5;
/** ms between two messages: a lively chat. */
const STEP = 30_000;
/** Messages of a conversation before those that are timed; the first is what the others are compared with. */
const CONVERSATIONS = [100, 1000, 10_000, 100_000];
/** Words of a message; it is read at its head and tail from 4,000 characters on. */
const LENGTHS = [10, 100, 400, 4000];
/** Rules of the pack: a part of them, all, and all of them twice and four times. */
const RULES = [0.5, 1, 2, 4];
/** Messages that the threads scan: some seconds each time, on a machine that is busy half a minute. */
const SCANNED = 40_000;

/**
 * How the cost of a message grows, each time as a ratio to the smallest: with the length of the message (for each word),
 * with the length of the conversation, with the number of rules; and how much more threads read. Flat is 1.
 */
export async function measureGrowth(texts: Texts, bundle: string, say: (line: string) => void): Promise<Measurement[]> {
  const pack = englishPack();
  const engine = createEngine(pack);
  const list: Measurement[] = [];
  say('longer messages …');
  list.push(...ofLength(engine, texts.benign));
  say('longer chats …');
  list.push(...ofConversation(engine, texts.benign));
  say('more rules …');
  list.push(...ofRules(pack, texts.benign));
  say('more threads …');
  list.push(...(await ofThreads(bundle)));
  return list;
}

/** Reads a chat on and on; gives the µs for a message of the texts. */
function chat(engine: Engine): (texts: readonly string[]) => number {
  let state = engine.start();
  let turn = 0;
  return (texts) => {
    const start = performance.now();
    for (const text of texts) {
      turn += 1;
      const now = CORPUS_START + turn * STEP;
      const direction = turn % 2 === 0 ? 'child' : 'peer';
      state = engine.observe(state, { author: direction, direction, text, time: now }, { now, group: false }).state;
    }
    return ((performance.now() - start) * 1000) / texts.length;
  };
}

/** The contestants in turn, round by round, so that a busy machine is busy for all of them. */
function inTurn(contestants: readonly (() => number)[]): Rounds {
  const times = contestants.map((): number[] => []);
  for (const contestant of contestants) contestant();
  for (let round = 0; round < ROUNDS; round++)
    for (const [index, contestant] of contestants.entries()) times[index]?.push(contestant());
  return times;
}

function ratios(section: string, names: readonly string[], rounds: Rounds, bar: number | null) {
  return ratiosToFirst(rounds).map(
    (value, index): Measurement => ({
      section,
      name: `${names[index + 1]} ÷ ${names[0]}`,
      value,
      unit: '×',
      bar,
      better: 'less',
    }),
  );
}

function ofLength(engine: Engine, texts: readonly string[]): Measurement[] {
  const contestants = LENGTHS.map((words) => {
    const each = words / 10;
    const count = Math.max(5, Math.floor(400 / each));
    const set = Array.from({ length: count }, (_, index) =>
      Array.from({ length: each }, (_part, part) => texts[(index * each + part) % texts.length] ?? '').join(' '),
    );
    const read = chat(engine);
    return () => read(set) / words;
  });
  const names = LENGTHS.map((words) => `${words.toLocaleString('en')} words`);
  return ratios('growth: cost of a word by the length of the message', names, inTurn(contestants), 1.5);
}

function ofConversation(engine: Engine, texts: readonly string[]): Measurement[] {
  const contestants = CONVERSATIONS.map((length) => {
    const read = chat(engine);
    for (let at = 0; at < length; at += texts.length) read(texts.slice(0, Math.min(texts.length, length - at)));
    return () => read(texts);
  });
  const names = CONVERSATIONS.map((length) => `${length.toLocaleString('en')} messages`);
  return ratios('growth: cost of a message by the length of the chat', names, inTurn(contestants), 1.2);
}

function ofRules(pack: RulePack, texts: readonly string[]): Measurement[] {
  const contestants = RULES.map((part) => {
    const read = chat(createEngine(withRules(pack, part)));
    return () => read(texts);
  });
  const names = RULES.map((part) => `${part} × the rules`);
  return ratios('growth: cost of a message by the number of rules', names, inTurn(contestants), null);
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

/** Messages a second by threads; the same work in processes of their own shows what the machine itself can do. */
async function ofThreads(bundle: string): Promise<Measurement[]> {
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
