import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import own from '../package.json' with { type: 'json' };
import { rowsOf } from './table.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = readFileSync(`${root}docs/dependencies.md`, 'utf8');

interface Locked {
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
}

const lock = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const installed = Object.entries(lock.packages).filter(([path]) => path !== '');
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const shipped = installed.filter(([, { dev }]) => dev !== true).map(([path]) => nameOf(path));

/** Licences under which what ships may stand beside MPL-2.0. */
const FREE = /^(MIT|ISC|MPL-2\.0|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD)$/;

const TABLES = [
  ['shipped', Object.keys(own.dependencies)],
  ['brought along', shipped.filter((name) => !(name in own.dependencies))],
  ['development', Object.keys(own.devDependencies)],
] as const;

describe.each(TABLES)('docs/dependencies.md, table "%s"', (heading, names) => {
  const rows = rowsOf(page, heading);

  it('names exactly what there is', () => {
    const told = rows.map(([name]) => name);
    expect(told.sort(), 'docs/dependencies.md: one line for each, with its reason').toEqual([...names].sort());
  });

  it.each(rows)('%s: its licence, and why it is there', (name, licence, reason) => {
    expect(lock.packages[`node_modules/${name}`]?.license, `docs/dependencies.md: the licence of ${name}`).toBe(
      licence,
    );
    expect(reason.length, 'say what it is for').toBeGreaterThan(10);
    if (heading !== 'development') expect(licence).toMatch(FREE);
  });
});

describe('package.json', () => {
  it('names exact versions', () => {
    for (const [name, version] of Object.entries({ ...own.dependencies, ...own.devDependencies }))
      expect(version, `${name}: npm i -E`).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe('package-lock.json', () => {
  it('holds a hash of each package, and sends nobody to another registry for it', () => {
    for (const [path, { integrity = '', resolved = '' }] of installed) {
      expect(integrity, path).toMatch(/^sha512-/);
      expect(resolved, path).toMatch(/^$|^https:\/\/registry\.npmjs\.org\//);
    }
  });

  it('lets nothing run at its installation', () => {
    const scripts = installed.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => path);
    expect(scripts, 'a package with a script of its own runs on every machine that installs').toEqual([]);
  });
});
