import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { billOf } from '../../../src/dev/release/bom.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const lockfile = readFileSync(`${root}package-lock.json`, 'utf8');

interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes: readonly unknown[];
  readonly licenses: readonly unknown[];
}

const told = ({ name, version, purl, hashes, licenses }: Component) => ({ name, version, purl, hashes, licenses });
const componentsOf = (text: string) => (JSON.parse(text) as { components: readonly Component[] }).components.map(told);

describe('the bill of materials', () => {
  it('names the same packages, versions, hashes and licences as npm itself', () => {
    const args = ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'];
    expect(componentsOf(billOf(lockfile))).toEqual(componentsOf(execFileSync('npm', args, { cwd: root }).toString()));
  });

  it('is the same for the same lockfile, and another when a package changes', () => {
    const other = lockfile.replace(/("node_modules\/preact": \{\s*"version": ")[^"]+/, '$19.9.9');
    const number = (text: string) => (JSON.parse(text) as { serialNumber: string }).serialNumber;
    expect(billOf(lockfile)).toBe(billOf(lockfile));
    expect(number(billOf(lockfile))).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/);
    expect(number(billOf(other))).not.toBe(number(billOf(lockfile)));
  });

  it('writes a scope as a package URL has it', () => {
    const packages = { '': { version: '1.0.0' }, 'node_modules/@a/b': { version: '2.0.0', integrity: 'sha512-AA==' } };
    expect(componentsOf(billOf(JSON.stringify({ packages })))).toEqual([
      {
        name: '@a/b',
        version: '2.0.0',
        purl: 'pkg:npm/%40a/b@2.0.0',
        hashes: [{ alg: 'SHA-512', content: '00' }],
        licenses: [],
      },
    ]);
  });

  it('takes no lockfile that is none', () => {
    expect(() => billOf('{}')).toThrow();
    expect(() => billOf('{"packages":{}}')).toThrow(/names no package of its own/);
  });
});
