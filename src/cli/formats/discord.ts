import * as z from 'zod/mini';
import { fault } from '../fault.ts';
import { check, parseJson } from '../json.ts';
import { titleOf, utf8Bytes } from '../source.ts';
import { faultEvent } from './faults.ts';
import { bounded, type ExportReader, timeOrNull } from './format.ts';
import { jsonParts } from './json-parts.ts';

/** DiscordChatExporter's JSON: `{guild, channel, dateRange, messages: […], messageCount}`. */
const channel = z.object({ type: z.string(), name: z.string() });

const message = z.object({
  type: z.optional(z.union([z.string(), z.number()])),
  timestamp: z.optional(z.nullable(z.string())),
  content: z.string(),
  author: z.object({
    id: z.optional(z.string()),
    name: z.string(),
    discriminator: z.optional(z.nullable(z.string())),
    nickname: z.optional(z.nullable(z.string())),
  }),
});

/** Types of what people wrote; the others are calls, pins, people who come and go. */
const WRITTEN = new Set(['Default', 'Reply', '0', '19', '20']);

export const readDiscord: ExportReader = async function* (source) {
  const fallback = titleOf(source.name);
  let announced = false;
  const chat = (facts: z.infer<typeof channel> | null) => ({
    kind: 'chat' as const,
    title: facts?.name ?? fallback,
    group: facts === null ? null : !/^DirectTextChat$|^DM$/u.test(facts.type),
    owner: null,
    namedAfterPeer: facts !== null && /^DirectTextChat$|^DM$/u.test(facts.type),
  });
  try {
    for await (const part of jsonParts(utf8Bytes(source.bytes()), isWanted)) {
      try {
        if (part.path === 'channel') {
          yield chat(check(channel, parseJson(part.text)));
          announced = true;
          continue;
        }
        if (!announced) {
          yield chat(null);
          announced = true;
        }
        const { type, timestamp, content, author } = check(message, parseJson(part.text));
        if (!WRITTEN.has(String(type ?? 'Default')) || content.trim() === '') continue;
        yield {
          kind: 'message',
          author: author.nickname || author.name,
          aliases: [author.name, `${author.name}#${author.discriminator ?? ''}`, author.id ?? ''],
          text: bounded(content),
          time: timestamp ? timeOrNull(Date.parse(timestamp)) : null,
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

function isWanted(path: string): boolean {
  return path === 'channel' || path === 'messages/*';
}
