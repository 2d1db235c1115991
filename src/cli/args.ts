import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { fault } from './fault.ts';

const FORMATS = ['auto', 'corpus', 'jsonl', 'whatsapp', 'discord', 'telegram', 'instagram', 'text'] as const;
export type Format = (typeof FORMATS)[number];

export const USAGE = `Scans exported chats for grooming, tricks and blackmail. Nothing leaves this machine.

usage: npm run --silent scan -- [options] [FILE…]     (- or nothing: standard input)

  --format NAME   ${FORMATS.join(', ')} (auto: looks at the first lines)
  --me NAME       the name under which the child writes; without it the export's own facts decide, and the
                  report says what was assumed
  --json          JSON Lines for programs instead of a report for people
  --jobs N        worker threads (default: all cores)
  --without PART  read without the second opinion (model) or without the rules (rules)
  --help          this text

The corpus format gives one prediction a line. Exit code: 0 all was read, 1 something could not be read
(standard error says file, line and cause; the rest was scanned), 2 wrong use.
`;

export interface ScanOptions {
  readonly files: readonly string[];
  readonly format: Format;
  readonly me: string | null;
  readonly json: boolean;
  readonly jobs: number;
  readonly withModel: boolean;
  readonly withRules: boolean;
  readonly help: boolean;
}

/** Wrong use of the command line: the message is for the person. */
export class UsageError extends Error {}

/** Reads the arguments of `scan`. Throws `UsageError`. */
export function readArgs(args: readonly string[]): ScanOptions {
  const { values, positionals } = parse(args);
  const format = FORMATS.find((name) => name === (values.format ?? 'auto'));
  if (format === undefined) throw new UsageError(`--format takes one of ${FORMATS.join(', ')}, not "${values.format}"`);
  const jobs = values.jobs === undefined ? availableParallelism() : Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 256) {
    throw new UsageError(`--jobs takes a number from 1 to 256, not "${values.jobs}"`);
  }
  const without = values.without ?? [];
  for (const part of without) {
    if (part !== 'model' && part !== 'rules') throw new UsageError(`--without takes model or rules, not "${part}"`);
  }
  return {
    files: positionals.length > 0 ? positionals : ['-'],
    format,
    me: values.me ?? null,
    json: values.json ?? false,
    jobs,
    withModel: !without.includes('model'),
    withRules: !without.includes('rules'),
    help: values.help ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        me: { type: 'string' },
        json: { type: 'boolean' },
        jobs: { type: 'string', short: 'j' },
        without: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(fault(error).split('. ')[0]);
  }
}
