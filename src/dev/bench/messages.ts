import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { CONTESTANTS, type Contestant } from './bundles.ts';
import type { RoundReply, RoundRequest } from './contestants/contestant.ts';
import { type Measurement, median, ratiosToFirst } from './measurement.ts';
import type { Texts } from './texts.ts';

const ROUNDS = 15;
/** Words of the messages that show how the cost grows. */
const LENGTHS = [10, 100, 1000, 10_000, 100_000];

const NAMES: Readonly<Record<Contestant, string>> = {
  nightlight: 'Nightlight in a terminal',
  'nightlight-plain': 'Nightlight as in the extension',
  'nightlight-rules': 'Nightlight, rules alone',
  regexp: 'one RegExp of 500 terms (the floor)',
  obscenity: 'obscenity, 500 patterns',
  'compromise-one': 'compromise/one, reading alone',
  'compromise-two': 'compromise/two, reading alone',
};

/** Bars in µs: product of the project's bounds. */
const BENIGN_BARS: Readonly<Partial<Record<Contestant, number>>> = {
  nightlight: 30,
  'nightlight-plain': 30,
  'nightlight-rules': 5,
};

/** A contestant in a thread of its own. */
function seat(path: string) {
  const worker = new Worker(path);
  const ask = async (message: RoundRequest | { terms: readonly string[] }): Promise<RoundReply> => {
    const reply = once(worker, 'message');
    worker.postMessage(message);
    const [answer] = (await reply) as [RoundReply];
    return answer;
  };
  return { ask, close: () => worker.terminate() };
}

/**
 * Measures all contestants in this one process, one at a time, round by round in turn, so that a busy machine is busy for
 * all of them.
 */
export async function measureMessages(
  path: (name: Contestant) => string,
  texts: Texts,
  disguised: readonly string[],
): Promise<Measurement[]> {
  const seats = CONTESTANTS.map((name) => ({ name, ...seat(path(name)) }));
  try {
    for (const { ask } of seats) await ask({ terms: texts.terms });
    const rounds = async (names: readonly Contestant[], set: readonly string[], batch: number, warmUp: number) => {
      const times = new Map<Contestant, number[]>();
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const { name, ask } of seats) {
          if (!names.includes(name)) continue;
          const reply = await ask({ texts: set, batch, warmUp: round === 0 ? warmUp : 1 });
          times.set(name, [...(times.get(name) ?? []), reply.median]);
        }
      }
      return times;
    };
    const own: readonly Contestant[] = ['nightlight', 'nightlight-plain', 'nightlight-rules'];
    const benign = await rounds(CONTESTANTS, texts.benign, 20, 3);
    const suspicious = await rounds(own, texts.suspicious, 20, 3);
    const obfuscated = await rounds(own, disguised, 20, 3);
    const list: Measurement[] = [];
    const others = CONTESTANTS.filter((name) => !own.includes(name));
    for (const first of ['nightlight-plain', 'nightlight'] as const) {
      const ratios = ratiosToFirst([first, ...others].map((name) => benign.get(name) ?? []));
      for (const [index, name] of others.entries()) {
        list.push({
          section: 'ratio',
          name: `${NAMES[name]} ÷ ${NAMES[first]}`,
          value: ratios[index] ?? Number.NaN,
          unit: '×',
          bar: null,
          better: 'more',
        });
      }
    }
    const add = (title: string, times: Map<Contestant, number[]>, barOf: (name: Contestant) => number | null) => {
      for (const [name, values] of times) {
        list.push({
          section: title,
          name: NAMES[name],
          value: median(values),
          unit: 'µs',
          bar: barOf(name),
          better: 'less',
        });
      }
    };
    add('benign message of ten words', benign, (name) => BENIGN_BARS[name] ?? null);
    add('message that passes the prefilter', suspicious, () => 200);
    add('the same in disguise', obfuscated, () => null);
    for (const length of LENGTHS) {
      const set = longTexts(texts.benign, length);
      const times = await rounds(['nightlight'], set, 1, length > 1000 ? 1 : 3);
      list.push({
        section: 'growth with length',
        name: `${length.toLocaleString('en')} words`,
        value: median(times.get('nightlight') ?? []),
        unit: 'µs',
        bar: null,
        better: 'less',
      });
    }
    return list;
  } finally {
    await Promise.all(seats.map(({ close }) => close()));
  }
}

/** Ten messages of a length, put together from short ones. */
function longTexts(texts: readonly string[], words: number): string[] {
  const each = Math.max(1, Math.round(words / 10));
  return Array.from({ length: 10 }, (_, index) =>
    Array.from({ length: each }, (_item, part) => texts[(index * each + part) % texts.length] ?? '').join(' '),
  );
}
