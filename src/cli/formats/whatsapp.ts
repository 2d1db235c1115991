import { basename, dirname } from 'node:path';
import { textOfHead, titleOf, utf8Bytes } from '../source.ts';
import { faultEvent } from './faults.ts';
import { bounded, type ExportReader } from './format.ts';
import { textLines } from './lines.ts';
import { type DateOrder, orderOf, type Stamp, timeOf } from './whatsapp-dates.ts';

/** Direction marks that the app writes around names and before attachments. */
const MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** `31/12/2023, 21:41 - …`, `12/31/23, 9:41 PM - …`, `[31.12.23, 21:41:05] …`, `2023-12-31 21.41 - …` */
const HEADER =
  /^(\[)?(\d{1,4})[./-](\d{1,2})[./-](\d{1,4}),?\s+(?:(?:à|a las|at|um|kl\.?|às)\s+)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\s?([ap])\.?\s?m\.?)?(\]\s?|\s[-–]\s)(.*)$/isu;

/** Placeholders for what is no text, and notes of the app. */
const PLACEHOLDER =
  /<(?:media omitted|attached: [^<>]*|this message was edited|medien ausgeschlossen|multimedia omitido|médias omis|mídia oculta|media omessi|view once[^<>]*)>|\b\S+ \(file attached\)|^(?:image|video|audio|sticker|gif|document|contact card) omitted$|^(?:this message was deleted|you deleted this message)\.?$|^null$|^messages and calls are end-to-end encrypted\b.*$|^(?:missed (?:voice|video) call|(?:voice|video) call)\b.*$/gimu;

/** What the app tells of a group. */
const APP_NOTE = /\b(?:changed|created group|added|removed|left|joined)\b.*\b(?:to|group|using|subject|settings)\b/iu;

/**
 * Something that the app wrote and that yet holds a colon: `Ann changed the subject to "team: b"`. In whatever language, a
 * quotation that opens before the colon closes behind it; in a name it does both: `Joe "JJ"`.
 */
function isAppNote(author: string): boolean {
  const count = (sign: string) => author.split(sign).length - 1;
  return APP_NOTE.test(author) || count('"') % 2 === 1 || count('“') !== count('”');
}

interface Header extends Stamp {
  readonly rest: string;
}

function headerOf(line: string): Header | null {
  const match = HEADER.exec(line.replace(MARKS, ''));
  if (!match) return null;
  const [, bracket, a, b, c, hour, minute, second, half, separator = '', rest = ''] = match;
  // A bracket that opens must close, and only a bracket may.
  if ((bracket !== undefined) !== separator.startsWith(']')) return null;
  return {
    numbers: [Number(a), Number(b), Number(c)],
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second ?? 0),
    half: half === undefined ? null : half.toLowerCase() === 'p' ? 'pm' : 'am',
    rest,
  };
}

/** Does a message or a note of a WhatsApp export start here? */
export function isWhatsAppLine(line: string): boolean {
  return headerOf(line) !== null;
}

/** The chat that an export's file is called after. */
function chatTitle(name: string): string {
  const own = titleOf(name);
  const called = own === '_chat' ? basename(dirname(name)) : own;
  return (
    /^(?:WhatsApp Chat|Chat (?:de|do|di) WhatsApp|Conversa do WhatsApp|Discussion WhatsApp)\s*(?:-|with|mit|con|com|avec)\s+(.+)$/iu.exec(
      called,
    )?.[1] ?? called
  );
}

interface OpenMessage {
  readonly author: string;
  readonly time: number | null;
  readonly line: number;
  text: string;
}

/** WhatsApp's text export, of Android and of iOS, in the usual date orders. */
export const readWhatsApp: ExportReader = async function* (source) {
  yield { kind: 'chat', title: chatTitle(source.name), group: null, owner: null, namedAfterPeer: true };
  let order: DateOrder | null = null;
  let open: OpenMessage | null = null;
  let inNote = false;
  let lost = 0;
  const close = function* () {
    const text = open?.text.replace(MARKS, '').replace(PLACEHOLDER, '').trim() ?? '';
    if (open && text !== '') {
      yield { kind: 'message' as const, author: open.author, aliases: [], text, time: open.time, line: open.line };
    }
    open = null;
  };
  try {
    const head = await source.head();
    order = orderOf(
      textOfHead(head)
        .split(/\r\n|\n|\r/u)
        .map(headerOf)
        .filter((header) => header !== null),
    );
    for await (const { text, line } of textLines(utf8Bytes(source.bytes()))) {
      const header = headerOf(text);
      if (header === null) {
        if (open) open.text = bounded(`${open.text}\n${text}`);
        else if (!inNote && text.trim() !== '' && ++lost === 1) {
          yield { kind: 'problem', line, text: 'goes on with a message whose beginning is missing; it is passed over' };
        }
        continue;
      }
      yield* close();
      let time = timeOf(header, order);
      if (time === null) {
        // The first lines left it open; this one settles it.
        const other: DateOrder = order === 'day-first' ? 'month-first' : 'day-first';
        time = order === 'year-first' ? null : timeOf(header, other);
        if (time !== null) order = other;
        else yield { kind: 'problem', line, text: 'no such date; the message is read without its time' };
      }
      const match = /^([^:]{1,80}): ?(.*)$/su.exec(header.rest);
      const author = match?.[1]?.replace(/^~\s*/u, '').trim() ?? '';
      inNote = match === null || isAppNote(author);
      if (!inNote) open = { author, time, line, text: bounded(match?.[2] ?? '') };
    }
    yield* close();
  } catch (error) {
    yield* close();
    yield faultEvent(error);
  }
};
