import { titleOf, utf8Bytes } from '../source.ts';
import { faultEvent } from './faults.ts';
import { bounded, type ExportMessage, type ExportReader } from './format.ts';
import { textLines } from './lines.ts';

/** A time before the name, in brackets or not, with or without a date; it is passed over. */
const TIME = String.raw`(?:\[?\s*(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}[ ,T]+)?\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?\s*\]?\s*[-\u2013]?\s*)?`;
/** A name: at most four words, so that "I told him one thing: go" is none. */
const NAME = String.raw`(?=[^:\n]{1,48}:)([^\s:<>/\\"]+(?: [^\s:<>/\\"]+){0,3})\s*:`;
const NAMED = new RegExp(String.raw`^\s*${TIME}(?:<([^<>\n]{1,60})>|${NAME})(?:\s+|$)(.*)$`, 'isu');

/** `Name: text`, `<Name> text`, `[21:04] Name: text`. */
export function isNamedLine(line: string): boolean {
  return NAMED.test(line);
}

interface OpenMessage {
  readonly author: string;
  readonly line: number;
  readonly text: string;
}

/** Plain text with one message a line; a line without a name goes on with the message before it. */
export const readText: ExportReader = async function* (source) {
  yield { kind: 'chat', title: titleOf(source.name), group: null, owner: null, namedAfterPeer: false };
  let open: OpenMessage | null = null;
  let lost = 0;
  const written = (message: OpenMessage | null): ExportMessage[] =>
    message === null || message.text.trim() === '' ? [] : [{ kind: 'message', aliases: [], time: null, ...message }];
  try {
    for await (const { text, line } of textLines(utf8Bytes(source.bytes()))) {
      const match = NAMED.exec(text);
      if (match) {
        yield* written(open);
        open = { author: (match[1] ?? match[2] ?? '').trim(), text: bounded(match[3] ?? ''), line };
      } else if (open !== null) {
        open = goOn(open, text, line);
      } else if (text.trim() !== '' && ++lost === 1) {
        yield { kind: 'problem', line, text: 'no name before this line ("Name: text"); it is passed over' };
      }
    }
  } catch (error) {
    yield* written(open);
    open = null;
    yield faultEvent(error);
  }
  yield* written(open);
};

function goOn(open: OpenMessage, text: string, line: number): OpenMessage {
  if (open.text === '') return { author: open.author, text, line: text.trim() === '' ? open.line : line };
  return { ...open, text: bounded(`${open.text}\n${text}`) };
}
