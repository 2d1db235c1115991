import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const SRC = new URL('../../src/', import.meta.url);
/** What ships: the dev tools have pages of their own. */
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) => !path.startsWith('dev/'));
const read = (path: string) => readFileSync(new URL(path, SRC), 'utf8');
const pages = files.filter((path) => path.endsWith('.html'));
const sheets = files.filter((path) => path.endsWith('.css'));
const parts = files.filter((path) => path.endsWith('.tsx'));

/** Properties that know left and right: they do not turn with the script. */
const PHYSICAL =
  /(?:^|[;{\s])((?:margin|padding|border|inset|scroll-margin)-(?:left|right|top|bottom)|left|right|(?:min-|max-)?(?:width|height)|text-align:\s*(?:left|right)|float)\s*:/gm;

it('finds pages, sheets and parts', () => {
  expect([pages.length, sheets.length, parts.length].every((count) => count >= 2)).toBe(true);
});

describe.each(pages)('%s', (path) => {
  const page = read(path);

  it('holds no inline style and no inline script, which the content security policy would stop', () => {
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
    for (const [script] of page.matchAll(/<script[^>]*>[^<]*/g)) expect(script).toMatch(/src="[^"]+"[^>]*>\s*$/);
  });

  it('reaches nothing outside the extension', () => {
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });
});

describe.each(sheets)('%s', (path) => {
  const sheet = read(path).replace(/\/\*[\s\S]*?\*\//g, '');

  it('uses logical properties, so that it turns with the script: margin-inline-start, not margin-left', () => {
    const rules = sheet.replace(/@media[^{]*/g, '');
    expect([...rules.matchAll(PHYSICAL)].map((match) => match[1])).toEqual([]);
  });

  it('reaches nothing outside the extension', () => {
    expect(sheet).not.toMatch(/url\(|@import\s+["']?https?:/);
  });
});

describe.each(parts)('%s', (path) => {
  it('holds no style attribute, which the content security policy would stop', () => {
    expect(read(path)).not.toMatch(/\sstyle=/);
  });
});
