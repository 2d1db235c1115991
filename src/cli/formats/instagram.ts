import { open as openFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { fault } from '../fault.ts';
import { check, isRecord, parseJson, tryParse } from '../json.ts';
import { countNewlines, type Source, titleOf, utf8Bytes } from '../source.ts';
import { faultEvent } from './faults.ts';
import { bounded, type ExportEvent, type ExportMessage, type ExportReader, timeOrNull } from './format.ts';
import { type JsonPart, jsonParts, valueEnd } from './json-parts.ts';

/**
 * Instagram's and Messenger's download: `{participants, messages: […newest first…], title}`, texts written as the bytes of
 * UTF-8 in `\u00xx`; and Messenger's download of encrypted chats: `{participants, threadName, messages}`, well written.
 */
const message = z.object({
  sender_name: z.optional(z.string()),
  senderName: z.optional(z.string()),
  timestamp_ms: z.optional(z.number()),
  timestamp: z.optional(z.number()),
  content: z.optional(z.string()),
  text: z.optional(z.nullable(z.string())),
  share: z.optional(z.object({ share_text: z.optional(z.string()) })),
});

/** Messages are kept track of in groups of this many, so that ten million of them cost little memory. */
const GROUP = 64;
/** The most that is read from standard input, where nobody can go back. */
const LARGEST_STDIN = 128 * 1024 * 1024;

interface Group {
  readonly start: number;
  readonly line: number;
  end: number;
}

/** Mends a text whose UTF-8 bytes were written as single characters; any other text is given back as it is. */
export function mended(text: string): string {
  if (!/[\u0080-\u00ff]/u.test(text) || /[\u0100-\u{10ffff}]/u.test(text)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'));
  } catch {
    return text;
  }
}

export const readInstagram: ExportReader = async function* (source) {
  const facts = { title: titleOf(source.name), people: [] as string[] };
  const groups: Group[] = [];
  const ends = { first: null as number | null, last: null as number | null, count: 0 };
  let broken: ExportEvent | null = null;
  let all: Buffer | null = null;
  try {
    let bytes: AsyncIterable<Buffer> = source.bytes();
    if (source.path === null) {
      all = await wholeOf(bytes);
      bytes = once(all);
    }
    // First pass: where the messages are, who takes part, and whether the newest comes first.
    for await (const part of jsonParts(utf8Bytes(bytes), isWanted)) {
      if (part.path === 'messages/*') note(part, groups, ends);
      else takeFact(part, facts);
    }
  } catch (error) {
    broken = faultEvent(error);
  }
  const named = facts.people.includes(facts.title);
  const group = facts.people.length > 0 ? facts.people.length > 2 : null;
  yield { kind: 'chat', title: facts.title, group, owner: null, namedAfterPeer: named };
  const newestFirst = ends.first !== null && ends.last !== null && ends.first > ends.last;
  try {
    const access = await randomAccess(source, all);
    try {
      for (const place of newestFirst ? groups.reverse() : groups) {
        const events = messagesIn(await access.read(place.start, place.end), place);
        yield* newestFirst ? events.reverse() : events;
      }
    } finally {
      await access.close();
    }
  } catch (error) {
    yield faultEvent(error);
  }
  if (broken !== null) yield broken;
};

function isWanted(path: string): boolean {
  return path === 'messages/*' || path === 'title' || path === 'threadName' || path === 'participants/*';
}

function takeFact(part: JsonPart, facts: { title: string; people: string[] }): void {
  const value = tryParse(part.text);
  if (part.path === 'participants/*') {
    const name = isRecord(value) ? value.name : value;
    if (typeof name === 'string') facts.people.push(mended(name));
  } else if (typeof value === 'string' && value !== '') {
    // Encrypted chats are called `NAME_12`.
    facts.title = part.path === 'threadName' ? mended(value).replace(/_\d+$/u, '') : mended(value);
  }
}

function note(
  part: JsonPart,
  groups: Group[],
  ends: { first: number | null; last: number | null; count: number },
): void {
  const last = groups.at(-1);
  if (last && ends.count % GROUP !== 0) last.end = part.end;
  else groups.push({ start: part.start, end: part.end, line: part.line });
  ends.count += 1;
  const time = /"timestamp(?:_ms)?"\s*:\s*(\d+)/u.exec(part.text)?.[1];
  if (time === undefined) return;
  ends.first ??= Number(time);
  ends.last = Number(time);
}

/** The messages of one group in the order of the file. */
function messagesIn(bytes: Buffer, place: Group): (ExportMessage | Extract<ExportEvent, { kind: 'problem' }>)[] {
  const events: (ExportMessage | Extract<ExportEvent, { kind: 'problem' }>)[] = [];
  let line = place.line;
  let counted = 0;
  for (let at = bytes.indexOf('{'); at >= 0; at = bytes.indexOf('{', at)) {
    line += countNewlines(bytes, counted, at);
    counted = at;
    const end = valueEnd(bytes, at);
    const stop = end < 0 ? bytes.length : end;
    try {
      const read = check(message, parseJson(bytes.toString('utf8', at, stop)));
      const author = read.sender_name ?? read.senderName ?? '';
      const text = mended(read.content ?? read.text ?? read.share?.share_text ?? '');
      if (text.trim() !== '') {
        events.push({
          kind: 'message',
          author: mended(author),
          aliases: [],
          text: bounded(text),
          time: timeOrNull(read.timestamp_ms ?? read.timestamp ?? Number.NaN),
          line,
        });
      }
    } catch (error) {
      events.push({ kind: 'problem', line, text: `message at byte ${place.start + at}: ${fault(error)}` });
    }
    at = stop;
  }
  return events;
}

async function wholeOf(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    kept.push(chunk);
    size += chunk.length;
    if (size > LARGEST_STDIN)
      throw new Error('too large for standard input, since its newest message comes first: name the file');
  }
  return Buffer.concat(kept);
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** Reads any part of the export; offsets count from after a byte-order mark, as in the first pass. */
async function randomAccess(source: Source, all: Buffer | null) {
  if (source.path === null) {
    const bytes = all ?? Buffer.alloc(0);
    const shift = markOf(bytes);
    return {
      read: async (start: number, end: number) => bytes.subarray(start + shift, end + shift),
      close: async () => {},
    };
  }
  // before the file is opened: this throws
  const shift = markOf(await source.head());
  const file = await openFile(source.path, 'r');
  const read = async (start: number, end: number) => {
    const buffer = Buffer.alloc(end - start);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
    return buffer.subarray(0, bytesRead);
  };
  return { read: (start: number, end: number) => read(start + shift, end + shift), close: () => file.close() };
}

function markOf(bytes: Buffer): number {
  if (bytes[0] === 0xff || bytes[0] === 0xfe) throw new Error('UTF-16 text: save it as UTF-8 first');
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}
