/** Whatever file is brought in: an answer, never a crash, and nothing that was not in it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBackup } from '../../src/backup/backup.ts';
import { parseCorpusLine, parseLabelledLine } from '../../src/cli/corpus.ts';
import { readDiscord } from '../../src/cli/formats/discord.ts';
import type { ExportEvent, ExportReader } from '../../src/cli/formats/format.ts';
import { readInstagram } from '../../src/cli/formats/instagram.ts';
import { readTelegram } from '../../src/cli/formats/telegram.ts';
import { readText } from '../../src/cli/formats/text.ts';
import { readWhatsApp } from '../../src/cli/formats/whatsapp.ts';
import { streamSource } from '../../src/cli/source.ts';
import { verifyReport } from '../../src/evidence/verify.ts';
import { anyText, damaged } from './nasty.ts';
import { often, PATIENCE } from './runs.ts';

const DISCORD = {
  guild: { id: '0', name: 'Direct Messages' },
  channel: { id: '1', type: 'DirectTextChat', category: null, name: 'robin', topic: null },
  messages: [
    {
      id: '1',
      type: 'Default',
      timestamp: '2026-11-24T10:00:00+00:00',
      content: 'hello',
      author: { id: '7', name: 'robin', nickname: 'Robin' },
    },
    {
      id: '2',
      type: 'Default',
      timestamp: '2026-11-24T10:01:00+00:00',
      content: 'hi',
      author: { id: '8', name: 'kim', nickname: 'Kim' },
    },
  ],
  messageCount: 2,
};
const TELEGRAM = {
  name: 'Robin',
  type: 'personal_chat',
  id: 5,
  messages: [
    {
      id: 1,
      type: 'message',
      date: '2026-11-24T10:00:00',
      date_unixtime: '1795514400',
      from: 'Robin',
      from_id: 'user5',
      text: 'hello',
    },
    {
      id: 2,
      type: 'message',
      date: '2026-11-24T10:00:00',
      from: 'Kim',
      from_id: 'user6',
      text: ['a ', { type: 'bold', text: 'b' }],
    },
  ],
};
const INSTAGRAM = {
  participants: [{ name: 'Robin' }, { name: 'Kim' }],
  messages: [
    { sender_name: 'Robin', timestamp_ms: 1795514400000, content: 'caf\u00c3\u00a9' },
    { sender_name: 'Kim', timestamp_ms: 1795514300000, content: 'hi' },
  ],
  title: 'Robin',
  thread_path: 'inbox/robin_1',
};
const REPORT = {
  format: 'nightlight-report',
  version: 1,
  report: { alerts: [], journal: [], country: 'GB', made: 1, zone: 0 },
  hash: '0'.repeat(64),
  signature: null,
};
const BACKUP = {
  format: 'nightlight-settings',
  version: 1,
  settings: { version: 1, kdf: 'PBKDF2-SHA-256', iterations: 600_000, salt: 'AAAA', iv: 'AAAA', data: 'AAAA' },
};
const CONVERSATION = {
  id: 'a',
  label: { level: null, signals: [] },
  messages: [{ from: 'peer', author: 'a', text: 'hello', at: 0 }],
};

async function eventsOf(reader: ExportReader, bytes: Buffer): Promise<ExportEvent[]> {
  async function* once() {
    yield bytes;
  }
  const events: ExportEvent[] = [];
  for await (const event of reader(streamSource('file', once()))) events.push(event);
  return events;
}

/** Every message stands on a line of the file, has a time that is one, and a problem says something. */
function sound(events: readonly ExportEvent[], bytes: Buffer): void {
  const lines = bytes.toString().split(/\r\n|\r|\n/).length;
  for (const event of events) {
    if (event.kind === 'chat') continue;
    if (event.kind === 'problem') {
      expect(event.text).not.toBe('');
      continue;
    }
    expect(typeof event.text).toBe('string');
    expect(event.time === null || Number.isFinite(event.time)).toBe(true);
    expect(event.line).toBeGreaterThan(0);
    expect(event.line).toBeLessThanOrEqual(lines);
  }
}

