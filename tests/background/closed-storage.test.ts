import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { closeToPages } from '../../src/background/closed-storage.ts';

test('closes each storage that can be closed; one that refuses stops no other', async () => {
  const refuses = vi.fn(() => Promise.reject(new Error('no')));
  const throws = vi.fn(() => {
    throw new Error('no');
  });
  const closes = vi.fn(async () => {});
  await closeToPages([
    { setAccessLevel: refuses },
    { setAccessLevel: throws },
    {},
    undefined,
    { setAccessLevel: closes },
  ]);
  expect(closes).toHaveBeenCalledExactlyOnceWith({ accessLevel: 'TRUSTED_CONTEXTS' });
  expect([refuses.mock.calls.length, throws.mock.calls.length]).toEqual([1, 1]);
});

test('what runs in pages uses no storage of the extension: it is closed to it', () => {
  const src = fileURLToPath(new URL('../../src', import.meta.url));
  for (const folder of ['content', 'sites']) {
    for (const file of readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file)) continue;
      const source = readFileSync(join(src, folder, file), 'utf8');
      expect(source, `${folder}/${file}: ask the background instead`).not.toMatch(
        /\bstorage\s*\??\.|from '[^']*store\/areas/,
      );
    }
  }
});
