/**
 * The command line as one file of plain JavaScript (`dist/cli/scan.mjs`): what `scan` runs, its worker threads, and a
 * program of its own for machines without this repository (`node scan.mjs FILE`).
 */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { inlineExecutor, threadExecutor, type WorkerReply, type WorkerSetup } from './executor.ts';
import { fault } from './fault.ts';
import { openEngine } from './open-engine.ts';
import { scan } from './scan-inputs.ts';
import { createDesk, type Task } from './task.ts';

/** Runs `scan` with the arguments after its name and gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  // `scan … | head` ends the reader early: that is no fault of the scan.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  return scan(args, {
    stdout: process.stdout,
    stderr: process.stderr,
    executor: ({ threads, ...parts }) =>
      threads > 1
        ? threadExecutor(new URL(import.meta.url), threads, parts)
        : inlineExecutor(createDesk(openEngine(parts))),
  });
}

function serve(setup: WorkerSetup): void {
  const desk = createDesk(openEngine(setup));
  parentPort?.postMessage({ ready: true } satisfies WorkerReply);
  parentPort?.on('message', ({ id, task }: { id: number; task: Task }) => {
    desk.run(task).then(
      (result) => parentPort?.postMessage({ id, result } satisfies WorkerReply),
      (error: unknown) => parentPort?.postMessage({ id, fault: fault(error) } satisfies WorkerReply),
    );
  });
}

const script = process.argv[1];
if (!isMainThread && workerData?.nightlightScan === true) serve(workerData as WorkerSetup);
else if (isMainThread && script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2));
}
