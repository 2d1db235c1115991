import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDiscord } from '../../src/cli/formats/discord.ts';
import type { ExportEvent, ExportReader } from '../../src/cli/formats/format.ts';
import { readInstagram } from '../../src/cli/formats/instagram.ts';
import { readTelegram } from '../../src/cli/formats/telegram.ts';
import { readText } from '../../src/cli/formats/text.ts';
import { readWhatsApp } from '../../src/cli/formats/whatsapp.ts';
import { streamSource } from '../../src/cli/source.ts';

const FIXTURES = new URL('../fixtures/exports/', import.meta.url).pathname;

const CASES: readonly (readonly [name: string, reader: ExportReader])[] = [
  ['WhatsApp Chat with Robin.txt', readWhatsApp],
  ['whatsapp-ios.txt', readWhatsApp],
  ['discord.json', readDiscord],
  ['telegram-chat.json', readTelegram],
  ['telegram-all.json', readTelegram],
  ['instagram/message_1.json', readInstagram],
  ['messenger-encrypted.json', readInstagram],
  ['chat.txt', readText],
];

async function read(reader: ExportReader, bytes: Buffer): Promise<ExportEvent[]> {
  async function* once() {
    yield bytes;
  }
  const events: ExportEvent[] = [];
  for await (const event of reader(streamSource('damaged', once()))) events.push(event);
  return events;
}

const texts = (events: readonly ExportEvent[]) =>
  events.flatMap((event) => (event.kind === 'message' ? [event.text] : []));
const problems = (events: readonly ExportEvent[]) => events.filter((event) => event.kind === 'problem');

describe.each(CASES)('%s', (name, reader) => {
  it('cut off anywhere, gives the messages before the cut and, when it is JSON, says that it was cut', async () => {
    const whole = await readFile(join(FIXTURES, name));
    const wanted = texts(await read(reader, whole));
    for (let part = 0; part < 60; part += 1) {
      const at = Math.floor((whole.length * part) / 60);
      const events = await read(reader, whole.subarray(0, at));
      const got = texts(events);
      if (name.endsWith('.json')) {
        expect(problems(events), `cut at byte ${at}`).toHaveLength(1);
        for (const text of got) expect(wanted).toContain(text);
      } else {
        // The last message of a text may be cut itself.
        for (const [index, text] of got.slice(0, -1).entries()) expect(text).toBe(wanted[index]);
      }
    }
  });

  it('with bytes changed anywhere, never breaks the reader', async () => {
    const whole = await readFile(join(FIXTURES, name));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          const bytes = Buffer.from(whole);
          for (const [at, value] of changes) bytes[at] = value;
          for (const event of await read(reader, bytes)) {
            if (event.kind === 'message') expect(event.line).toBeGreaterThan(0);
            if (event.kind === 'problem') expect(event.text).not.toBe('');
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
