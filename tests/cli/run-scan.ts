import { inlineExecutor } from '../../src/cli/executor.ts';
import { scan } from '../../src/cli/scan-inputs.ts';
import { createDesk, type Task } from '../../src/cli/task.ts';
import { standIn } from './stand-in.ts';

interface Pretended {
  readonly stdin?: string;
  readonly tty?: boolean;
  /** So many threads. */
  readonly shares?: number;
  /** The fault of a thread at a task; null when it does it. */
  readonly dies?: (task: Task, seat: number) => Error | null;
}

/** Runs the command line with the stand-in engine. */
export async function run(args: readonly string[], options: Pretended = {}) {
  const written = { stdout: '', stderr: '' };
  const tty = options.tty ?? false;
  const output = (name: 'stdout' | 'stderr') => ({
    isTTY: tty,
    write(text: string) {
      written[name] += text;
      return true;
    },
    once() {},
  });
  let isOpen = true;
  /** Stays open until nobody reads on. */
  async function* stdin() {
    try {
      yield Buffer.from(options.stdin ?? '');
    } finally {
      isOpen = false;
    }
  }
  const code = await scan(args, {
    stdout: output('stdout'),
    stderr: output('stderr'),
    stdin: stdin(),
    executor: () => {
      const desks = Array.from({ length: options.shares ?? 1 }, () => inlineExecutor(createDesk(standIn)));
      return {
        seats: desks.length,
        run: (task, seat = 0) => {
          const fault = options.dies?.(task, seat) ?? null;
          if (fault !== null) return Promise.reject(fault);
          return desks[seat]?.run(task) ?? Promise.reject(new Error('no such seat'));
        },
        close: async () => {},
      };
    },
  });
  return { code, ...written, isOpen, rows: written.stdout.trim().split('\n') };
}
