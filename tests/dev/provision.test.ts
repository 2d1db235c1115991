import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { find, need, PARTS } from '../../src/dev/provision.ts';

const folders: string[] = [];

function folderWith(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'nightlight-'));
  folders.push(folder);
  writeFileSync(join(folder, name), '#!/bin/sh\n');
  chmodSync(join(folder, name), 0o755);
  return folder;
}

afterEach(() => {
  vi.unstubAllEnvs();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('finding a program', () => {
  it('takes the first name on the path', () => {
    const folder = folderWith('chromium-browser');
    const other = folderWith('chromium');
    vi.stubEnv('CHROMIUM', '');
    vi.stubEnv('PATH', `${folder}:${other}`);
    expect(find('chromium')).toBe(join(other, 'chromium'));
  });

  it('takes what the person points at before anything on the path', () => {
    const path = join(folderWith('my-fox'), 'my-fox');
    vi.stubEnv('FIREFOX', path);
    expect(need('firefox')).toBe(path);
  });

  it('says which variable leads nowhere', () => {
    vi.stubEnv('CHROMIUM', '/nowhere/chromium');
    expect(() => find('chromium')).toThrow(/^CHROMIUM=\/nowhere\/chromium is no program/);
  });
});

it('counts every program and the chat apps among the parts of the tests', () => {
  expect([...PARTS].sort()).toEqual([
    'apps',
    'chromium',
    'dovecot',
    'firefox',
    'ngircd',
    'parallel',
    'php',
    'prosody',
    'roundcube',
  ]);
});
