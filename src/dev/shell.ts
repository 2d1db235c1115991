/** What every verb needs: the project's folder, other programs, and a fault that explains itself in one line. */
import { type SpawnOptions, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const ROOT: string = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** A fault that the person can mend: its message is the whole story, no stack is shown. */
export class Stop extends Error {
  override readonly name = 'Stop';
}

export interface Ended {
  /** Exit code; 128 when a signal ended it, 127 when it could not be started. */
  readonly code: number;
  /** Standard output and standard error in the order they came; empty with `stdio: 'inherit'`. */
  readonly output: string;
  /** Wall time in ms. */
  readonly ms: number;
}

/**
 * Runs a program to its end. Output is collected unless `stdio` says otherwise; never throws for a bad exit.
 * `signal` kills it.
 */
export function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<Ended> {
  const start = performance.now();
  return new Promise((done) => {
    const child = spawn(command, [...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const chunks: Buffer[] = [];
    const end = (code: number, extra = '') =>
      done({ code, output: Buffer.concat(chunks).toString('utf8') + extra, ms: performance.now() - start });
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', (error) => end(127, `${command}: ${error.message}\n`));
    child.once('close', (code, signal) => end(code ?? (signal === null ? 127 : 128)));
  });
}

/** Runs the command line of an installed package (`node_modules/.bin/NAME`) with this very Node. */
export function runBin(name: string, args: readonly string[], options: SpawnOptions = {}): Promise<Ended> {
  return run(process.execPath, [join(ROOT, 'node_modules/.bin', name), ...args], options);
}

/** Hex SHA-256 of a file. */
export function fileHash(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** ms as a person reads them: "0.4 s", "1 min 12 s". Rounded before it is parted: there are no 60 seconds, with or without minutes. */
export function duration(ms: number): string {
  const tenths = Math.round(ms / 100);
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
