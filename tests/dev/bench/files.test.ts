import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeLargeFile } from '../../../src/dev/bench/large-file.ts';
import { benignFile } from '../../../src/dev/bench/processes.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'bench-files-'));
  writeChats(['hi', 'hello']);
});
afterEach(() => rmSync(home, { recursive: true }));

function writeChats(texts: readonly string[]): void {
  const line = JSON.stringify({ id: 'a', messages: texts.map((text) => ({ from: 'peer', text, t: 0 })) });
  for (const name of ['sms', 'small-talk', 'irc', 'orders', 'support'])
    writeFileSync(join(home, `${name}.jsonl`), `${line}\n`);
}
const made = (wanted = 7) => benignFile(wanted, join(home, 'out'), home);
const textsIn = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .flatMap((line) => (JSON.parse(line) as { messages: { text: string }[] }).messages.map(({ text }) => text));

describe('the file that is scanned', () => {
  it('holds exactly the messages that are counted, and is made once', async () => {
    const path = await made();
    expect(textsIn(path)).toHaveLength(7);
    writeFileSync(path, 'as it was');
    expect(await made()).toBe(path);
    expect(readFileSync(path, 'utf8')).toBe('as it was');
  });

  it('is made anew where it was broken off', async () => {
    const path = await made();
    rmSync(path);
    writeFileSync(`${path}.part`, '{"id":');
    expect(existsSync(path)).toBe(false);
    expect(textsIn(await made())).toHaveLength(7);
    expect(readdirSync(join(home, 'out'))).toHaveLength(1);
  });

  it('is another one for other chats', async () => {
    const path = await made();
    writeChats(['good evening']);
    const other = await made();
    expect(other).not.toBe(path);
    expect(new Set(textsIn(other))).toEqual(new Set(['good evening']));
  });

  it('that can not be written is a fault that can be caught, and leaves nothing that is taken for it', async () => {
    writeFileSync(join(home, 'sms.jsonl'), 'no chat\n');
    await expect(made()).rejects.toThrow('JSON');
    expect(readdirSync(join(home, 'out')).filter((name) => !name.endsWith('.part'))).toEqual([]);
    await expect(writeLargeFile(join(home, 'nowhere/large.jsonl'), 10)).rejects.toThrow('ENOENT');
  });
});
