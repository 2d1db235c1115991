import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, Stop } from '../shell.ts';
import { writeLargeFile } from './large-file.ts';
import type { Measurement } from './measurement.ts';

/** How much memory a process held while it ran. */
export interface Watched {
  readonly code: number | null;
  readonly stderr: string;
  readonly ms: number;
  /** Resident bytes: the most, and the most of the second and of the last quarter of its time. */
  readonly peak: number;
  readonly early: number;
  readonly late: number;
}

/** ms between two looks at a process. */
const LOOK = 50;
/** Bytes of a page of memory, as Linux counts them. */
const PAGE = 4096;

/** Resident bytes of a process; 0 when it is gone. */
function residentBytes(pid: number): number {
  try {
    if (process.platform === 'linux')
      return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1] ?? 0) * PAGE;
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim()) * 1024;
  } catch {
    return 0;
  }
}

/**
 * Runs a script of Node's to its end and watches its memory; what it writes to standard output is thrown away.
 * @param flags of Node: `--max-old-space-size` makes it collect as it goes. By itself it lets garbage lie for the longer the more
 *   memory the machine has and the busier it is, which looks like a leak in a short run.
 */
export function watchMemory(script: string, args: readonly string[], flags: readonly string[] = []): Promise<Watched> {
  const start = performance.now();
  const looks: number[] = [];
  const child = spawn(process.execPath, [...flags, script, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  const timer = setInterval(() => looks.push(residentBytes(child.pid ?? 0)), LOOK);
  let stderr = '';
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  return new Promise((resolve) => {
    child.once('close', (code) => {
      clearInterval(timer);
      const most = (from: number, to: number) =>
        Math.max(0, ...looks.slice(Math.floor(looks.length * from), Math.ceil(looks.length * to)));
      const ms = performance.now() - start;
      resolve({ code, stderr, ms, peak: most(0, 1), early: most(0.25, 0.5), late: most(0.75, 1) });
    });
  });
}

/** The file that shows that memory is flat, in bytes, and the bar in bytes. */
const LARGE = 2e9;
const BAR = 300e6;

/** The most memory that a scan of a file of 2 GB holds, on one thread and on two. */
export async function measureMemory(bundle: string): Promise<Measurement[]> {
  const folder = join(ROOT, 'out/bench');
  const path = join(folder, 'large.jsonl');
  mkdirSync(folder, { recursive: true });
  try {
    await writeLargeFile(path, LARGE);
    const list: Measurement[] = [];
    for (const jobs of [1, 2]) {
      const seen = await watchMemory(bundle, ['--format', 'corpus', '--jobs', String(jobs), path]);
      if (seen.code !== 0) throw new Stop(`the scan failed:\n${seen.stderr}`);
      const base = { section: 'memory, a file of 2 GB', better: 'less' } as const;
      const threads = jobs === 1 ? 'one thread' : 'two threads';
      list.push({ ...base, name: `most, ${threads}`, value: seen.peak / 1e6, unit: 'MB', bar: BAR / 1e6 });
      list.push({
        ...base,
        name: `last quarter ÷ second, ${threads}`,
        value: seen.late / seen.early,
        unit: '×',
        bar: 1.15,
      });
      list.push({ ...base, name: `time, ${threads}`, value: seen.ms / 1000, unit: 's', bar: null });
    }
    return list;
  } finally {
    rmSync(path, { force: true });
  }
}
