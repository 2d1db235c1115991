import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import own from '../package.json' with { type: 'json' };

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** Every page of Markdown below a folder that is ours. */
function pagesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : pagesIn(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

const pages = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...['.github', 'docs', 'rules', 'src', 'store', 'tests'].flatMap(pagesIn),
];

/** The name by which a heading is linked to. */
const anchorOf = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

describe.each(pages)('%s', (path) => {
  const text = read(path);

  it('links to what is there', () => {
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [file = '', anchor] = target.split('#');
      const to = file === '' ? path : join(dirname(path), decodeURI(file));
      expect(existsSync(join(root, to)), `${path} links to ${target}`).toBe(true);
      if (anchor === undefined) continue;
      const anchors = [...read(to).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
      expect(anchors, `${path} links to ${target}`).toContain(anchor);
    }
  });

  it('names commands that there are', () => {
    for (const [, verb = ''] of text.matchAll(/\bnpm run (?:--silent )?([a-z][a-z:-]*)/g))
      expect(Object.keys(own.scripts), `${path} names "npm run ${verb}"`).toContain(verb);
  });

  it('names files of the source that there are', () => {
    for (const [, file = ''] of text.matchAll(
      /`((?:src|tests|rules|docs|store)\/[\w./-]+\.(?:ts|tsx|yaml|json|md|bin|txt|test\.ts))`/g,
    ))
      if (!file.includes('my-chat')) expect(existsSync(join(root, file)), `${path} names ${file}`).toBe(true);
  });
});

describe('the promises', () => {
  const readme = read('README.md');
  const rows = [...readme.matchAll(/^\| (\d)\. [^|]+ \| ([^|]+) \|$/gm)].map(([, number, shown = '']) => ({
    number: Number(number),
    shown,
  }));

  it('stand in one table', () => {
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it.each(rows)('$number is shown by a test or a command', ({ shown }) => {
    expect(shown).toMatch(/`tests\/[^`]+`|`npm run [^`]+`/);
    for (const [, path = ''] of shown.matchAll(/`(tests\/[^`]+)`/g))
      expect(existsSync(join(root, path)), `the table names ${path}`).toBe(true);
  });
});
