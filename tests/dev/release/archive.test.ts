import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { differences, type Files, pack, readFolder, unpack, writeFolder } from '../../../src/dev/release/archive.ts';

const files = (entries: Readonly<Record<string, string>>): Files =>
  new Map(Object.entries(entries).map(([path, text]) => [path, Buffer.from(text)]));
const bytes = (zip: Uint8Array) => Buffer.from(zip).toString('hex');

afterEach(() => void vi.unstubAllEnvs());

describe('a packed folder', () => {
  it('has the same bytes in whatever order its files were read, and on whatever day and in whatever zone', () => {
    const first = bytes(pack(files({ 'b/c.js': 'two', a: 'one', 'ä.txt': 'three' })));
    vi.stubEnv('TZ', 'Pacific/Kiritimati');
    vi.useFakeTimers({ now: Date.UTC(2031, 5, 7) });
    const second = bytes(pack(files({ 'ä.txt': 'three', a: 'one', 'b/c.js': 'two' })));
    vi.useRealTimers();
    expect(second).toBe(first);
  });

  it('comes out as it went in', () => {
    const path = fc.stringMatching(/^[a-zé_]{1,8}(\/[a-z.-]{1,8}[a-z])?$/);
    fc.assert(
      fc.property(fc.dictionary(path, fc.uint8Array({ maxLength: 300 })), (content) => {
        const map: Files = new Map(Object.entries(content));
        expect(differences(map, unpack(pack(map), 'x.zip'))).toEqual([]);
      }),
    );
  });

  it('says which file is no zip', () => {
    expect(() => unpack(Buffer.from('nothing'), 'a.zip')).toThrow(/^a\.zip: no zip that can be read/);
  });
});

describe('comparing', () => {
  it('names each file that differs, and where one is missing', () => {
    const first = files({ same: 'x', changed: 'a', gone: '1' });
    const second = files({ same: 'x', changed: 'b', new: '1' });
    expect(differences(first, second)).toEqual([
      { path: 'changed', where: 'both' },
      { path: 'gone', where: 'first' },
      { path: 'new', where: 'second' },
    ]);
  });
});

describe('a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nightlight-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is read as it was written', () => {
    const content = files({ 'a/b/c.txt': 'deep', 'top.txt': 'flat' });
    writeFolder(folder, content);
    expect(differences(readFolder(folder), content)).toEqual([]);
  });

  it.each(['../out', '/etc/out', 'a/../../out', 'a\\..\\..\\out'])('takes no path that leads out of it: %s', (path) => {
    expect(() => writeFolder(folder, files({ [path]: 'x' }))).toThrow(/leads out of its folder/);
  });
});
