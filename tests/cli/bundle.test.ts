import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = new URL('../..', import.meta.url).pathname;
const TUNE = join(ROOT, 'tests/corpus/tune/en.jsonl');
let folder = '';
let bundle = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nightlight-'));
  const { ensureBundle } = (await import(pathToFileURL(join(ROOT, 'src/cli/scan.mjs')).href)) as {
    ensureBundle(): Promise<string>;
  };
  bundle = await ensureBundle();
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

/** Runs the built command line; `stdin` is written to it, `node` are flags of Node's own. */
function scan(args: readonly string[], options: { stdin?: string; node?: readonly string[] } = {}) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = spawn(process.execPath, [...(options.node ?? []), bundle, ...args]);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data) => {
      stdout += data;
    });
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(options.stdin ?? '');
  });
}

describe('the built command line', () => {
  it('carries the licences of what it holds, since it is copied alone', async () => {
    const [head = ''] = (await readFile(bundle, 'utf8')).split('*/');
    for (const name of ['compromise', 'unhomoglyph', 'zod'])
      expect(head).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
    expect(head.match(/Permission is hereby granted/g)?.length).toBeGreaterThan(2);
    expect(head).toContain('(c) 1991-2024 Unicode, Inc.');
  });

  it('gives a prediction for each chat, alike from a file and a pipe, on one thread and on several', async () => {
    const source = await readFile(TUNE, 'utf8');
    // Enough for several pieces of work.
    const text = Array.from({ length: 8 }, (_, turn) => source.replaceAll('"id":"', `"id":"${turn}-`)).join('');
    const path = join(folder, 'eight.jsonl');
    await writeFile(path, text);
    const ids = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    const one = await scan(['--format', 'corpus', '--jobs', '1', path]);
    expect(one.stderr).toBe('');
    expect(one.code).toBe(0);
    expect(
      one.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual(ids);
    const three = await scan(['--format', 'corpus', '--jobs', '3', path]);
    expect(three).toEqual(one);
    const piped = await scan(['--format', 'corpus', '--jobs', '3'], { stdin: text });
    expect(piped).toEqual(one);
  }, 60_000);

  it('finds an unmistakable request in an export, by itself', async () => {
    const { code, stdout } = await scan(['--me', 'Sam', '--json', '--format', 'text'], {
      stdin:
        'Robin: hey\nSam: hi\nRobin: i have your account now, send me your password or i post your pics to your whole school\n',
    });
    expect(code).toBe(0);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).type),
    ).toEqual(['alert', 'conversation']);
  }, 60_000);

  it('reads a large input in little memory', async () => {
    const path = join(folder, 'large.jsonl');
    const chat = {
      id: 'x',
      messages: [
        { from: 'peer', text: 'see you at practice', t: 0 },
        { from: 'child', text: 'bring the ball', t: 9 },
      ],
      note: 'a long note, so that there is much to read and little to think about. '.repeat(100),
    };
    const line = `${JSON.stringify(chat)}\n`;
    const out = createWriteStream(path);
    const block = line.repeat(100);
    // 48 MB of text, more than the 32 MB that the heap may hold.
    for (let written = 0; written < 48e6; written += block.length) {
      if (!out.write(block)) await new Promise<void>((resolve) => out.once('drain', () => resolve()));
    }
    await new Promise<void>((resolve) => out.end(() => resolve()));
    const { code, stderr } = await scan(['--format', 'corpus', '--jobs', '1', path], {
      node: ['--max-old-space-size=32'],
    });
    expect(stderr).toBe('');
    expect(code).toBe(0);
  }, 120_000);

  it('ends at once on an input that it cannot read, though the writer goes on', async () => {
    const child = spawn(process.execPath, [bundle]);
    child.stdin.write('nothing of the kind\n');
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(1);
  }, 60_000);

  it('ends in silence when nobody reads on', async () => {
    const child = spawn('sh', [
      '-c',
      `"$1" "$2" --format corpus "$3" | head -n 1`,
      'sh',
      process.execPath,
      bundle,
      TUNE,
    ]);
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    await new Promise((resolve) => child.on('close', resolve));
    expect(stderr).toBe('');
  }, 60_000);
});
