/** However long a message or a file is made: what it costs grows with its length and no faster. */
import { describe, expect, it } from 'vitest';
import { readText } from '../../src/cli/formats/text.ts';
import { readWhatsApp } from '../../src/cli/formats/whatsapp.ts';
import { openEngine } from '../../src/cli/open-engine.ts';
import { streamSource } from '../../src/cli/source.ts';
import { fold } from '../../src/engine/fold.ts';
import { splitWords } from '../../src/engine/words.ts';

const LENGTHS = [10, 100, 1000, 10_000] as const;
/** Of the least of so many tries: what else the machine does can only add. */
const TRIES = 9;
/** A word of a long text may cost so much more than one of a hundred words. Were the growth quadratic, it would be 100. */
const MOST_GROWTH = 6;

const KINDS: readonly (readonly [name: string, word: (at: number) => string, between: string])[] = [
  ['plain words', (at) => ['see', 'you', 'at', 'the', 'library', 'tomorrow'][at % 6] ?? '', ' '],
  ['alarming words', (at) => ['send', 'me', 'your', 'password', 'or', 'i', 'tell', 'everyone'][at % 8] ?? '', ' '],
  ['spaced letters', (at) => 'password'[at % 8] ?? '', ' '],
  ['spaced letters that spell nothing', (at) => 'zq'[at % 2] ?? '', ' '],
  ['words without spaces', () => 'password', ''],
  ['stretched letters', () => 'paaaaassssword', ' '],
  ['signs between', () => 'p.a-s_s', '*'],
  ['combining marks', () => 'p\u0336\u0336\u0301w', ' '],
  ['emoji', () => '👩‍👩‍👧‍👦', ''],
  ['letters that look alike', () => 'раsswоrd', ' '],
  ['Arabic', () => 'كلمة', ' '],
  ['apostrophes', () => "'", "'"],
  ['question marks', () => '?!', ' '],
];

const textOf = (word: (at: number) => string, between: string, length: number) =>
  Array.from({ length }, (_, at) => word(at)).join(between);

/** ms that the processor has worked for this process: what a busy machine makes it wait for does not count. */
function worked(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Least ms of several tries. */
async function least(work: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const start = worked();
    await work();
    best = Math.min(best, worked() - start);
  }
  return best;
}

/** How much dearer a word is among 1,000 and among 10,000 than among 100; each length is read until it takes a while. */
async function growth(work: (length: number) => unknown): Promise<number[]> {
  const costs: number[] = [];
  for (const length of LENGTHS) {
    const times = Math.max(1, Math.floor(1000 / length));
    const ms = await least(async () => {
      for (let at = 0; at < times; at++) await work(length);
    });
    costs.push(ms / (times * length));
  }
  const [, hundred = 0, ...longer] = costs;
  return longer.map((cost) => cost / hundred);
}

describe.each(KINDS)('%s', (_name, word, between) => {
  const texts = new Map(LENGTHS.map((length) => [length as number, textOf(word, between, length)]));
  const text = (length: number) => texts.get(length) ?? '';

  it('are folded and split in linear time', async () => {
    const ratios = await growth((length) => splitWords(text(length)).words.length + fold(text(length)).text.length);
    for (const ratio of ratios) expect(ratio).toBeLessThan(MOST_GROWTH);
  });

  it('are read by the whole engine in linear time, ten thousand within 100 ms', async () => {
    const observe = (length: number) =>
      engine.observe(
        engine.start(),
        { author: 'a', direction: 'peer', text: text(length), time: 0 },
        { now: 0, group: false },
      );
    for (const ratio of await growth(observe)) expect(ratio).toBeLessThan(MOST_GROWTH);
    expect(await least(() => observe(10_000))).toBeLessThan(100);
  });
});

const engine = openEngine();

describe.each([
  ['a chat in plain text', readText, (at: number) => `Robin ${at % 3}: see you at the library`],
  [
    'an export of WhatsApp',
    readWhatsApp,
    (at: number) => `25/11/2026, 10:${String(at % 60).padStart(2, '0')} - Robin: see you`,
  ],
  ['lines that are nearly one of WhatsApp', readWhatsApp, (at: number) => `${at}/11/2026, 10:00 - - - [`],
] as const)('%s', (_name, reader, line) => {
  it('is read in linear time, by its lines', async () => {
    const readLines = async (length: number) => {
      async function* once() {
        yield Buffer.from(textOf(line, '\n', length));
      }
      let events = 0;
      for await (const _event of reader(streamSource('chat', once()))) events += 1;
      return events;
    };
    for (const ratio of await growth(readLines)) expect(ratio).toBeLessThan(MOST_GROWTH);
  });
});
