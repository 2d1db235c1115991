import { Stop } from '../shell.ts';
import { CONTESTANTS, type Contestant } from './bundles.ts';
import type { RoundRequest } from './contestants/contestant.ts';
import { type Measurement, median, undisturbed } from './measurement.ts';
import { type AllTurns, type Turns, takeTurns, withSeats } from './seats.ts';
import type { Texts } from './texts.ts';

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

/** Those of this project. */
const OWN = ['nightlight', 'nightlight-plain', 'nightlight-rules'] as const satisfies readonly Contestant[];

/** Measures all contestants in this one process. */
export async function measureMessages(
  path: (name: Contestant) => string,
  texts: Texts,
  disguised: readonly string[],
): Promise<Measurement[]> {
  const set = (messages: readonly string[]): RoundRequest => ({ texts: messages, batch: 20, warmUp: 3 });
  // First, in a conversation and threads of their own, as in a family that writes Arabic.
  const arabic = await withSeats(OWN, path, texts.terms, (seats) => takeTurns(seats, set(texts.arabic)));
  for (const [name, { languages }] of arabic) {
    if ([...languages].join() !== 'ar') throw new Stop(`${NAMES[name]} took Arabic for ${[...languages].join(', ')}`);
  }
  return withSeats(CONTESTANTS, path, texts.terms, async (seats) => {
    const own = seats.filter(({ name }) => OWN.some((one) => one === name));
    const benign = await takeTurns(seats, set(texts.benign));
    const suspicious = await takeTurns(own, set(texts.suspicious));
    const obfuscated = await takeTurns(own, set(disguised));
    const list = [
      ...besideOthers(benign),
      ...besideBenign('message that passes the prefilter', suspicious, benign),
      ...besideBenign('the same in disguise', obfuscated, benign),
      ...besideBenign('Arabic message of about ten words', arabic, benign),
      ...inTime('benign message of ten words', benign, (name) => BENIGN_BARS[name] ?? null),
      ...inTime('message that passes the prefilter', suspicious, () => 200),
      ...inTime('the same in disguise', obfuscated, () => null),
      ...inTime('Arabic message of about ten words', arabic, () => null),
    ];
    const longer = seats.filter(({ name }) => name === 'nightlight');
    for (const length of LENGTHS) {
      const warmUp = length > 1000 ? 1 : 3;
      const times = await takeTurns(longer, { texts: longTexts(texts.benign, length), batch: 1, warmUp });
      const name = `${length.toLocaleString('en')} words`;
      list.push(...inTime('growth with length', times, () => null).map((one) => ({ ...one, name })));
    }
    return list;
  });
}

/** How many times as long as Nightlight the others take for the same messages. */
function besideOthers(benign: AllTurns): Measurement[] {
  const others = CONTESTANTS.filter((name) => !OWN.some((one) => one === name));
  return (['nightlight-plain', 'nightlight'] as const).flatMap((own) =>
    others.map((name): Measurement => {
      const value = ratio(benign.get(name), benign.get(own));
      return { section: 'ratio', name: `${NAMES[name]} ÷ ${NAMES[own]}`, value, unit: '×', bar: null, better: 'more' };
    }),
  );
}

/** How many times as long as a benign message others take. */
function besideBenign(title: string, other: AllTurns, benign: AllTurns): Measurement[] {
  return (['nightlight-plain', 'nightlight'] as const).map((own) => {
    const value = ratio(other.get(own), benign.get(own));
    const section = 'times as long as a benign message';
    return { section, name: `${title}, ${NAMES[own]}`, value, unit: '×', bar: null, better: 'less' };
  });
}

const ratio = (one: Turns | undefined, other: Turns | undefined) =>
  undisturbed(one?.rounds ?? []) / undisturbed(other?.rounds ?? []);

/** µs for a message as they come, disturbed ones among them. */
function inTime(section: string, times: AllTurns, barOf: (name: Contestant) => number | null): Measurement[] {
  return [...times].map(([name, { rounds }]) => {
    const value = median(rounds.map(median));
    return { section, name: NAMES[name], value, unit: 'µs', bar: barOf(name), better: 'less' };
  });
}

/** Ten messages of a length, put together from short ones. */
function longTexts(texts: readonly string[], words: number): string[] {
  const each = Math.max(1, Math.round(words / 10));
  return Array.from({ length: 10 }, (_, index) =>
    Array.from({ length: each }, (_item, part) => texts[(index * each + part) % texts.length] ?? '').join(' '),
  );
}
