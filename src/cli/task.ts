import { type Level, levelRank } from '../engine/signal.ts';
import { parseCorpusLine } from './corpus.ts';
import type { EngineDoor } from './engine-door.ts';
import { scanExport } from './export-scan.ts';
import { fault } from './fault.ts';
import type { ExportFormat } from './formats/format.ts';
import { createStreamReader, type NumberedLine } from './message-lines.ts';
import { predict } from './predict.ts';
import type { RenderOptions } from './report.ts';
import type { Source } from './source.ts';

/** Something that could not be read, with its place. */
export interface Problem {
  readonly file: string;
  /** 1-based line; null when the file as a whole is meant. */
  readonly line: number | null;
  readonly text: string;
}

/** Whole lines of the corpus format. */
export interface CorpusTask {
  readonly kind: 'corpus';
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly firstLine: number;
}

/** A whole exported chat: one file, or the files of one thread from oldest to newest. */
export interface ExportTask {
  readonly kind: 'export';
  readonly files: readonly string[];
  /** Gives the source of a file's name; only for a task that is done in the thread that made it. */
  readonly open?: (name: string) => Promise<Source>;
  readonly format: ExportFormat;
  readonly me: string | null;
  readonly render: RenderOptions;
}

/** Some lines of a stream of messages. The lines of a conversation must always go to the same worker. */
export interface MessagesTask {
  readonly kind: 'messages';
  readonly file: string;
  readonly lines: readonly NumberedLine[];
  readonly me: string | null;
  readonly render: RenderOptions;
}

/** One piece of work, small enough to be handed to a worker thread. */
export type Task = CorpusTask | ExportTask | MessagesTask;

/** How much was read and what was raised. */
export interface Tally {
  messages: number;
  conversations: number;
  /** Conversations by the highest level that was raised on them. */
  raised: Record<Level, number>;
}

/** Output of a task in pieces that may be merged with those of its neighbours by line. */
export interface Piece {
  /** 1-based line of the input that the piece stands for; 0 when it does not matter. */
  readonly line: number;
  readonly text: string;
}

export interface TaskResult {
  readonly pieces: readonly Piece[];
  readonly problems: readonly Problem[];
  /** Lines for the person on standard error that are no faults: what was assumed, what was left out. */
  readonly notes: readonly string[];
  readonly tally: Tally;
}

/** Problems that one task names. */
const MOST_PROBLEMS = 1000;

export function emptyTally(): Tally {
  return { messages: 0, conversations: 0, raised: { caution: 0, warning: 0, urgent: 0 } };
}

/** Adds `more` to `sum`. */
export function addTally(sum: Tally, more: Tally): void {
  sum.messages += more.messages;
  sum.conversations += more.conversations;
  sum.raised.caution += more.raised.caution;
  sum.raised.warning += more.raised.warning;
  sum.raised.urgent += more.raised.urgent;
}

/** The place where tasks are done: one engine, and the open conversations of message streams. */
export function createDesk<State>(engine: EngineDoor<State>): { run(task: Task): Promise<TaskResult> } {
  const streams = new Map<string, ReturnType<typeof createStreamReader<State>>>();
  return {
    async run(task) {
      if (task.kind === 'corpus') return scanCorpusLines(engine, task);
      if (task.kind === 'export') return scanExport(engine, task);
      let reader = streams.get(task.file);
      if (reader === undefined) {
        reader = createStreamReader(engine, task);
        streams.set(task.file, reader);
      }
      return reader.read(task.lines);
    },
  };
}

/** Scans whole lines of the corpus format: one prediction for each line that can be read. */
function scanCorpusLines<State>(engine: EngineDoor<State>, task: CorpusTask): TaskResult {
  const { file, bytes } = task;
  const { buffer, byteOffset, byteLength } = bytes;
  const lines = Buffer.from(buffer, byteOffset, byteLength).toString('utf8').split('\n');
  const problems: Problem[] = [];
  const tally = emptyTally();
  let text = '';
  for (const [index, source] of lines.entries()) {
    if (source.trim() === '') continue;
    const line = task.firstLine + index;
    try {
      const conversation = parseCorpusLine(source);
      const prediction = predict(engine, conversation, {
        onError: (at, error) =>
          addProblem(problems, { file, line, text: `message ${at} could not be read: ${fault(error)}` }),
      });
      tally.conversations += 1;
      tally.messages += conversation.messages.length;
      const highest = prediction.alerts.reduce<Level | null>(
        (top, { level }) => (levelRank(level) > levelRank(top) ? level : top),
        null,
      );
      if (highest !== null) tally.raised[highest] += 1;
      text += `${JSON.stringify(prediction)}\n`;
    } catch (error) {
      addProblem(problems, { file, line, text: fault(error) });
    }
  }
  return { pieces: text === '' ? [] : [{ line: 0, text }], problems, notes: [], tally };
}

/** Notes a problem; a file that is broken throughout names only so many. */
export function addProblem(problems: Problem[], problem: Problem): void {
  if (problems.length < MOST_PROBLEMS) problems.push(problem);
  else if (problems.length === MOST_PROBLEMS) problems.push({ ...problem, text: 'and more like it in this part' });
}
