import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detectFormat } from '../../src/cli/detect.ts';
import { readDiscord } from '../../src/cli/formats/discord.ts';
import type { ExportEvent, ExportReader } from '../../src/cli/formats/format.ts';
import { mended, readInstagram } from '../../src/cli/formats/instagram.ts';
import { readTelegram } from '../../src/cli/formats/telegram.ts';
import { readText } from '../../src/cli/formats/text.ts';
import { readWhatsApp } from '../../src/cli/formats/whatsapp.ts';
import { sourceOf, streamSource } from '../../src/cli/source.ts';

const FIXTURES = new URL('../fixtures/exports/', import.meta.url).pathname;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nightlight-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function events(reader: ExportReader, path: string): Promise<ExportEvent[]> {
  const all: ExportEvent[] = [];
  for await (const event of reader(await sourceOf(path))) all.push(event);
  return all;
}

const fixture = (reader: ExportReader, name: string) => events(reader, join(FIXTURES, name));

/** Reads a fixture that was changed: cut off, with damage in the middle. */
async function changed(reader: ExportReader, name: string, change: (text: string) => string): Promise<ExportEvent[]> {
  const path = join(folder, name.replace('/', '-'));
  await writeFile(path, change(await readFile(join(FIXTURES, name), 'utf8')));
  return events(reader, path);
}

const lines = (all: readonly ExportEvent[]) =>
  all.flatMap((event) => (event.kind === 'message' ? [`${event.line} ${event.author}: ${event.text}`] : []));
const problems = (all: readonly ExportEvent[]) =>
  all.flatMap((event) => (event.kind === 'problem' ? [`${event.line}: ${event.text}`] : []));
const times = (all: readonly ExportEvent[]) =>
  all.flatMap((event) =>
    event.kind === 'message' ? [event.time === null ? null : new Date(event.time).toISOString()] : [],
  );
const chats = (all: readonly ExportEvent[]) => all.filter((event) => event.kind === 'chat');

describe('WhatsApp', () => {
  it('reads the day-first export of Android: several lines, captions, no notes of the app', async () => {
    const all = await fixture(readWhatsApp, 'WhatsApp Chat with Robin.txt');
    expect(lines(all)).toEqual([
      '2 Robin: hey',
      '3 Sam Field: hi who is this',
      '4 Robin: guess\nfirst line was a joke\n\nsecond part: with a colon',
      '9 Robin: look at my dog',
      '13 Sam Field: call you at 7: ok?',
    ]);
    expect(problems(all)).toEqual([]);
    expect(chats(all)).toMatchObject([{ title: 'Robin', namedAfterPeer: true, group: null }]);
    expect(times(all).at(-1)).toBe('2024-03-05T07:12:00.000Z');
  });

  it('reads the month-first export of iOS: twelve hours, narrow spaces, a mark at the start, CRLF', async () => {
    const all = await fixture(readWhatsApp, 'whatsapp-ios.txt');
    expect(lines(all)).toEqual(['2 Robin: hey all', '4 Kim: morning\nand a second line', '7 Sam: still up?']);
    expect(times(all)).toEqual(['2024-02-28T21:58:30.000Z', '2024-02-28T21:59:40.000Z', '2024-02-29T00:06:00.000Z']);
    expect(problems(all)).toEqual([]);
  });

  it('names what is broken and reads the rest', async () => {
    const all = await fixture(readWhatsApp, 'whatsapp-broken.txt');
    expect(lines(all)).toEqual([
      '2 Robin: one',
      '3 Robin: a date that is none',
      '4 Sam: two\nwith old Mac line end\nand another\n15.12.23, 20:',
    ]);
    expect(problems(all)).toEqual([
      '1: goes on with a message whose beginning is missing; it is passed over',
      '3: no such date; the message is read without its time',
    ]);
  });

  it('takes a bracket behind the date of Android for what it is: a part of the name or of the text', async () => {
    const path = join(folder, 'brackets.txt');
    await writeFile(
      path,
      '31/12/23, 21:41 - Bob: hi [lol]\n31/12/23, 21:42 - Bob [work]: where\n31/12/23, 21:43 - Joe "JJ": here\n31/12/23, 21:44 - Joe cambió el asunto a "team: b"\n[31/12/23, 21:45 - Bob: x',
    );
    expect(lines(await events(readWhatsApp, path))).toEqual([
      '1 Bob: hi [lol]',
      '2 Bob [work]: where',
      '3 Joe "JJ": here',
    ]);
  });

  it('reads UTF-16 with the year first, and gives a date that is none no time', async () => {
    const path = join(folder, 'utf16.txt');
    await writeFile(path, Buffer.from('\ufeff2024-02-01, 21:00 - A: x\n2024-13-12, 21:00 - A: y', 'utf16le'));
    const all = await events(readWhatsApp, path);
    expect(times(all)).toEqual(['2024-02-01T21:00:00.000Z', null]);
    expect(problems(all)).toEqual(['2: no such date; the message is read without its time']);
  });

  it('keeps head and tail of a line that nobody typed', async () => {
    const path = join(folder, 'long.txt');
    await writeFile(path, `31/12/23, 21:41 - Bob: start ${'x'.repeat(200_000)} end`);
    const [line = ''] = lines(await events(readWhatsApp, path));
    expect(line.length).toBeLessThan(40_000);
    expect(line).toMatch(/^1 Bob: start x.*x end$/s);
  });

  it.each([
    ['1/2/24, 9:00 PM - A: x\n1/3/24, 9:00 PM - A: y', ['2024-01-02T21:00:00.000Z', '2024-01-03T21:00:00.000Z']],
    ['01/02/2024, 21:00 - A: x\n02/02/2024, 21:00 - A: y', ['2024-02-01T21:00:00.000Z', '2024-02-02T21:00:00.000Z']],
    ['2024-02-01, 21:00 - A: x', ['2024-02-01T21:00:00.000Z']],
    ['01.02.24, 21:00 - A: x\n13.02.24, 21:00 - A: y', ['2024-02-01T21:00:00.000Z', '2024-02-13T21:00:00.000Z']],
    ['1/2/24, 9:00 p. m. - A: x', ['2024-01-02T21:00:00.000Z']],
    ['28/02/2024 à 21:58 - A: x', ['2024-02-28T21:58:00.000Z']],
  ])('tells the order of the date in %j', async (text, expected) => {
    const path = join(folder, 'dates.txt');
    await writeFile(path, text);
    expect(times(await events(readWhatsApp, path))).toEqual(expected);
  });
});

