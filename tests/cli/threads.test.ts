import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { StartFault, threadExecutor } from '../../src/cli/executor.ts';
import type { Task } from '../../src/cli/task.ts';
import { ownFolder } from './folder.ts';
import { run } from './run-scan.ts';

const file = ownFolder();

const chat = (id: string) => JSON.stringify({ id, messages: [{ from: 'peer', text: 'hi', t: 0 }] });

describe('a thread that dies', () => {
  const outOfMemory = new Error('Worker terminated due to reaching memory limit');

  it('costs the chats that it held, and the rest is scanned', async () => {
    const [a = '', b = '', c = ''] = await Promise.all(['a', 'b', 'c'].map((id) => file(`${id}.jsonl`, chat(id))));
    const dies = (task: Task) => (task.kind === 'corpus' && task.file === b ? outOfMemory : null);
    const { code, rows, stderr } = await run([a, b, c], { dies });
    expect(rows.map((row) => JSON.parse(row).id)).toEqual(['a', 'c']);
    expect(stderr).toBe(`${b}:1: some lines from here on could not be read: ${outOfMemory.message}\n`);
    expect(code).toBe(1);
  });

  it('costs the messages that it held, and not those of another thread', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const stdin = [...ids, ...ids]
      .map((conversation) => JSON.stringify({ conversation, author: 'Robin', text: 'password' }))
      .join('\n');
    const dies = (_: Task, seat: number) => (seat === 1 ? outOfMemory : null);
    const { code, rows, stderr } = await run(['--json', '--format', 'jsonl'], { stdin, shares: 2, dies });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThan(ids.length);
    expect(stderr).toMatch(/^standard input:\d: some lines from here on could not be read: Worker terminated/u);
    expect(code).toBe(1);
  });

  it('costs the export that it held', async () => {
    const [a = '', b = ''] = await Promise.all(['a', 'b'].map((name) => file(`${name}.txt`, 'Ann: hi\nBen: hi\n')));
    const dies = (task: Task) => (task.kind === 'export' && task.files[0] === a ? outOfMemory : null);
    const { code, stdout, stderr } = await run(['--me', 'Ann', a, b], { dies });
    expect(stdout).toContain(`${b} (2 messages): nothing found`);
    expect(stderr).toBe(`${a}: ${outOfMemory.message}\n`);
    expect(code).toBe(1);
  });

  it('before it ever started ends the scan: no other would start', async () => {
    const path = await file('a.jsonl', chat('a'));
    const { code, stderr } = await run([path], { dies: () => new StartFault('model.bin is damaged') });
    expect(stderr).toBe('scan: model.bin is damaged\n');
    expect(code).toBe(2);
  });

  it.each([
    ["parentPort.postMessage({ ready: true }); parentPort.on('message', () => process.exit(3));", Error],
    ["throw new Error('model.bin is damaged');", StartFault],
  ])('tells whether it had started: %s', async (script, kind) => {
    const path = await file('worker.mjs', `import { parentPort } from 'node:worker_threads'; ${script}`);
    const work = threadExecutor(pathToFileURL(path), 1, { withModel: false, withRules: false });
    const task = { kind: 'corpus', file: 'x', bytes: new Uint8Array(), firstLine: 1 } as const;
    const error = await work.run(task).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).constructor).toBe(kind);
    await work.close();
  });
});
