import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readInstagram } from '../../src/cli/formats/instagram.ts';
import { sourceOf } from '../../src/cli/source.ts';

const handles = vi.hoisted(() => ({ opened: 0, closed: 0 }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const open: typeof real.open = async (...args) => {
    const file = await real.open(...args);
    handles.opened += 1;
    const close = file.close.bind(file);
    file.close = () => {
      handles.closed += 1;
      return close();
    };
    return file;
  };
  return { ...real, open };
});

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nightlight-'));
});
afterAll(() => rm(folder, { recursive: true }));

it.each(['utf8', 'utf16le'] as const)('every file that is opened for an export in %s is closed', async (encoding) => {
  const path = join(folder, `${encoding}.json`);
  const text = JSON.stringify({ messages: [{ sender_name: 'Robin', timestamp_ms: 1, content: 'hey' }] });
  await writeFile(path, Buffer.from(`\ufeff${text}`, encoding));
  const kinds: string[] = [];
  for await (const { kind } of readInstagram(await sourceOf(path))) kinds.push(kind);
  expect(kinds).toEqual(['chat', encoding === 'utf8' ? 'message' : 'problem']);
  expect(handles.opened).toBeGreaterThan(0);
  expect(handles.closed).toBe(handles.opened);
});
