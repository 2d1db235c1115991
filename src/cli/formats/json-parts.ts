/**
 * Takes single values out of a JSON document of any size, as its bytes arrive: the messages of an export one by one,
 * and the few facts about the chat. It is lenient where exports are broken: a string ends at the end of its line at the
 * latest (JSON forbids raw line ends), so that one damaged message spoils only itself.
 */
import { tryParse } from '../json.ts';
import { countNewlines } from '../source.ts';

/** A value that was taken out. */
export interface JsonPart {
  /** Keys from the root, `*` for an element of a list: `chats/list/…/name`. */
  readonly path: string;
  readonly text: string;
  /** 1-based line on which it starts. */
  readonly line: number;
  /** Byte offsets: first, and one after the last. */
  readonly start: number;
  readonly end: number;
}

/** The document can't be read on from here. */
export class JsonFault extends Error {
  readonly line: number;
  readonly offset: number;
  constructor(message: string, line: number, offset: number) {
    super(message);
    this.line = line;
    this.offset = offset;
  }
}

/** Values in one another; no export comes near. */
const DEEPEST = 100;
/** A larger value is no message. */
const LARGEST_PART = 16 * 1024 * 1024;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const isSpace = (byte: number | undefined) => byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09;

/** One after the string that starts at `start` (its opening quote); -1 when its end is not in `bytes`. */
function stringEnd(bytes: Buffer, start: number): number {
  for (let at = start + 1; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH) at += 1;
    else if (byte === NEWLINE) return at;
  }
  return -1;
}

/** One after the value that starts at `start`; -1 when its end is not in `bytes`. A bare word ends at a separator. */
export function valueEnd(bytes: Buffer, start: number): number {
  const first = bytes[start];
  if (first === QUOTE) return stringEnd(bytes, start);
  if (first !== OPEN_OBJECT && first !== OPEN_LIST) {
    for (let at = start; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte === COMMA || byte === CLOSE_OBJECT || byte === CLOSE_LIST || isSpace(byte)) return at;
    }
    return -1;
  }
  let depth = 0;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = stringEnd(bytes, at) - 1;
      if (at < 0) return -1;
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

interface Frame {
  readonly list: boolean;
  key: string;
  keyNext: boolean;
}

/**
 * The values at the paths that `wanted` accepts, in order. Everything else is passed over.
 * Throws `JsonFault` when the document ends too early or is no JSON; what came before was yielded.
 */
export async function* jsonParts(
  chunks: AsyncIterable<Buffer>,
  wanted: (path: string) => boolean,
): AsyncGenerator<JsonPart> {
  const walk = createWalk(wanted);
  for await (const chunk of chunks) yield* walk.push(chunk);
  yield* walk.end();
}

function createWalk(wanted: (path: string) => boolean) {
  const frames: Frame[] = [];
  let bytes: Buffer = Buffer.alloc(0);
  /** Byte offset of `bytes[0]` in the document. */
  let base = 0;
  let at = 0;
  let started = false;
  /** Newlines are counted up to here. */
  let counted = 0;
  let line = 1;

  const lineAt = (position: number): number => {
    line += countNewlines(bytes, counted, position);
    counted = position;
    return line;
  };
  const faultAt = (message: string, position: number) => new JsonFault(message, lineAt(position), base + position);
  const path = () => frames.map((frame) => (frame.list ? '*' : frame.key)).join('/');

  /** What begins at `at` has no end yet. */
  const refuseEndless = (): void => {
    if (bytes.length - at > LARGEST_PART) throw faultAt('a value of more than 16 MB, or one that never ends', at);
  };

  /** Reads on as far as `bytes` reaches. `last`: nothing follows. */
  function* step(last: boolean): Generator<JsonPart> {
    while (at < bytes.length) {
      const byte = bytes[at] ?? 0;
      const top = frames.at(-1);
      if (isSpace(byte) || byte === COLON) at += 1;
      else if (byte === COMMA) {
        if (top) top.keyNext = !top.list;
        at += 1;
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        if (top === undefined || top.list !== (byte === CLOSE_LIST)) {
          throw faultAt(`not valid JSON: an unexpected "${String.fromCharCode(byte)}"`, at);
        }
        frames.pop();
        at += 1;
      } else if (top === undefined && started) {
        throw faultAt('not valid JSON: something follows after its end', at);
      } else if (top?.keyNext) {
        if (byte !== QUOTE) throw faultAt('not valid JSON: a key in double quotes is missing', at);
        const end = stringEnd(bytes, at);
        if (end < 0) return refuseEndless();
        top.key = keyOf(bytes.toString('utf8', at, end));
        top.keyNext = false;
        at = end;
      } else {
        started = true;
        const place = path();
        if (wanted(place)) {
          let end = valueEnd(bytes, at);
          if (end < 0 && last && byte !== QUOTE && byte !== OPEN_LIST && byte !== OPEN_OBJECT) end = bytes.length;
          if (end < 0) return refuseEndless();
          const text = bytes.toString('utf8', at, end);
          yield { path: place, text, line: lineAt(at), start: base + at, end: base + end };
          at = end;
        } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
          if (frames.length === DEEPEST) throw faultAt(`more than ${DEEPEST} values in one another`, at);
          frames.push({ list: byte === OPEN_LIST, key: '', keyNext: byte === OPEN_OBJECT });
          at += 1;
        } else {
          const end = valueEnd(bytes, at);
          if (end < 0) {
            if (!last) return refuseEndless();
            at = byte === QUOTE ? at : bytes.length;
            return;
          }
          at = end;
        }
      }
    }
  }

  return {
    *push(chunk: Buffer): Generator<JsonPart> {
      // counted before the bytes go
      lineAt(at);
      base += at;
      bytes = at < bytes.length ? Buffer.concat([bytes.subarray(at), chunk]) : chunk;
      at = 0;
      counted = 0;
      yield* step(false);
    },
    *end(): Generator<JsonPart> {
      yield* step(true);
      if (frames.length > 0 || at < bytes.length) {
        throw new JsonFault(
          'the file ends in the middle: the export was cut off',
          lineAt(bytes.length),
          base + bytes.length,
        );
      }
      if (!started) throw new JsonFault('the file is empty', 1, 0);
    },
  };
}

function keyOf(text: string): string {
  const key = tryParse(text);
  return typeof key === 'string' ? key : text;
}
