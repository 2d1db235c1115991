/** Chats that look as those of seven known sites: pages and rows are made of the sites' fixtures. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Window } from 'happy-dom';
import { ROOT } from '../shell.ts';
import { escaped, type Look } from './look.ts';

/** What of a fixture is something else on each page, and in each row. Keys are texts of the fixture. */
type Fills = Readonly<Record<string, string>>;

interface Line {
  readonly text: string;
  /** ms since the epoch. */
  readonly time: number;
  readonly number: number;
}

interface Pattern {
  readonly site: string;
  readonly fixture: string;
  readonly address: (thread: number) => string;
  readonly list: string;
  /** Place of a row of each side in the list of the fixture, from 0. */
  readonly peer: number;
  readonly own: number;
  /** What of these rows goes: what they quote, further messages of the same run. */
  readonly drop: string;
  /** The name of the other one stands for the name of the thread. */
  readonly page: (thread: number, name: string) => Fills;
  readonly row: (line: Line) => Fills;
}

const two = (value: number) => String(value).padStart(2, '0');
const clock = (at: Date) => `${two(at.getHours())}:${two(at.getMinutes())}`;
const iso = (time: number) => new Date(time).toISOString();
/** `At November 24, 2026 at 4:01 PM` */
const spoken = (time: number) =>
  `At ${new Date(time).toLocaleString('en-US', { dateStyle: 'long', timeStyle: 'short' }).replace(/\s+(?=[AP]M$)/, ' ')}`;
/** `[16:02, 24/11/2026]` */
const stamp = (time: number) => {
  const at = new Date(time);
  return `[${clock(at)}, ${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}]`;
};
/** Discord's ids count ms since the first second of 2015, above 22 bits of other things. */
const snowflake = ({ time, number }: Line) =>
  String((BigInt(time - 1_420_070_400_000) << 22n) + BigInt(number % 4_000_000));

/** The six tabs show the first six; the first tab turns to the seventh as well. */
const PATTERNS: readonly Pattern[] = [
  {
    site: 'whatsapp',
    fixture: 'chat.html',
    address: () => 'https://web.whatsapp.com/',
    list: '[role="application"]',
    peer: 1,
    own: 3,
    drop: '[role="button"]',
    page: (_, name) => ({ 'Aunt Jo': name }),
    row: ({ text, time, number }) => ({
      '3EB0AA01': `3EB0${number}`,
      '3EB0AA03': `3EB0${number}`,
      '[16:02, 24/11/2026]': stamp(time),
      '[16:05, 24/11/2026]': stamp(time),
      'how was the match': text,
      'we won three two': text,
    }),
  },
  {
    site: 'discord',
    fixture: 'chat.html',
    address: (thread) => `https://discord.com/channels/@me/${700000000000000010n + BigInt(thread)}`,
    list: 'ol[data-list-id="chat-messages"]',
    peer: 1,
    own: 3,
    drop: '[id^="message-reply-context"], .messageContent_f9f2ca .timestamp_f9f2ca',
    page: (thread, name) => ({ '700000000000000010': String(700000000000000010n + BigInt(thread)), Robin: name }),
    row: (line) => ({
      '1442400000000000001': snowflake(line),
      '1442400000000000003': snowflake(line),
      '2026-11-24T15:00:00.000Z': iso(line.time),
      '2026-11-24T15:02:00.000Z': iso(line.time),
      'did you finish the poster': line.text,
      'almost, the title is missing': line.text,
    }),
  },
  {
    site: 'telegram-k',
    fixture: 'chat.html',
    address: (thread) => `https://web.telegram.org/k/#${500100 + thread}`,
    list: '.bubbles-date-group',
    peer: 1,
    own: 2,
    drop: '.bubble + .bubble, .reply',
    page: (thread, name) => ({ '"5001"': `"${500100 + thread}"`, Noor: name }),
    row: ({ text, time, number }) => ({
      '4294967301': String(number),
      '4294967303': String(number),
      '1795506000': String(Math.floor(time / 1000)),
      '1795506100': String(Math.floor(time / 1000)),
      'is the pool open on sunday': text,
      'yes from ten': text,
    }),
  },
  {
    site: 'snapchat',
    fixture: 'chat.html',
    address: (thread) => `https://www.snapchat.com/web/0aa1b2c3-1111-4222-8333-${444455556000 + thread}`,
    list: 'ul[id^="cv-"]',
    peer: 0,
    own: 1,
    drop: 'time, button, li li + li',
    page: (thread, name) => ({ '444455556666': String(444455556000 + thread), '>Bo<': `>${name}<` }),
    row: ({ text }) => ({ 'is band practice on': text, 'yes at four': text }),
  },
  {
    site: 'facebook',
    fixture: 'chat.html',
    address: (thread) => `https://www.facebook.com/messages/e2ee/t/${100200 + thread}`,
    list: '[role="log"] > div',
    peer: 2,
    own: 4,
    drop: '[role="button"]',
    page: (_, name) => ({ 'Pat Moreau': name }),
    row: ({ text, time, number }) => ({
      '"7002"': `"${number}"`,
      '"7004"': `"${number}"`,
      'At November 24, 2026 at 4:01 PM': spoken(time),
      'At 4:04 PM': spoken(time),
      'Edited. ': '',
      'it is the blue one': text,
      'opening it now': text,
    }),
  },
  {
    site: 'teams',
    fixture: 'chat.html',
    address: () => 'https://teams.live.com/v2/',
    list: '#chat-pane-list',
    peer: 4,
    own: 3,
    drop: 'blockquote, [id^="edited-"]',
    page: (_, name) => ({ 'Kofi Mensah': name }),
    // The number of a message is its time: no two of a thread are said in the same ms.
    row: ({ text, time, number }) => ({
      '1795503460000': String(time + (number % 10)),
      '1795503400000': String(time + (number % 10)),
      '2026-11-24T10:20:00.000Z': iso(time),
      thanks: text,
      friday: text,
    }),
  },
  {
    site: 'steam',
    fixture: 'friend.html',
    address: () => 'https://steamcommunity.com/chat/',
    list: '.chatHistory',
    peer: 3,
    own: 2,
    drop: 'blockquote',
    page: (_, name) => ({ '>Mia<': `>${name}<` }),
    row: ({ text }) => ({ 'ok ': text, 'yes, ten minutes': text }),
  },
];