/** JSON that a program may have written: what JSON can't say is left out. */
const json = (value: unknown) =>
  JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? 'null';

const jsonOf = (good: unknown) =>
  fc.oneof(
    damaged(good).map((value) => quietly(() => json(value)) ?? '{'),
    fc.tuple(fc.constant(json(good)), fc.nat(), anyText).map(([text, at, by]) => {
      const place = at % text.length;
      return text.slice(0, place) + by + text.slice(place + 1);
    }),
    fc.json(),
    anyText,
  );

function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

describe.each([
  ['DiscordChatExporter', readDiscord, DISCORD],
  ['Telegram', readTelegram, TELEGRAM],
  ['Instagram and Messenger', readInstagram, INSTAGRAM],
] as const)('an export of %s', (_name, reader, good) => {
  it(
    'is read as far as it goes',
    async () => {
      expect((await eventsOf(reader, Buffer.from(json(good)))).filter(({ kind }) => kind === 'message')).toHaveLength(
        2,
      );
      await fc.assert(
        fc.asyncProperty(jsonOf(good), async (text) => {
          const bytes = Buffer.from(text);
          sound(await eventsOf(reader, bytes), bytes);
        }),
        often(),
      );
    },
    PATIENCE,
  );
});

describe.each([
  ['WhatsApp', readWhatsApp, '25/11/2026, 10:00 - Robin: hello'],
  ['plain text', readText, 'Robin: hello'],
] as const)('%s', (_name, reader, line) => {
  it(
    'is read line by line, whatever stands in them',
    async () => {
      const lines = fc.array(
        fc.oneof(
          fc.constant(line),
          fc.tuple(fc.nat(line.length), anyText).map(([at, by]) => line.slice(0, at) + by),
          anyText,
        ),
        { maxLength: 12 },
      );
      await fc.assert(
        fc.asyncProperty(lines, fc.constantFrom('\n', '\r\n', '\r'), async (list, end) => {
          const bytes = Buffer.from(list.join(end));
          sound(await eventsOf(reader, bytes), bytes);
        }),
        often(),
      );
    },
    PATIENCE,
  );

  it(
    'is read from any bytes',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (raw) => {
          const bytes = Buffer.from(raw);
          for (const event of await eventsOf(reader, bytes))
            if (event.kind === 'problem') expect(event.text).not.toBe('');
        }),
        often(),
      );
    },
    PATIENCE,
  );
});

describe('a line of JSON Lines', () => {
  it.each([
    ['conversation', parseCorpusLine],
    ['labelled line', parseLabelledLine],
  ] as const)(
    'that is no %s is refused with words',
    (_name, parse) => {
      fc.assert(
        fc.property(jsonOf(CONVERSATION), (text) => {
          try {
            expect(parse(text)).toBeTypeOf('object');
          } catch (error) {
            if (!(error instanceof Error)) throw error;
            if (error.name === 'AssertionError' || error instanceof RangeError || error instanceof TypeError)
              throw error;
            expect(error.message).not.toBe('');
          }
        }),
        often(),
      );
    },
    PATIENCE,
  );
});

describe('a report and a backup', () => {
  it(
    'that were damaged are told from whole ones, and never throw',
    async () => {
      await fc.assert(
        fc.asyncProperty(jsonOf(REPORT), async (text) => {
          const { whole, faults } = await verifyReport(text);
          expect(whole).toBe(false);
          expect(faults[0]).not.toBe('');
        }),
        often(),
      );
    },
    PATIENCE,
  );

  it(
    'a backup of any content is refused, or asks for its words',
    async () => {
      await fc.assert(
        fc.asyncProperty(jsonOf(BACKUP), async (text) => {
          const { outcome } = await readBackup(text, 'three small boats');
          expect(outcome).not.toBe('read');
        }),
        // One that is whole but for its words costs the 600,000 rounds.
        often(0.05),
      );
    },
    PATIENCE,
  );
});
