import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { packWithExamples } from '../../../src/dev/rule-files.ts';
import { ROOT } from '../../../src/dev/shell.ts';
import { readChats, trace } from '../../../src/dev/train/evidence.ts';
import { SIGNALS } from '../../../src/engine/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The path as `readChats` takes it, from tests/corpus. */
function corpus(name: string, ...rows: readonly object[]): string {
  const path = join(folder, name);
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return relative(join(ROOT, 'tests/corpus'), path);
}
const silent = { id: 'silent', score: () => ({ signals: new Float32Array(SIGNALS.length), concern: 0 }) };

it('is traced over messages without a time', () => {
  const messages = [
    { from: 'peer', text: 'send me ur password' },
    { from: 'child', text: 'no' },
  ];
  const chats = readChats(corpus('untimed.jsonl', { id: 'a', label: 'none', messages }));
  const [traced] = trace(chats, 'untimed', packWithExamples('en'), silent, null, 0);
  expect(traced?.after).toHaveLength(2);
  expect(traced?.after.flat().every(Number.isFinite)).toBe(true);
  expect(traced?.after[0]?.[SIGNALS.indexOf('credential-request')]).toBeGreaterThan(0);
});

it('is of rows that are what the format asks for; another is named with its line', () => {
  const file = corpus(
    'wrong.jsonl',
    { id: 'a', label: 'none', messages: [] },
    { id: 'b', label: 'perhaps', messages: [] },
  );
  expect(() => readChats(file)).toThrow(/wrong\.jsonl:2: `label`/);
});
