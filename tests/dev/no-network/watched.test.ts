import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watched } from '../../../src/dev/no-network/watched.ts';

vi.mock('../../../src/dev/bed/scene.ts', () => ({
  Scene: { open: () => Promise.reject(new Error('no scene opens')) },
}));

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'watched-test-'));
  mkdirSync(join(home, 'temporary'));
  vi.stubEnv('TMPDIR', join(home, 'temporary'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

it('leaves no folder behind when the scene can not be opened', async () => {
  await expect(watched({ target: 'chromium', seed: '1', chats: 1 }, async () => {})).rejects.toThrow('no scene opens');
  expect(readdirSync(join(home, 'temporary'))).toEqual([]);
});