/** All at once: what was filled in is not looked at again. */
function filled(html: string, fills: Fills): string {
  const keys = Object.keys(fills).map((key) => key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return html.replace(new RegExp(keys.join('|'), 'g'), (key) => fills[key] ?? key);
}

const ROWS = '@@rows@@';
/** Threads are called by numbers, from 1. */
const numberOf = (thread: string) => Number(/\d+$/.exec(thread)?.[0] ?? 1);

/** Throws when the fixture is not as the pattern says. */
function lookOf(pattern: Pattern): Look {
  const { address, list, drop, peer, own, page, row } = pattern;
  const { document } = new Window();
  document.write(readFileSync(join(ROOT, 'tests/fixtures/sites', pattern.site, pattern.fixture), 'utf8'));
  // They stand nowhere.
  for (const picture of document.querySelectorAll('img')) picture.remove();
  const place = document.querySelector(list);
  const [theirs, mine] = [peer, own].map((at) => {
    const element = place?.children[at];
    for (const part of element?.querySelectorAll(drop) ?? []) part.remove();
    return element?.outerHTML;
  });
  if (place === null || theirs === undefined || mine === undefined)
    throw new Error(`the fixture of ${pattern.site} has no such rows`);
  place.textContent = ROWS;
  const whole = `<!doctype html>${document.documentElement.outerHTML}`;
  return {
    address: (thread) => address(numberOf(thread)),
    frame: 'body',
    list,
    page: (thread, rows) => filled(whole, page(numberOf(thread), thread)).replace(ROWS, () => rows),
    row: (thread, said, number) =>
      filled(said.own ? mine : theirs, {
        ...page(numberOf(thread), thread),
        ...row({ text: escaped(said.text), time: said.time, number }),
      }),
  };
}

/** By the id of each site, how its chats look. */
export function siteLooks(): ReadonlyMap<string, Look> {
  return new Map(PATTERNS.map((pattern) => [pattern.site, lookOf(pattern)]));
}

/**
 * Chats for a scene with so many tabs, fewer than the sites by one: each tab stays on its site, and the first one has two in
 * turn, where a page is loaded for each change.
 */
export function sevenSites(tabs: number): { lookOf: (thread: string) => Look; hosts: string[] } {
  const looks = [...siteLooks().values()];
  return {
    hosts: PATTERNS.map(({ address }) => new URL(address(0)).host),
    lookOf: (thread) => {
      const at = numberOf(thread) - 1;
      const other = at % tabs === 0 && Math.floor(at / tabs) % 2 === 1;
      const look = looks[other ? tabs : at % tabs];
      if (look === undefined) throw new Error(`no site for ${thread}`);
      return look;
    },
  };
}
