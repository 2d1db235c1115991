import type { EngineDoor } from './engine-door.ts';
import { fault } from './fault.ts';
import { readDiscord } from './formats/discord.ts';
import type { ExportEvent, ExportFormat, ExportMessage, ExportReader } from './formats/format.ts';
import { readInstagram } from './formats/instagram.ts';
import { readTelegram } from './formats/telegram.ts';
import { readText } from './formats/text.ts';
import { readWhatsApp } from './formats/whatsapp.ts';
import { alertLine, conversationLine, conversationReport } from './report.ts';
import { type ChatFacts, foldName, resolveSides, type Sides } from './sides.ts';
import { sourceOf } from './source.ts';
import { addProblem, type ExportTask, emptyTally, type Problem, type TaskResult } from './task.ts';
import { createThread, type Thread } from './thread.ts';

const READERS: Readonly<Record<ExportFormat, ExportReader>> = {
  whatsapp: readWhatsApp,
  discord: readDiscord,
  telegram: readTelegram,
  instagram: readInstagram,
  text: readText,
};

/** Messages that are held back at the start of a chat, to see who writes in it. */
const LOOK_AHEAD = 500;

interface OpenChat {
  readonly facts: ChatFacts;
  /** Folded name → name, of those who write here. */
  readonly authors: Map<string, string>;
  held: ExportMessage[];
  thread: Thread | null;
  sides: Sides | null;
  meSeen: boolean;
}

/** Scans an export: one file, or the files of one thread, oldest first. */
export async function scanExport<State>(engine: EngineDoor<State>, task: ExportTask): Promise<TaskResult> {
  const open = task.open ?? ((name: string) => sourceOf(name));
  const tally = emptyTally();
  const problems: Problem[] = [];
  const notes: string[] = [];
  const pieces: { line: number; text: string }[] = [];
  const { me, render } = task;
  let file = task.files[0] ?? '';
  let chat: OpenChat | null = null;

  const hear = (current: OpenChat, message: ExportMessage): void => {
    if (current.thread === null || current.sides === null) return;
    const direction = current.sides.directionOf(message);
    if (direction === 'child') current.meSeen = true;
    const { author, text, time, line } = message;
    const group = current.facts.group ?? current.authors.size > 2;
    try {
      const alert = current.thread.hear({ author, direction, text, time, line }, group);
      if (alert !== null && render.json) pieces.push({ line: 0, text: alertLine(file, current.facts.title, alert) });
    } catch (error) {
      addProblem(problems, { file, line, text: `could not be read: ${fault(error)}` });
    }
  };
  const settle = (current: OpenChat): void => {
    current.sides = resolveSides(current.facts, current.held, me);
    current.thread = createThread(engine);
    const { held } = current;
    current.held = [];
    for (const message of held) hear(current, message);
  };
  const finish = (): void => {
    if (chat === null) return;
    if (chat.thread === null) settle(chat);
    const { thread, sides, facts, authors } = chat;
    const current = chat;
    chat = null;
    if (thread === null || sides === null || thread.count === 0) return;
    tally.conversations += 1;
    tally.messages += thread.count;
    if (thread.latest !== null) tally.raised[thread.latest.level] += 1;
    const shown = { file, title: facts.title, messages: thread.count, child: sides.child, latest: thread.latest };
    pieces.push({ line: 0, text: render.json ? conversationLine(shown) : conversationReport(shown, render.colour) });
    if (sides.note !== null) notes.push(`${file}: ${sides.note}`);
    if (me !== null && !current.meSeen) {
      notes.push(
        `${file}: nobody called "${me}" writes in ${facts.title}, so all were read as the other side (writing here: ${[...authors.values()].slice(0, 6).join(', ')})`,
      );
    }
  };
  const take = (event: ExportEvent, firstFile: boolean): void => {
    if (event.kind === 'problem') addProblem(problems, { file, line: event.line, text: event.text });
    else if (event.kind === 'chat') {
      // Later files of one thread go on with its chat.
      if (chat !== null && !firstFile) return;
      finish();
      chat = { facts: event, authors: new Map(), held: [], thread: null, sides: null, meSeen: false };
    } else if (chat !== null) {
      const folded = foldName(event.author);
      if (chat.authors.size < 1000 && !chat.authors.has(folded)) chat.authors.set(folded, event.author);
      if (chat.thread === null) {
        chat.held.push(event);
        if (chat.held.length >= LOOK_AHEAD) settle(chat);
      } else hear(chat, event);
    }
  };

  for (const [index, name] of task.files.entries()) {
    file = name;
    try {
      const source = await open(name);
      file = source.name;
      for await (const event of READERS[task.format](source)) take(event, index === 0);
    } catch (error) {
      addProblem(problems, { file, line: null, text: fault(error) });
    }
  }
  finish();
  return { pieces, problems, notes, tally };
}
