import { basename, dirname } from 'node:path';
import { fnv1a } from '../engine/hash.ts';
import { type Format, readArgs, type ScanOptions, USAGE, UsageError } from './args.ts';
import { detectFormat } from './detect.ts';
import { type Executor, StartFault } from './executor.ts';
import { fault } from './fault.ts';
import { conversationOf, type NumberedLine } from './message-lines.ts';
import type { EngineParts } from './open-engine.ts';
import { orderedOutput } from './ordered.ts';
import { createProgress } from './progress.ts';
import { lineBlocks, type Source, sourceOf, utf8Bytes } from './source.ts';
import { addTally, emptyTally, type Problem, type Task, type TaskResult } from './task.ts';
import { printable } from './thread.ts';

interface Output {
  readonly isTTY?: boolean;
  write(text: string): boolean;
  once(event: 'drain', listener: () => void): unknown;
}

/** What a scan needs from the world. */
export interface ScanHost {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin?: AsyncIterable<Buffer | string>;
  /** Makes the place where tasks are done; with one thread that is this very thread. */
  executor(options: EngineParts & { threads: number }): Executor;
}

/** A file of less than this (bytes) is done before the second thread has started. */
const SMALL = 512 * 1024;

/** Runs `scan` and gives the exit code: 0 all was read, 1 something was not, 2 wrong use or nothing works. */
export async function scan(args: readonly string[], host: ScanHost): Promise<number> {
  let options: ScanOptions;
  try {
    options = readArgs(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    host.stderr.write(`scan: ${error.message}\n`);
    return 2;
  }
  if (options.help) {
    host.stdout.write(USAGE);
    return 0;
  }
  try {
    return await createScan(options, host).run();
  } catch (error) {
    host.stderr.write(`scan: ${fault(error)}\n`);
    return 2;
  }
}

function createScan(options: ScanOptions, host: ScanHost) {
  const { me, json } = options;
  const render = { json, colour: host.stdout.isTTY === true && !process.env.NO_COLOR };
  const tally = emptyTally();
  const start = performance.now();
  let faults = 0;
  const said = new Set<string>();
  let onlyPredictions = true;
  let progress = createProgress(host.stderr, null);
  let executor: Executor | null = null;
  let inline: Executor | null = null;

  const say = (line: string) => {
    progress.clear();
    host.stderr.write(`${printable(line)}\n`);
  };
  const complain = ({ file, line, text }: Problem) => {
    faults += 1;
    say(line === null ? `${file}: ${text}` : `${file}:${line}: ${text}`);
  };
  const write = async (result: TaskResult) => {
    for (const problem of result.problems) complain(problem);
    for (const note of result.notes) {
      if (!said.has(note)) say(note);
      // Notes name a file: with very many files the first few thousand are remembered.
      if (said.size < 4096) said.add(note);
    }
    addTally(tally, result.tally);
    const text = result.pieces.map((piece) => piece.text).join('');
    if (text === '') return;
    progress.clear();
    if (!host.stdout.write(text)) await new Promise<void>((resolve) => host.stdout.once('drain', resolve));
  };
  const parts = { withModel: options.withModel, withRules: options.withRules };
  /** Standard input can't be handed to another thread as a whole, so an export on it is read here. */
  const here = () => (inline ??= host.executor({ ...parts, threads: 1 }));

  const formatOf = async (source: Source): Promise<Exclude<Format, 'auto'>> => {
    if (options.format !== 'auto') return options.format;
    const head = await source.head();
    if (head.length === 0) throw new Error('is empty');
    const format = detectFormat(head);
    if (format === null) throw new Error('no known format in its first lines; name one with --format');
    return format;
  };

  const feed = async (
    source: Source,
    group: readonly string[],
    work: Executor,
    out: ReturnType<typeof orderedOutput<TaskResult>>,
  ) => {
    const format = await formatOf(source);
    if (format !== 'corpus') onlyPredictions = false;
    if (format === 'corpus') {
      for await (const { bytes, firstLine, skipped } of lineBlocks(utf8Bytes(source.bytes()))) {
        progress.add(bytes.length + skipped);
        if (skipped > 0) await out.add(Promise.resolve(tooLong(source, firstLine, skipped)));
        else await out.add(attempt(work, { kind: 'corpus', file: source.name, bytes, firstLine }));
      }
    } else if (format === 'jsonl') {
      for await (const { bytes, firstLine, skipped } of lineBlocks(utf8Bytes(source.bytes()))) {
        progress.add(bytes.length + skipped);
        if (skipped > 0) await out.add(Promise.resolve(tooLong(source, firstLine, skipped)));
        else await out.add(shareOut(source.name, bytes, firstLine, work));
      }
    } else if (source.path === null) {
      await out.end();
      await write(await here().run({ kind: 'export', files: group, open: async () => source, format, me, render }));
    } else {
      await out.add(attempt(work, { kind: 'export', files: group, format, me, render }));
      progress.add(source.size ?? 0);
    }
  };

  /** Lines of one block to the workers that hold their conversations; the output is put together in the input's order. */
  const shareOut = async (file: string, bytes: Buffer, firstLine: number, work: Executor): Promise<TaskResult> => {
    const shares = Array.from({ length: work.seats }, (): NumberedLine[] => []);
    for (const [index, text] of bytes.toString('utf8').split('\n').entries()) {
      if (text.trim() === '') continue;
      const seat = work.seats === 1 ? 0 : fnv1a(conversationOf(text)) % work.seats;
      shares[seat]?.push({ line: firstLine + index, source: text });
    }
    const results = await Promise.all(
      shares.flatMap((lines, seat) =>
        lines.length === 0 ? [] : [attempt(work, { kind: 'messages', file, lines, me, render }, seat)],
      ),
    );
    const sum = emptyTally();
    for (const result of results) addTally(sum, result.tally);
    const byLine = (a: { line: number | null }, b: { line: number | null }) => (a.line ?? 0) - (b.line ?? 0);
    return {
      pieces: results.flatMap(({ pieces }) => pieces).sort(byLine),
      problems: results.flatMap(({ problems }) => problems).sort(byLine),
      notes: [...new Set(results.flatMap(({ notes }) => notes))],
      tally: sum,
    };
  };

  return {
    async run(): Promise<number> {
      const inputs: { source: Source; group: readonly string[] }[] = [];
      for (const group of threadGroups(options.files)) {
        try {
          inputs.push({ source: await sourceOf(group[0] ?? '-', host.stdin), group });
        } catch (error) {
          faults += 1;
          say(fault(error));
        }
      }
      const sizes = inputs.map(({ source }) => source.size);
      const total = sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
      progress = createProgress(host.stderr, total);
      const threads = total !== null && total < SMALL ? 1 : options.jobs;
      executor = threads === 1 ? here() : host.executor({ ...parts, threads });
      const out = orderedOutput(threads * 3, write);
      try {
        for (const { source, group } of inputs) {
          try {
            await feed(source, group, executor, out);
          } catch (error) {
            await out.add(Promise.resolve(failed({ file: source.name, line: null, text: fault(error) })));
          } finally {
            await source.close();
          }
        }
        await out.end();
      } finally {
        progress.clear();
        await executor.close();
      }
      if (!json && !onlyPredictions) host.stdout.write(summary());
      return faults === 0 ? 0 : 1;
    },
  };

  function summary(): string {
    const { messages, conversations, raised } = tally;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    return `${conversations.toLocaleString('en')} ${conversations === 1 ? 'chat' : 'chats'}, ${messages.toLocaleString('en')} messages in ${seconds} s: ${raised.urgent} urgent, ${raised.warning} warning, ${raised.caution} caution\n`;
  }
}

/** Does a task; one whose thread dies becomes a problem, and the others go on. @throws StartFault when no thread starts at all */
async function attempt(work: Executor, task: Task, seat?: number): Promise<TaskResult> {
  try {
    return await work.run(task, seat);
  } catch (error) {
    if (error instanceof StartFault) throw error;
    if (task.kind === 'export') return failed({ file: task.files[0] ?? '', line: null, text: fault(error) });
    const line = task.kind === 'corpus' ? task.firstLine : (task.lines[0]?.line ?? null);
    return failed({ file: task.file, line, text: `some lines from here on could not be read: ${fault(error)}` });
  }
}

function failed(problem: Problem): TaskResult {
  return { pieces: [], problems: [problem], notes: [], tally: emptyTally() };
}

function tooLong(source: Source, line: number, bytes: number): TaskResult {
  const text = `a line of ${bytes.toLocaleString('en')} bytes is no chat; it is passed over`;
  return failed({ file: source.name, line, text });
}

/**
 * Files that are one thread: `message_1.json`, `message_2.json` … of one folder, as Instagram and Messenger cut long
 * chats, the newest in the first. They are put together, oldest first, in the place of the first of them.
 */
export function threadGroups(files: readonly string[]): string[][] {
  const numberOf = (file: string) => /^message_(\d+)\.json$/u.exec(basename(file))?.[1];
  const groups = new Map<string, string[]>();
  for (const [index, file] of files.entries()) {
    const key = numberOf(file) === undefined ? `${index}` : `folder ${dirname(file)}`;
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  return [...groups.values()].map((group) =>
    group.length < 2 ? group : group.sort((a, b) => Number(numberOf(b)) - Number(numberOf(a))),
  );
}
