import * as z from 'zod/mini';
import { fault } from '../fault.ts';
import { check, parseJson, tryParse } from '../json.ts';
import { titleOf, utf8Bytes } from '../source.ts';
import { faultEvent } from './faults.ts';
import { bounded, type ExportEvent, type ExportReader, timeOrNull } from './format.ts';
import { jsonParts } from './json-parts.ts';

/**
 * Telegram Desktop's `result.json`: one chat (`{name, type, id, messages}`), or all of an account
 * (`{personal_information, chats: {list: [{name, type, id, messages}]}, left_chats: …}`).
 */
const message = z.object({
  type: z.string(),
  date: z.optional(z.string()),
  date_unixtime: z.optional(z.union([z.string(), z.number()])),
  from: z.optional(z.nullable(z.string())),
  from_id: z.optional(z.nullable(z.union([z.string(), z.number()]))),
  text: z.union([z.string(), z.array(z.union([z.string(), z.object({ text: z.string() })]))]),
});

const FACT = /^(?:(?:chats|left_chats)\/list\/\*\/)?(name|type)$/u;
const MESSAGE = /^(?:(?:chats|left_chats)\/list\/\*\/)?messages\/\*$/u;
const OWNER = 'personal_information/user_id';

interface Facts {
  name: string | null;
  type: string | null;
}

export const readTelegram: ExportReader = async function* (source) {
  let owner: string | null = null;
  let facts: Facts = { name: null, type: null };
  let inChat = false;
  const wanted = (path: string) => path === OWNER || MESSAGE.test(path) || FACT.test(path);
  const begin = (): ExportEvent => {
    const personal = facts.type === 'personal_chat' || facts.type === 'bot_chat';
    return {
      kind: 'chat',
      title: facts.name ?? titleOf(source.name),
      group: facts.type === null ? null : !(personal || facts.type === 'saved_messages'),
      owner,
      namedAfterPeer: personal,
    };
  };
  try {
    for await (const part of jsonParts(utf8Bytes(source.bytes()), wanted)) {
      if (!MESSAGE.test(part.path)) {
        const value = scalar(part.text);
        if (part.path === OWNER) owner = `user${value}`;
        else {
          // The facts of a chat come before its messages: the first one after messages belongs to the next chat.
          if (inChat) facts = { name: null, type: null };
          inChat = false;
          if (part.path.endsWith('name')) facts.name = value;
          else facts.type = value;
        }
        continue;
      }
      if (!inChat) {
        inChat = true;
        yield begin();
      }
      try {
        const { type, date, date_unixtime, from, from_id, text } = check(message, parseJson(part.text));
        const words =
          typeof text === 'string' ? text : text.map((run) => (typeof run === 'string' ? run : run.text)).join('');
        if (type !== 'message' || words.trim() === '') continue;
        const id = from_id === null || from_id === undefined ? '' : String(from_id);
        yield {
          kind: 'message',
          author: from || id || 'deleted account',
          aliases: [id],
          text: bounded(words),
          time: timeOf(date_unixtime, date),
          line: part.line,
        };
      } catch (error) {
        yield { kind: 'problem', line: part.line, text: `message at byte ${part.start}: ${fault(error)}` };
      }
    }
  } catch (error) {
    yield faultEvent(error);
  }
};

function timeOf(unix: string | number | undefined, date: string | undefined): number | null {
  const time = unix === undefined ? null : timeOrNull(Number(unix) * 1000);
  if (time !== null || date === undefined) return time;
  // Without a zone the date is read as UTC, so that the result does not hang on the machine's clock.
  return timeOrNull(Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/u.test(date) ? date : `${date}Z`));
}

function scalar(text: string): string | null {
  const value = tryParse(text);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
