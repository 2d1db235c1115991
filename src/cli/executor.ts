import { Worker } from 'node:worker_threads';
import type { Task, TaskResult } from './task.ts';

/** The bytes of a task go to the thread that reads them and are not copied: nobody else reads them again. */
function handedOver(task: Task): ArrayBuffer[] {
  if (task.kind !== 'corpus') return [];
  const { buffer, byteLength } = task.bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}

/** Does tasks; tasks that are given to the same seat are done in order. */
export interface Executor {
  /** How many tasks can be done at the same time. */
  readonly seats: number;
  run(task: Task, seat?: number): Promise<TaskResult>;
  /** Ends what is still open. */
  close(): Promise<void>;
}

/** What the worker threads are told when they start. */
export interface WorkerSetup {
  /** Tells our threads from those of a program that loads this file. */
  readonly nightlightScan: true;
  readonly withModel: boolean;
  readonly withRules: boolean;
}

/** No thread can do anything: the engine does not open in it. */
export class StartFault extends Error {}

export type WorkerReply =
  /** The engine is open. */
  | { readonly ready: true }
  | { readonly id: number; readonly result: TaskResult }
  | { readonly id: number; readonly fault: string };

/** Does everything in this very thread. */
export function inlineExecutor(desk: { run(task: Task): Promise<TaskResult> }): Executor {
  return { seats: 1, run: (task) => desk.run(task), close: async () => {} };
}

/**
 * Bounds of one thread (MB), so that a fault can't eat the machine and many threads stay small together: a nursery of 6 instead of 2
 * held 20 MB more on two threads, at the same pace.
 */
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 2 };

interface Seat {
  readonly worker: Worker;
  ready: boolean;
  /** Tasks that were handed over and have not come back. */
  readonly waiting: Map<number, { resolve(result: TaskResult): void; reject(error: Error): void }>;
}

/**
 * Does tasks in up to `seats` worker threads, started only when there is work for them.
 * A thread that dies fails the tasks that it held; memory of each is bounded so that a fault can't eat the machine.
 */
export function threadExecutor(script: URL, seats: number, setup: Omit<WorkerSetup, 'nightlightScan'>): Executor {
  const threads: (Seat | null)[] = new Array<Seat | null>(seats).fill(null);
  let next = 0;

  const open = (index: number): Seat => {
    const present = threads[index];
    if (present) return present;
    const worker = new Worker(script, {
      workerData: { nightlightScan: true, ...setup } satisfies WorkerSetup,
      resourceLimits: MEMORY,
    });
    const seat: Seat = { worker, ready: false, waiting: new Map() };
    worker.on('message', (reply: WorkerReply) => {
      if ('ready' in reply) {
        seat.ready = true;
        return;
      }
      const task = seat.waiting.get(reply.id);
      seat.waiting.delete(reply.id);
      if ('result' in reply) task?.resolve(reply.result);
      else task?.reject(new Error(reply.fault));
    });
    const end = (error: Error) => {
      const reason = seat.ready ? error : new StartFault(error.message);
      for (const task of seat.waiting.values()) task.reject(reason);
      seat.waiting.clear();
      if (threads[index] === seat) threads[index] = null;
    };
    worker.on('error', end);
    worker.on('exit', (code) => end(new Error(`a worker thread ended with code ${code}`)));
    threads[index] = seat;
    return seat;
  };

  /** The seat with least to do; a new one only when all that are open are busy. */
  const choose = (): number => {
    let best = -1;
    for (const [index, seat] of threads.entries()) {
      if (seat && (best < 0 || seat.waiting.size < (threads[best]?.waiting.size ?? 0))) best = index;
    }
    if (best >= 0 && threads[best]?.waiting.size === 0) return best;
    const free = threads.indexOf(null);
    return free >= 0 ? free : Math.max(best, 0);
  };

  return {
    seats,
    run(task, wanted) {
      const seat = open(wanted === undefined ? choose() : wanted % seats);
      const id = next++;
      return new Promise((resolve, reject) => {
        seat.waiting.set(id, { resolve, reject });
        seat.worker.postMessage({ id, task }, handedOver(task));
      });
    },
    async close() {
      await Promise.all(threads.map((seat) => seat?.worker.terminate()));
    },
  };
}
