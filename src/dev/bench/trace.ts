/** What Chromium's own trace says was spent in scripts of an extension. */

export interface TraceEvent {
  readonly name: string;
  /** µs. */
  readonly ts: number;
  readonly dur?: number;
  /** The same by the clock of the thread: what other programs took from it does not count. */
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

export interface Work {
  /** ms of all script of extensions, nested calls counted once. */
  readonly total: number;
  /** ms of the longest call. */
  readonly longest: number;
  /** Tasks of threads that ran page script which took more than 50 ms, whoever caused them. */
  readonly longTasks: number;
}

const SCRIPT = /^(EvaluateScript|v8\.run|FunctionCall)$/;
const TASK = /^(RunTask|ThreadControllerImpl::RunTask)$/;

export function ownWork(events: readonly TraceEvent[]): Work {
  const own = events
    .filter(({ name, dur, args }) => SCRIPT.test(name) && dur && args?.data?.url?.startsWith('chrome-extension:'))
    .sort((a, b) => a.ts - b.ts);
  let end = 0;
  let total = 0;
  let longest = 0;
  for (const { ts, dur = 0, tdur = dur } of own) {
    // What began within the last one is part of it.
    if (ts < end) continue;
    const spent = tdur;
    end = ts + dur;
    total += spent;
    longest = Math.max(longest, spent);
  }
  const threads = new Set(events.filter(({ name }) => SCRIPT.test(name)).map(({ pid, tid }) => `${pid}/${tid}`));
  const longTasks = events.filter(
    ({ name, dur = 0, tdur = dur, pid, tid }) => TASK.test(name) && tdur > 50_000 && threads.has(`${pid}/${tid}`),
  ).length;
  return { total: total / 1000, longest: longest / 1000, longTasks };
}