describe('DiscordChatExporter', () => {
  it('reads written messages with line and time and passes over calls and empty ones', async () => {
    const all = await fixture(readDiscord, 'discord.json');
    expect(lines(all).map((line) => line.replace(/^\d+ /u, ''))).toEqual([
      'Robin: hey "you"\nsecond line',
      'Sam: who are you',
      'Robin: a friend {of} [yours]',
    ]);
    expect(times(all)[0]).toBe('2024-02-28T21:58:00.123Z');
    expect(chats(all)).toMatchObject([{ title: 'Robin', group: false, namedAfterPeer: true }]);
    expect(all.at(-1)).toMatchObject({ aliases: ['robin', 'robin#0000', '11'] });
  });

  it('reads what stands before the cut of a cut-off file and says where it ends', async () => {
    const all = await changed(readDiscord, 'discord.json', (text) => text.slice(0, text.indexOf('a friend') + 3));
    expect(lines(all)).toHaveLength(2);
    expect(problems(all)).toEqual([expect.stringMatching(/^\d+: byte \d+: the file ends in the middle/u)]);
  });

  it('loses one damaged message and no other', async () => {
    const all = await changed(readDiscord, 'discord.json', (text) => text.replace('who are you"', 'who "are you"'));
    expect(lines(all)).toHaveLength(2);
    expect(problems(all)).toEqual([expect.stringMatching(/^\d+: message at byte \d+: not valid JSON/u)]);
  });
});

describe('Telegram Desktop', () => {
  it('reads one chat: texts of several runs, deleted accounts, no service notes', async () => {
    const all = await fixture(readTelegram, 'telegram-chat.json');
    expect(lines(all).map((line) => line.replace(/^\d+ /u, ''))).toEqual([
      'Robin: hey',
      'Sam: see this now',
      'user11: gone',
    ]);
    expect(times(all)[0]).toBe('2024-02-28T21:58:02.000Z');
    expect(chats(all)).toMatchObject([{ title: 'Robin', group: false, owner: null, namedAfterPeer: true }]);
  });

  it('reads all chats of an account and knows whose it is', async () => {
    const all = await fixture(readTelegram, 'telegram-all.json');
    expect(chats(all)).toMatchObject([
      { title: 'Robin', group: false, owner: 'user22' },
      { title: 'Club', group: true, owner: 'user22' },
      { title: 'Old', group: true, owner: 'user22' },
    ]);
    expect(lines(all)).toHaveLength(7);
    expect(problems(all)).toEqual([]);
  });
});

