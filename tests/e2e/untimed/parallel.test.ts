/** The command line under Debian's GNU parallel, as README shows it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { need, provide } from '../../../src/dev/provision.ts';
import { ROOT, run } from '../../../src/dev/shell.ts';

const TUNE = join(ROOT, 'tests/corpus/tune/en-b.jsonl');
const SCAN = 'npm run --silent scan -- --format corpus --jobs 1';
let folder = '';
let alone = '';

beforeAll(async () => {
  await provide(['parallel'], (line) => process.stderr.write(`${line}\n`));
  folder = mkdtempSync(join(tmpdir(), 'nightlight-'));
  const done = await run('sh', ['-c', `${SCAN} ${TUNE}`]);
  expect(done.code).toBe(0);
  alone = done.output;
});
afterAll(() => rmSync(folder, { recursive: true }));

test('many files, each scanned by a process of its own, give what one process gives', async () => {
  const lines = readFileSync(TUNE, 'utf8').trim().split('\n');
  const files = [0, 1, 2, 3].map((part) => {
    const path = join(folder, `part-${part}.jsonl`);
    const size = Math.ceil(lines.length / 4);
    writeFileSync(path, `${lines.slice(part * size, (part + 1) * size).join('\n')}\n`);
    return path;
  });
  const done = await run(need('parallel'), ['--keep-order', '--jobs', '2', `${SCAN} {}`, ':::', ...files]);
  expect(done.output).toBe(alone);
  expect(done.code).toBe(0);
});

test('one file, cut into pieces on the way, gives what one process gives', async () => {
  const done = await run(need('parallel'), [
    '--keep-order',
    '--jobs',
    '2',
    '--pipepart',
    '--block',
    '40k',
    '-a',
    TUNE,
    SCAN,
  ]);
  expect(done.output).toBe(alone);
  expect(done.code).toBe(0);
});

test('a broken line fails its own process and loses nothing else', async () => {
  const good = join(folder, 'good.jsonl');
  const broken = join(folder, 'broken.jsonl');
  const [first = '', second = ''] = readFileSync(TUNE, 'utf8').split('\n');
  writeFileSync(good, `${first}\n`);
  writeFileSync(broken, `{"id":\n${second}\n`);
  const done = await run(need('parallel'), ['--keep-order', `${SCAN} {}`, ':::', broken, good]);
  const rows = done.output.trim().split('\n');
  expect(rows.filter((row) => row.startsWith('{"id":'))).toHaveLength(2);
  expect(rows.find((row) => row.startsWith(broken))).toMatch(/:1: not valid JSON/u);
  // parallel's exit code is the number of its jobs that failed.
  expect(done.code).toBe(1);
});
