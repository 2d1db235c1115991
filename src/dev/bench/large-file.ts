import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ROOT } from '../shell.ts';

/** Characters of a note beside each chat: what the scan has to read and has nothing to think about. */
const NOTE = 12_000;

/**
 * Writes a file of the corpus format of at least so many bytes: real innocent chats, over and over, each with an id of its
 * own and a long note, so that gigabytes are read in minutes. The same every time.
 * @returns messages in it
 */
export async function writeLargeFile(path: string, bytes: number): Promise<number> {
  const chats = ['sms', 'small-talk'].flatMap((name) =>
    readFileSync(join(ROOT, `tests/corpus/benign/${name}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { messages: unknown[] }),
  );
  const note = 'there is much here to read and little to think about. '.repeat(NOTE / 54);
  let messages = 0;
  function* lines(): Generator<string> {
    for (let at = 0, written = 0; written < bytes; at++) {
      const chat = chats[at % chats.length];
      const own = chat?.messages.slice(0, 10) ?? [];
      const line = `${JSON.stringify({ id: `chat-${at}`, messages: own, note })}\n`;
      written += Buffer.byteLength(line);
      messages += own.length;
      yield line;
    }
  }
  await pipeline(lines(), createWriteStream(path));
  return messages;
}
