import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fault } from './fault.ts';

/** Bytes of one read; also about the size of one piece of work. A scan holds more memory with larger ones (`tests/cli/memory.test.ts`). */
const BLOCK = 16 * 1024;
/** A longer line is no chat line: it is refused instead of being held in memory. */
const LONGEST_LINE = 64 * 1024 * 1024;

/** A file, or standard input under the name `-`. */
export interface Source {
  /** As the person wrote it; `standard input` for `-`. */
  readonly name: string;
  /** null for standard input. */
  readonly path: string | null;
  /** Bytes; null when unknown (a pipe). */
  readonly size: number | null;
  /** The first bytes, enough to see what it is; they are still part of `bytes`. */
  head(): Promise<Buffer>;
  /** The raw bytes in the order in which they arrive. Standard input can be read once. */
  bytes(): AsyncGenerator<Buffer>;
  /** Reads no more of it, and lets whoever writes into a pipe know. */
  close(): Promise<void>;
}

/** Bytes that show the kind of a file. */
const HEAD = 64 * 1024;

/** Looks a named file up; `-` is `stdin`. Throws an error in plain words when it can't be read. */
export async function sourceOf(name: string, stdin: AsyncIterable<Buffer | string> = process.stdin): Promise<Source> {
  if (name === '-') return streamSource('standard input', stdin);
  try {
    const facts = await stat(name);
    if (facts.isDirectory()) throw new Error('is a folder; name the files in it');
    return facts.isFile() ? fileSource(name, facts.size) : streamSource(name, createReadStream(name));
  } catch (error) {
    throw new Error(`${name}: ${plainFault(error)}`);
  }
}

function fileSource(path: string, size: number): Source {
  return {
    name: path,
    path,
    size,
    async head() {
      const file = await open(path, 'r');
      try {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
    async *bytes() {
      const file = await open(path, 'r');
      try {
        for (;;) {
          const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(BLOCK), 0, BLOCK, null);
          if (bytesRead === 0) return;
          yield buffer.subarray(0, bytesRead);
        }
      } finally {
        await file.close();
      }
    },
    async close() {},
  };
}

/** A source of which only the stream is known. The head is read as far as the first line's end, or 64 KB. */
export function streamSource(name: string, stream: AsyncIterable<Buffer | string>): Source {
  const iterator = stream[Symbol.asyncIterator]();
  const seen: Buffer[] = [];
  const next = async (): Promise<Buffer | null> => {
    const { done, value } = await iterator.next();
    return done ? null : Buffer.from(value);
  };
  return {
    name,
    path: null,
    size: null,
    async head() {
      let size = 0;
      while (size < HEAD) {
        const chunk = await next();
        if (chunk === null) break;
        seen.push(chunk);
        size += chunk.length;
        if (chunk.includes(10)) break;
      }
      return Buffer.concat(seen);
    },
    async *bytes() {
      yield* seen.splice(0);
      for (let chunk = await next(); chunk !== null; chunk = await next()) yield chunk;
    },
    async close() {
      await iterator.return?.();
    },
  };
}

/** A system error in words, without the call that met it. */
function plainFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EACCES') return 'may not be read (permission denied)';
  return fault(error);
}

/** The first bytes of a source as text: UTF-16 with a mark, or UTF-8. */
export function textOfHead(head: Buffer): string {
  return new TextDecoder(utf16Of(head) ?? 'utf-8').decode(head);
}

/** UTF-16 by its mark; null for all else. */
function utf16Of(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/** The last part of a source's name, without its ending: what an export is called. */
export function titleOf(name: string): string {
  return basename(name).replace(/\.[a-z0-9]+$/iu, '');
}

/**
 * The bytes of a source as UTF-8: a byte-order mark is dropped, UTF-16 (as some Windows programs save) is rewritten.
 * Throws when the bytes are a packed archive.
 */
export async function* utf8Bytes(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | null = null;
  let head: Buffer | null = Buffer.alloc(0);
  for await (const chunk of chunks) {
    let bytes = chunk;
    if (head !== null) {
      bytes = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      if (bytes.length < 4) {
        head = bytes;
        continue;
      }
      head = null;
      refuseArchives(bytes);
      const utf16 = utf16Of(bytes);
      if (utf16 === null) bytes = withoutMark(bytes);
      else decoder = new TextDecoder(utf16);
    }
    if (decoder === null) yield bytes;
    else yield Buffer.from(decoder.decode(bytes, { stream: true }));
  }
  if (head !== null && head.length > 0) yield withoutMark(head);
  if (decoder !== null) {
    const rest = decoder.decode();
    if (rest !== '') yield Buffer.from(rest);
  }
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function refuseArchives(bytes: Buffer): void {
  if (bytes.toString('latin1', 0, 4) === 'PK\u0003\u0004')
    throw new Error('a zip archive: unpack it and name the files in it');
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) throw new Error('gzip-compressed: unpack it first (zcat FILE | … -)');
}

/** Some whole lines of a source: bytes that end with a line's end, save perhaps the last of a source. */
export interface LineBlock {
  readonly bytes: Buffer;
  /** 1-based number of the first line. */
  readonly firstLine: number;
  /** Length of a line that was too long to be kept and is left out before this block; 0 for none. */
  readonly skipped: number;
}

/** Cuts bytes into blocks of whole lines (`\n`). Memory is bounded by the longest line that is allowed. */
export async function* lineBlocks(chunks: AsyncIterable<Buffer>, longest = LONGEST_LINE): AsyncGenerator<LineBlock> {
  let kept: Buffer[] = [];
  let size = 0;
  let line = 1;
  let skipping = 0;
  for await (let chunk of chunks) {
    if (skipping > 0) {
      const end = chunk.indexOf(10);
      if (end < 0) {
        skipping += chunk.length;
        continue;
      }
      yield { bytes: Buffer.alloc(0), firstLine: line, skipped: skipping + end };
      line += 1;
      skipping = 0;
      chunk = chunk.subarray(end + 1);
    }
    const end = chunk.lastIndexOf(10);
    if (end < 0) {
      kept.push(chunk);
      size += chunk.length;
      if (size > longest) {
        skipping = size;
        kept = [];
        size = 0;
      }
      continue;
    }
    const bytes = Buffer.concat([...kept, chunk.subarray(0, end + 1)]);
    const firstLine = line;
    // counted before the block is given away: the bytes may go to another thread
    line += countNewlines(bytes);
    yield { bytes, firstLine, skipped: 0 };
    kept = end + 1 < chunk.length ? [chunk.subarray(end + 1)] : [];
    size = chunk.length - end - 1;
  }
  if (skipping > 0) yield { bytes: Buffer.alloc(0), firstLine: line, skipped: skipping };
  else if (size > 0) yield { bytes: Buffer.concat(kept), firstLine: line, skipped: 0 };
}

/** Number of line ends in a range of bytes. */
export function countNewlines(bytes: Buffer, from = 0, to = bytes.length): number {
  let count = 0;
  for (let at = bytes.indexOf(10, from); at >= 0 && at < to; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}
