import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeLargeFile } from '../../src/dev/bench/large-file.ts';
import { watchMemory } from '../../src/dev/bench/memory.ts';

/** Bytes; `npm run bench memory` does the same with 2 GB. */
const SIZE = 150e6;
/** Bytes that a scan may hold, on all cores. */
const MOST = 300e6;
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
      expect(await writeLargeFile(path, SIZE)).toBeGreaterThan(10_000);
      expect((await stat(path)).size).toBeGreaterThan(SIZE);
      const seen = await watchMemory(bundle, ['--format', 'corpus', '--jobs', String(jobs), path]);
      expect(seen.stderr).toBe('');
      expect(seen.code).toBe(0);
      expect(seen.peak).toBeGreaterThan(20e6);
      expect(seen.peak).toBeLessThan(MOST);
      // packs of other languages are opened while it runs, by chance words: a megabyte each
      expect(seen.late).toBeLessThan(1.15 * seen.early);
      await rm(path);
    },
    300_000,
  );
});
