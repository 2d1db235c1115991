import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every source file below a folder, as paths from the root. */
function sources(folder: string): string[] {
  return readdirSync(`${root}${folder}`, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length))
    .filter((path) => !path.includes('node_modules'))
    .sort();
}

const read = (path: string) => readFileSync(root + path, 'utf8');
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');

/** What a file imports, static, dynamic and re-exported; type-only imports left out when `values` is set. */
function imports(path: string, values = false): string[] {
  const text = withoutComments(read(path));
  const found: string[] = [];
  for (const match of text.matchAll(/(?:^|\n)\s*(?:import|export)\s+(type\s+)?[^'";]*?from\s+'([^']+)'/g))
    if (match[2] && !(values && match[1])) found.push(match[2]);
  for (const match of text.matchAll(/(?:^|\n)\s*import\s+'([^']+)'|import\(\s*'([^']+)'/g))
    found.push(match[1] ?? match[2] ?? '');
  return found;
}

/** Every file that a file's values come from, itself included. */
function reaches(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const from of imports(path, true)) {
    if (!from.startsWith('.')) seen.add(from);
    else if (/\.tsx?$/.test(from)) reaches(new URL(from, `file:///${path}`).pathname.slice(1), seen);
  }
  return seen;
}

const shipped = sources('src').filter((path) => !/^src\/(cli|dev)\//.test(path));

describe('the engine knows no browser, no clock and no storage', () => {
  const allowed = new Set(['compromise/one', 'unhomoglyph/data.json', 'zod/mini']);
  for (const path of sources('src/engine'))
    it(path, () => {
      for (const from of imports(path))
        expect(from.startsWith('./') || allowed.has(from), `${path} imports ${from}: pass it in instead`).toBe(true);
      const text = withoutComments(read(path));
      expect(text, `${path}: the clock and randomness are passed in`).not.toMatch(
        /Date\.now|new Date\(\)|Math\.random|performance\.now/,
      );
    });

  it('is entered by its door alone from the rooms that ship', () => {
    const types = /^(signal|message|finding|index)\.ts$/;
    for (const path of shipped.filter((file) => !file.startsWith('src/engine/')))
      for (const from of imports(path)) {
        const inner = /\/engine\/(.+)$/.exec(from)?.[1];
        if (inner) expect(types.test(inner), `${path} imports ${from}: use src/engine/index.ts`).toBe(true);
      }
  });
});

describe('the content script stays small and dull', () => {
  it('reaches no engine, no zod, no compromise and no polyfill', () => {
    const parts = [
      'src/content/begin.ts',
      'src/content/scout.ts',
      'src/content/voice.iife.ts',
      'src/sites/index.ts',
      'src/sites/generic.ts',
    ];
    const heavy = parts
      .flatMap((path) => [...reaches(path)])
      .filter(
        (path) =>
          /^(zod|compromise|webextension-polyfill|preact|idb)/.test(path) ||
          /^src\/(engine\/(?!signal|message)|store|background|guidance)/.test(path),
      );
    expect(heavy, 'types alone may come from there').toEqual([]);
  });
});

describe('what lives in a page does nothing there for the child, and marks nothing', () => {
  const inPage = [...sources('src/content'), ...sources('src/sites'), 'src/background/pages.ts'];
  /** Build what Nightlight itself shows, in a closed root of its own. */
  const SHEETS = /^src\/content\/(?:warning\/(?:card|sheet|style)|pause\/choice)\.ts$/;
  /** As a call, as a name for a call by the prototype (sites/dom.ts), as something assigned. */
  const ACTS: readonly RegExp[] = [
    /\.(?:click|submit|reset|select)\(|,\s*'(?:click|submit|reset|select)'\)/,
    /\b(?:requestSubmit|dispatchEvent|execCommand|setRangeText|insertText)\b|\bnew \w*Event\(/,
    /\bscroll(?:To|By|IntoView\w*)?(?:\(|'\))|\bscroll(?:Top|Left)\s*[-+]?=(?!=)/,
    /\.(?:value|checked|selectedIndex|href)\s*[-+]?=(?!=)|\blocation\s*=(?!=)|\blocation\.[a-z]+\(|\bhistory\.[a-z]+\(/i,
    // Without `preventScroll` a browser scrolls to what gets the focus; `sheet.focus` says it in one place.
    /(?<!\bsheet)\.focus\((?!\{ preventScroll: true \}\))/,
  ];
  const MARKS =
    /(?<!\bpermissions)\.(?:(?:set|remove|toggle)Attribute|append(?:Child)?|prepend|before|after|insert\w+|replace(?:With|Child\w*)|remove(?:Child)?)\(|\.(?:classList|dataset|style)\b|\.(?:className|id|textContent|innerText|hidden|inert)\s*=(?!=)/;
  const act = (text: string) => ACTS.map((form) => form.exec(text)?.[0]).find((found) => found !== undefined);

  it('scrolls, presses, sends and types nothing', () => {
    expect(inPage.length).toBeGreaterThan(50);
    for (const path of inPage)
      expect(act(withoutComments(read(path))), `${path}: a page is read, nothing is done in it`).toBeUndefined();
  });

  it('changes no node but its own', () => {
    const strange = inPage.filter((path) => !SHEETS.test(path) && MARKS.test(withoutComments(read(path))));
    expect(strange, 'a page would see it').toEqual([]);
  });

  it.each([
    'send.click()',
    "const press = method<void>(() => HTMLElement.prototype, 'click');",
    'form.requestSubmit()',
    'row.scrollIntoView({ block: "end" })',
    "const up = method<void, [number, number]>(element, 'scrollTo')",
    'list.scrollTop = 0',
    "box.dispatchEvent(new InputEvent('input'))",
    'box.value += text',
    'window.location.href = next',
    'box.focus()',
  ])('knows an act: %s', (line) => expect(act(line)).toBeDefined());

  it.each([
    "listen(button, 'click', press, { signal })",
    "if (kind === 'click') hold(held)",
    'let before = window.location.href;',
    "box.value === ''",
    'sheet.focus(card)',
  ])('knows what is none: %s', (line) => expect(act(line)).toBeUndefined());
});

describe('what ships', () => {
  it('uses no network API', () => {
    for (const path of shipped)
      expect(withoutComments(read(path)), `${path}: nothing is ever sent`).not.toMatch(
        /\bfetch\s*\(|XMLHttpRequest|\bWebSocket\b|sendBeacon|EventSource|RTCPeerConnection|importScripts/,
      );
  });

  it('sets no HTML from strings', () => {
    for (const path of shipped)
      expect(withoutComments(read(path)), `${path}: build nodes instead`).not.toMatch(
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\b/,
      );
  });

  it('writes to no console', () => {
    for (const path of shipped)
      expect(withoutComments(read(path)), `${path}: a log can hold private text`).not.toMatch(/\bconsole\s*\./);
  });

  it('takes zod in its mini form and compromise at its first level', () => {
    for (const path of sources('src'))
      for (const from of imports(path)) {
        expect(from, `${path}: full zod trips the stores' lint for eval; use zod/mini`).not.toBe('zod');
        if (!path.startsWith('src/dev/'))
          expect(from, `${path}: the levels share one global object; use compromise/one`).not.toMatch(
            /^compromise(\/(two|three))?$/,
          );
      }
  });

  it('imports the polyfill in one place', () => {
    expect(shipped.filter((path) => imports(path).includes('webextension-polyfill'))).toEqual(['src/platform.ts']);
  });

  it('gathers every glob in the catalogues', () => {
    for (const path of sources('src').filter((file) => !/^src\/(catalog|dev)/.test(file)))
      expect(withoutComments(read(path)), path).not.toMatch(/import\.meta\.glob/);
  });
});

describe('a page takes nothing from another page', () => {
  /** The report is a view of the page for parents. */
  const pageOf = (path: string) =>
    /^src\/(popup|options|report|welcome|practice)\//.exec(path)?.[1]?.replace('report', 'options');
  for (const path of shipped.filter((file) => pageOf(file) !== undefined))
    it(path, () => {
      for (const from of imports(path).filter((each) => each.startsWith('.'))) {
        const other = pageOf(new URL(from, `file:///${path}`).pathname.slice(1)) ?? pageOf(path);
        expect(other, `${path} imports ${from}: what several pages share belongs into src/ui`).toBe(pageOf(path));
      }
    });
});

describe('the house', () => {
  /** Files that are one room although they are long. */
  const LONG: Readonly<Record<string, string>> = {
    'src/dev/train/network.ts': 'the way forward and the way back mirror each other line by line',
    'tests/background/observe.test.ts': 'one handler, all its deaths',
  };

  it('has no file of code over 300 lines without a reason', () => {
    for (const path of [...sources('src'), ...sources('tests')].filter((file) => LONG[file] === undefined))
      expect(read(path).split('\n').length, `${path}: is it two rooms?`).toBeLessThanOrEqual(301);
  });

  it('names files in kebab-case', () => {
    for (const path of [...sources('src'), ...sources('tests')])
      expect(path.split('/').at(-1)).toMatch(/^[a-z0-9]+(?:[-.][a-z0-9]+)*\.tsx?$/);
  });

  it('escapes the type system nowhere', () => {
    for (const path of [...sources('src'), ...sources('tests')].filter((file) => file !== 'tests/architecture.test.ts'))
      expect(read(path), path).not.toMatch(/@ts-(?:ignore|nocheck|expect-error)|\bas any\b|: any\b/);
  });
});
