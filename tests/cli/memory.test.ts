import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeLargeFile } from '../../src/dev/bench/large-file.ts';
import { watchMemory } from '../../src/dev/bench/memory.ts';

/** Bytes for each thread; `npm run bench memory` does the same with 2 GB. */
const SIZE = 250e6;
/** Bytes that a scan may hold, on all cores. */
const MOST = 300e6;
/** Node collects as it goes when its heap may not grow, MB; otherwise garbage lies, and a short run looks like a leak. */
const SMALL_HEAP = ['--max-old-space-size=128'];
let folder = '';
let bundle = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nightlight-'));
  const script = pathToFileURL(join(import.meta.dirname, '../../src/cli/scan.mjs')).href;
  bundle = await ((await import(script)) as { ensureBundle(): Promise<string> }).ensureBundle();
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

describe('the memory of a scan', () => {
  it.each([1, 2])(
    'stays flat over a large file, with %i threads',
    async (jobs) => {
      const path = join(folder, `large-${jobs}.jsonl`);
      expect(await writeLargeFile(path, SIZE * jobs)).toBeGreaterThan(10_000);
      expect((await stat(path)).size).toBeGreaterThan(SIZE * jobs);
      const args = ['--format', 'corpus', '--jobs', String(jobs), path];
      const free = await watchMemory(bundle, args);
      const narrow = await watchMemory(bundle, args, SMALL_HEAP);
      for (const seen of [free, narrow]) {
        expect(seen.stderr).toBe('');
        expect(seen.code).toBe(0);
        expect(seen.peak).toBeGreaterThan(20e6);
        expect(seen.peak).toBeLessThan(MOST);
      }
      // packs of other languages are opened while it runs, by chance words: a megabyte each
      expect(narrow.late).toBeLessThan(1.15 * narrow.early);
      await rm(path);
    },
    300_000,
  );
});