describe('Instagram and Messenger', () => {
  it('reads from oldest to newest and mends the letters', async () => {
    const all = await fixture(readInstagram, 'instagram/message_1.json');
    expect(lines(all)).toEqual(['28 Zoë: don’t tell 😊', '11 Sam: plain']);
    expect(chats(all)).toMatchObject([{ title: 'Zoë', group: false, namedAfterPeer: true }]);
  });

  it('reads the export of encrypted chats', async () => {
    const all = await fixture(readInstagram, 'messenger-encrypted.json');
    expect(lines(all).map((line) => line.replace(/^\d+ /u, ''))).toEqual(['Zoë: hé — first', 'Sam: second']);
    expect(chats(all)).toMatchObject([{ title: 'Zoë' }]);
  });

  it('keeps the order over more messages than one group holds, from a pipe as from a file', async () => {
    const messages = Array.from({ length: 300 }, (_, index) => ({
      sender_name: index % 2 ? 'A' : 'B',
      timestamp_ms: 1_700_000_000_000 - index * 1000,
      content: `${index}`,
    }));
    const text = `\ufeff${JSON.stringify({ participants: [{ name: 'A' }, { name: 'B' }], messages, title: 'A' })}`;
    const path = join(folder, 'many.json');
    await writeFile(path, text);
    const wanted = messages.map(({ content }) => content).reverse();
    const texts = (all: ExportEvent[]) => all.flatMap((event) => (event.kind === 'message' ? [event.text] : []));
    expect(texts(await events(readInstagram, path))).toEqual(wanted);
    const piped: ExportEvent[] = [];
    async function* pieces() {
      for (let at = 0; at < text.length; at += 1000) yield text.slice(at, at + 1000);
    }
    for await (const event of readInstagram(streamSource('pipe', pieces()))) piped.push(event);
    expect(texts(piped)).toEqual(wanted);
  });

  it('says where a cut-off file ends and reads what is whole', async () => {
    const all = await changed(readInstagram, 'instagram/message_1.json', (text) =>
      text.slice(0, text.indexOf('"content": "don') + 14),
    );
    expect(lines(all)).toEqual(['11 Sam: plain']);
    expect(problems(all)).toEqual([expect.stringMatching(/^31: byte \d+: the file ends in the middle/u)]);
  });

  it('mends only what was broken', () => {
    expect(mended('Ã©')).toBe('é');
    expect(mended('é')).toBe('é');
    expect(mended('plain')).toBe('plain');
    expect(mended('don’t Ã')).toBe('don’t Ã');
  });
});

describe('plain text', () => {
  it('reads names in their usual forms; other lines go on with the message before', async () => {
    const all = await fixture(readText, 'chat.txt');
    expect(lines(all)).toEqual([
      '2 Robin: hey',
      '3 Sam: hi, look: http://example.invalid/a:b\nit goes on here\n',
      '6 Robin: and now',
      '7 Sam: as in a chat room',
      '8 Robin: dated',
    ]);
    expect(problems(all)).toEqual([expect.stringMatching(/^1: no name before this line/u)]);
  });

  it('reads UTF-16, as some Windows programs save it', async () => {
    const path = join(folder, 'wide.txt');
    await writeFile(path, Buffer.from('\ufeffRobin: hé\r\nSam: hi', 'utf16le'));
    expect(lines(await events(readText, path))).toEqual(['1 Robin: hé', '2 Sam: hi']);
  });

  it('refuses an archive with the cure', async () => {
    const path = join(folder, 'chat.zip');
    await writeFile(path, 'PK\u0003\u0004 and so on');
    expect(problems(await events(readText, path))).toEqual([expect.stringContaining('unpack it')]);
  });
});

describe('detection', () => {
  it.each([
    ['WhatsApp Chat with Robin.txt', 'whatsapp'],
    ['whatsapp-ios.txt', 'whatsapp'],
    ['whatsapp-broken.txt', 'whatsapp'],
    ['discord.json', 'discord'],
    ['telegram-chat.json', 'telegram'],
    ['telegram-all.json', 'telegram'],
    ['instagram/message_1.json', 'instagram'],
    ['messenger-encrypted.json', 'instagram'],
    ['chat.txt', 'text'],
    ['messages.jsonl', 'jsonl'],
    ['corpus-broken.jsonl', 'corpus'],
  ])('%s is %s', async (name, format) => {
    const source = await sourceOf(join(FIXTURES, name));
    expect(detectFormat(await source.head())).toBe(format);
  });

  it('tells a document on one line from JSON Lines', async () => {
    const oneLine = async (name: string) =>
      Buffer.from(JSON.stringify(JSON.parse(await readFile(join(FIXTURES, name), 'utf8'))));
    expect(detectFormat(await oneLine('discord.json'))).toBe('discord');
    expect(detectFormat(await oneLine('telegram-all.json'))).toBe('telegram');
    expect(detectFormat(await oneLine('instagram/message_1.json'))).toBe('instagram');
  });

  it('says so when it is nothing of the kind', () => {
    expect(detectFormat(Buffer.from('just some words\nand more\n'))).toBeNull();
    expect(detectFormat(Buffer.from('{"a":1}'))).toBeNull();
  });
});
