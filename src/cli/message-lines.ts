import * as z from 'zod/mini';
import type { EngineDoor } from './engine-door.ts';
import { fault } from './fault.ts';
import { bounded, timeOrNull } from './formats/format.ts';
import { check, isRecord, parseJson, tryParse } from './json.ts';
import { alertLine, alertReport } from './report.ts';
import { foldName } from './sides.ts';
import { addProblem, emptyTally, type MessagesTask, type Piece, type Problem, type TaskResult } from './task.ts';
import { createThread, printable, type Thread } from './thread.ts';

/** A line of the input with its 1-based number. */
export interface NumberedLine {
  readonly line: number;
  readonly source: string;
}

const messageLine = z.object({
  text: z.string(),
  author: z.optional(z.nullable(z.string())),
  direction: z.optional(z.enum(['peer', 'child', 'unknown'])),
  time: z.optional(z.nullable(z.union([z.string(), z.number()]))),
  conversation: z.optional(z.nullable(z.union([z.string(), z.number()]))),
  group: z.optional(z.boolean()),
});

/** Conversations that one worker keeps open; the one that was silent for longest is closed for a new one. */
const OPEN_CONVERSATIONS = 2000;

interface OpenThread {
  readonly thread: Thread;
  readonly authors: Set<string>;
}

/** The conversation that a line belongs to, for sharing lines out among workers; '' when it names none. */
export function conversationOf(source: string): string {
  if (!/"conversation"\s*:/u.test(source)) return '';
  const value = tryParse(source);
  const id = isRecord(value) ? value.conversation : null;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}

/**
 * Reads a stream of messages, one JSON object a line: `{"conversation","author","text","time","direction","group"}`, of
 * which only `text` must be there. `time` is ISO 8601 or ms since the epoch.
 */
export function createStreamReader<State>(
  engine: EngineDoor<State>,
  setup: Pick<MessagesTask, 'file' | 'me' | 'render'>,
) {
  const threads = new Map<string, OpenThread>();
  const { file, me, render } = setup;
  const child = me === null ? null : foldName(me);

  const open = (id: string, tally: { conversations: number }, notes: string[]): OpenThread => {
    const present = threads.get(id);
    threads.delete(id);
    const entry = present ?? { thread: createThread(engine), authors: new Set<string>() };
    threads.set(id, entry);
    if (present === undefined) tally.conversations += 1;
    if (threads.size > OPEN_CONVERSATIONS) {
      const [oldest] = threads.keys();
      if (oldest !== undefined) threads.delete(oldest);
      notes.push(
        `${file}: more than ${OPEN_CONVERSATIONS} conversations at once in one worker; the quietest were closed and start anew if they go on (sort the input by conversation to avoid it)`,
      );
    }
    return entry;
  };

  return {
    read(lines: readonly NumberedLine[]): TaskResult {
      const tally = emptyTally();
      const problems: Problem[] = [];
      const pieces: Piece[] = [];
      const notes: string[] = [];
      for (const { line, source } of lines) {
        try {
          const message = check(messageLine, parseJson(source));
          const id = String(message.conversation ?? '');
          const { thread, authors } = open(id, tally, notes);
          const author = message.author ?? message.direction ?? '';
          if (authors.size < 4) authors.add(foldName(author));
          const own = child === null ? 'unknown' : foldName(author) === child ? 'child' : 'peer';
          const before = thread.latest?.level ?? null;
          const alert = thread.hear(
            {
              author,
              direction: message.direction ?? own,
              text: bounded(message.text),
              time: timeOf(message.time ?? null),
              line,
            },
            message.group ?? authors.size > 2,
          );
          tally.messages += 1;
          if (alert === null) continue;
          if (before !== null) tally.raised[before] -= 1;
          tally.raised[alert.level] += 1;
          const heading = `${printable(id === '' ? file : id)}\n`;
          pieces.push({
            line,
            text: render.json ? alertLine(file, id, alert) : `${heading}${alertReport(alert, render.colour)}\n`,
          });
        } catch (error) {
          addProblem(problems, { file, line, text: fault(error) });
        }
      }
      return { pieces, problems, notes: [...new Set(notes)], tally };
    },
  };
}

function timeOf(time: string | number | null): number | null {
  if (time === null) return null;
  const value = timeOrNull(typeof time === 'number' ? time : Date.parse(time));
  if (value === null)
    throw new Error(`\`time\`: neither ISO 8601 nor ms since the epoch: ${String(time).slice(0, 40)}`);
  return value;
}
