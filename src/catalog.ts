/**
 * Every `import.meta.glob` of the worker and the command line, in one place; those of the pages are in `catalog-pages.ts`, and the
 * worker's own network in `catalog-model.ts`.
 * All of them are eager: Chromium refuses a dynamic import in a service worker. Files become values here and are parsed by
 * their schema at once; an error names the file.
 */
import {
  type DraftLanguages,
  type Languages,
  type PackTables,
  parsePack,
  parseTelling,
  type RulePack,
  SIGNALS,
} from './engine/index.ts';
import { type FirstHelpBook, parseFirstHelp, parseTold, type WarningLibrary } from './guidance/index.ts';

const common = import.meta.glob('../rules/*/{common,spared}.txt', { eager: true, import: 'default', query: '?raw' });
// texts until a conversation is in the language: a string costs next to nothing at the start of the worker
const rules = import.meta.glob(['../rules/*/**/*.yaml', '!../rules/*/telling.yaml'], {
  eager: true,
  import: 'default',
  query: '?packed',
});
// what the words of a language are in English, for the second opinion
const glosses = import.meta.glob('../rules/*/gloss.txt', { eager: true, import: 'default', query: '?packed' });
// what they compile to, made at build time: texts as well
const tables = import.meta.glob('../rules/*/{words,gives}.yaml', { eager: true, import: 'default', query: '?tables' });
const telling = import.meta.glob('../rules/*/telling.yaml', { eager: true, import: 'default' });
const weights = import.meta.glob('../rules/weights.yaml', { eager: true, import: 'default' });
// of each language what a warning says, as text until one is due; the pages have the whole in files of their own
const advice = import.meta.glob('./guidance/advice/**/*.yaml', { eager: true, import: 'default', query: '?told' });

const helplines = import.meta.glob('./guidance/helplines/*.yaml', { eager: true, import: 'default', query: '?first' });
const icons = import.meta.glob('./static/icons/*-{16,32}.png', {
  eager: true,
  import: 'default',
  query: '?url&no-inline',
});

/** The files of a language folder, by their path in it. */
function filesOf(lang: string, sources: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown> {
  const files: Record<string, unknown> = {};
  for (const source of sources)
    for (const [path, value] of Object.entries(source)) {
      const [, folder, name = ''] = /\/rules\/([a-z]+)\/([^?]*)/.exec(path) ?? [];
      if (folder === lang) files[name] = value;
    }
  return files;
}

/** Reads while nothing tells of another language. */
const FIRST = 'en';

/** The pack of a language, of those of its rule files that are wanted. @throws Error that names the file and what is wrong in it */
function packOf(lang: string, wanted: (name: string) => boolean): RulePack {
  const files = filesOf(lang, [common, telling, glosses]);
  for (const [name, text] of Object.entries(filesOf(lang, [rules])))
    if (wanted(name)) files[name] = JSON.parse(String(text));
  return parsePack(lang, files, Object.values(weights)[0] as Readonly<Record<string, unknown>>);
}

/** None were made of rules with a fault: the pack is then compiled, which says what it is. */
function tablesIn(lang: string, file: 'words.yaml' | 'gives.yaml'): PackTables | undefined {
  const text = String(filesOf(lang, [tables])[file] ?? '');
  return text === '' ? undefined : (JSON.parse(text) as PackTables);
}

/** The English rules. @throws Error that names the file and what is wrong in it */
export function englishPack(): RulePack {
  return allLanguages().load(FIRST);
}

/**
 * Every language that there are rules for; English is read while nothing tells of another. A pack is parsed when it is
 * first asked for.
 * @throws Error that names the file and what is wrong in it
 */
export function allLanguages(): Languages {
  return {
    first: FIRST,
    telling: Object.fromEntries(
      Object.entries(telling).map(([path, value]) => {
        const lang = /\/rules\/([a-z]+)\//.exec(path)?.[1] ?? '';
        return [lang, parseTelling(lang, value)];
      }),
    ),
    load: (lang) => packOf(lang, (name) => name !== 'gives.yaml'),
    tables: (lang) => tablesIn(lang, 'words.yaml'),
  };
}

/**
 * The languages in which drafts are read: those that say what a draft may give away. Of the other rules only the replies are
 * read with a draft.
 */
export function draftLanguages(): DraftLanguages {
  const isRule = (name: string) => SIGNALS.some((signal) => name === `${signal}.yaml`);
  return {
    first: FIRST,
    all: Object.keys(rules).flatMap((path) => /\/rules\/([a-z]+)\/gives\.yaml/.exec(path)?.[1] ?? []),
    load: (lang) => ({ pack: packOf(lang, (name) => !isRule(name)), tables: tablesIn(lang, 'gives.yaml') }),
  };
}

/**
 * What the warning on the page says in a language, and in English where that lacks it.
 * @throws GuidanceError that names the file and the field
 */
export function warningAdvice(language: string): WarningLibrary {
  const files = Object.entries(advice).map(([path, value]) => [path.split('?')[0] ?? path, value]);
  return parseTold(language, Object.fromEntries(files));
}

/** Whom the warning on the page names when it is urgent. @throws GuidanceError that names the file and the field */
export function warningHelp(): FirstHelpBook {
  return parseFirstHelp(helplines);
}

/** Paths of the toolbar's pictures in the extension: name (`on`, `off` …) → size in px → path. */
export function toolbarIcons(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const found: Record<string, Record<string, string>> = {};
  for (const [path, url] of Object.entries(icons)) {
    const [, name = '', size = ''] = /([a-z-]+)-(\d+)\.png/.exec(path) ?? [];
    found[name] = { ...found[name], [size]: String(url) };
  }
  return found;
}
