import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rowsOf } from './table.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = readFileSync(`${root}docs/dependencies.md`, 'utf8');

type Versions = Readonly<Record<string, string>>;

interface Wanted {
  readonly dependencies?: Versions;
  readonly devDependencies?: Versions;
}

interface Locked extends Wanted {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
const wantedIn = (folder: string) => read(join(folder, 'package.json')) as Wanted;
const lockedIn = (folder: string) =>
  (read(join(folder, 'package-lock.json')) as { readonly packages: Readonly<Record<string, Locked>> }).packages;
const directOf = (wanted: Wanted | undefined): Versions => ({ ...wanted?.dependencies, ...wanted?.devDependencies });
const directIn = (folder: string) => directOf(wantedIn(folder));

const MODULES = 'node_modules/';
const nameOf = (path: string) => path.slice(path.lastIndexOf(MODULES) + MODULES.length);
const own = wantedIn('');
const shipped = Object.entries(lockedIn('')).filter(([path, { dev }]) => path !== '' && dev !== true);

/** Licences under which what ships may stand beside MPL-2.0. */
const FREE = /^(MIT|ISC|MPL-2\.0|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD)$/;

const TABLES = [
  ['shipped', '', Object.keys(own.dependencies ?? {})],
  ['brought along', '', shipped.map(([path]) => nameOf(path)).filter((name) => !(name in (own.dependencies ?? {})))],
  ['development', '', Object.keys(own.devDependencies ?? {})],
  ['chat apps', 'tests/e2e/apps', Object.keys(directIn('tests/e2e/apps'))],
  ['editors', 'tests/e2e/editors', Object.keys(directIn('tests/e2e/editors'))],
  ['training', 'src/dev/train', Object.keys(directIn('src/dev/train'))],
] as const;

describe.each(TABLES)('docs/dependencies.md, table "%s"', (heading, folder, names) => {
  const rows = rowsOf(page, heading);

  it('names exactly what there is', () => {
    const told = rows.map(([name]) => name);
    expect(told.sort(), 'docs/dependencies.md: one line for each, with its reason').toEqual([...names].sort());
  });

  it.each(rows)('%s: its licence, and why it is there', (name, licence, reason) => {
    const { license } = lockedIn(folder)[MODULES + name] ?? {};
    expect(license, `docs/dependencies.md: the licence of ${name}`).toBe(licence);
    expect(reason.length, 'say what it is for').toBeGreaterThan(10);
    if (heading === 'shipped' || heading === 'brought along') expect(licence).toMatch(FREE);
  });
});

/** The folder of every package.json that git has or would take. */
const folders = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*package.json'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => /(^|\/)package\.json$/.test(path))
  .map((path) => path.replace(/\/?package\.json$/, ''));

it('has a table for each package.json', () => {
  expect([...folders].sort()).toEqual([...new Set(TABLES.map(([, folder]) => folder))].sort());
});

describe.each(folders)('the packages of "%s"', (folder) => {
  const locked = lockedIn(folder);
  const installed = Object.entries(locked).filter(([path]) => path !== '');
  const links = installed.filter(([, { link }]) => link === true).map(([, { resolved = '' }]) => resolved);

  it('are asked for in exact versions', () => {
    for (const [name, version] of Object.entries(directIn(folder)))
      expect(version, `${name}: npm i -E`).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('are in the lockfile as they are asked for', () => {
    expect(directOf(locked['']), 'npm i --package-lock-only').toEqual(directIn(folder));
    for (const [name, version] of Object.entries(directIn(folder)))
      expect(locked[MODULES + name]?.version, name).toBe(version);
  });

  it('have a hash each, and none comes from another registry', () => {
    for (const [path, { integrity = '', resolved = '', link }] of installed) {
      if (link === true) continue;
      // What a link leads to lies inside a package, whose hash holds it, too.
      const holder = links.includes(path) ? /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] : undefined;
      expect(holder === undefined ? integrity : locked[holder]?.integrity, path).toMatch(/^sha512-/);
      expect(resolved, path).toMatch(/^$|^https:\/\/registry\.npmjs\.org\//);
    }
    for (const to of links) expect(to, 'a link stays inside what is installed').toMatch(/^node_modules\/(?!.*\.\.)/);
  });
});

describe('package-lock.json', () => {
  it('lets nothing run at its installation', () => {
    const scripts = Object.entries(lockedIn('')).filter(([, { hasInstallScript }]) => hasInstallScript === true);
    expect(
      scripts.map(([path]) => path),
      'a package with a script of its own runs on every machine that installs',
    ).toEqual([]);
  });
});
