import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { licencesText, licensesIn, packageOf } from '../../../src/dev/release/licences.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const moduleOf = (name: string) => join(root, 'node_modules', name, 'index.js');

describe('the package of a file', () => {
  it.each([
    ['/x/node_modules/preact/dist/preact.mjs', '/x/node_modules/preact'],
    ['/x/node_modules/@scope/name/a.js?v=1', '/x/node_modules/@scope/name'],
    ['/x/node_modules/a/node_modules/b/c.js', '/x/node_modules/a/node_modules/b'],
    ['C:\\x\\node_modules\\idb\\a.js', 'C:/x/node_modules/idb'],
    ['/x/src/engine/index.ts', null],
    ['\0rolldown/runtime.js', null],
  ])('%s', (file, folder) => {
    expect(packageOf(file)).toBe(folder);
  });
});

describe('the licences of a build', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly license?: string }>>;
  };
  const shipped = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && dev !== true);
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };

  it('are those of the lockfile, with what each package brings along', () => {
    const found = licensesIn(Object.keys(dependencies).map(moduleOf));
    const wanted = shipped.map(([path, { license }]) => [path.replace(/^.*node_modules\//, ''), license]);
    expect(found.map(({ name, licence }) => [name, licence])).toEqual(wanted);
  });

  it('go along word by word, with that of the data of Unicode', () => {
    const text = licencesText(Object.keys(dependencies).map(moduleOf));
    expect(text).toMatch(/^Nightlight \d+\.\d+\.\d+ is licensed under the MPL-2\.0/);
    for (const name of ['preact', 'suffix-thumb']) {
      const file = name === 'preact' ? 'LICENSE' : 'LICENSE.txt';
      const own = readFileSync(join(root, 'node_modules', name, file), 'utf8').replaceAll('\r\n', '\n');
      expect(text).toContain(own.trim());
    }
    expect(text).toContain('UNICODE LICENSE V3');
    expect(text).not.toContain(root);
    expect(licencesText([moduleOf('idb')])).not.toContain('UNICODE');
  });

  describe('of packages that are not as they should be', () => {
    let folder = '';
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    const manifest = (name: string, more: object = {}) =>
      write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', license: 'MIT', ...more }));
    const read = () => licensesIn([join(folder, 'node_modules/a/index.js')]);
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'nightlight-licences-'));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it('are no licences: one without a text is named', () => {
      manifest('a');
      expect(read).toThrow('a 1.0.0 comes without a text of its licence');
    });

    it('are no licences: what a package needs must be there', () => {
      manifest('a', { dependencies: { b: '1' } });
      write('node_modules/a/LICENCE.md', 'free');
      expect(read).toThrow('needs b, which is not installed');
    });

    it('are found where they lie, inside the package that needs them or beside it', () => {
      manifest('a', { dependencies: { b: '1', c: '1' } });
      manifest('c');
      write(
        'node_modules/a/node_modules/b/package.json',
        JSON.stringify({ name: 'b', version: '2.0.0', license: 'ISC' }),
      );
      for (const path of ['a', 'c', 'a/node_modules/b']) write(`node_modules/${path}/LICENSE`, `text of ${path}`);
      expect(read().map(({ name, text }) => `${name}: ${text}`)).toEqual([
        'a: text of a',
        'b: text of a/node_modules/b',
        'c: text of c',
      ]);
    });
  });
});
