/**
 * Every `import.meta.glob` of the worker and the command line, in one place; those of the pages are in `catalog-pages.ts`.
 * All of them are eager: Chromium refuses a dynamic import in a service worker. Files become values here and are parsed by
 * their schema at once; an error names the file.
 */
import { parsePack, type RulePack } from './engine/index.ts';
import { type AdviceLibrary, parseAdvice } from './guidance/index.ts';

const english = import.meta.glob('../rules/en/**/*.yaml', { eager: true, import: 'default', query: '?slim' });
const englishCommon = import.meta.glob('../rules/en/common.txt', { eager: true, import: 'default', query: '?raw' });
// a copy of its own: shared with the pages it would be two dozen files, each loaded at every cold start of the worker
const advice = import.meta.glob('./guidance/advice/en/**/*.yaml', { eager: true, import: 'default', query: '?eager' });

/** The English rules. @throws Error that names the file and what is wrong in it */
export function englishPack(): RulePack {
  const files: Record<string, unknown> = {};
  for (const [path, value] of Object.entries({ ...english, ...englishCommon }))
    files[path.replace(/^.*\/rules\/en\//, '').replace(/\?.*$/, '')] = value;
  return parsePack('en', files);
}

/** What the warning on the page and the notification say. @throws GuidanceError that names the file and the field */
export function warningAdvice(): AdviceLibrary {
  return parseAdvice(
    Object.fromEntries(Object.entries(advice).map(([path, value]) => [path.split('?')[0] ?? path, value])),
  );
}
