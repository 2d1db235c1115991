import { basename, dirname } from 'node:path';
import type { Plugin } from 'vite';
import { parse } from 'yaml';
import { draftPack } from '../../engine/draft.ts';
import { told } from '../../guidance/advice.ts';
import { firstHelp } from '../../guidance/first-help.ts';
import { tablesOf } from './pack-tables.ts';
import { type Packing, textModule } from './text.ts';

/** What rules say to the people who write and test them, and the engine does not need. */
const FOR_PEOPLE = new Set(['examples', 'why']);

interface Options {
  /** How long texts are packed (see text.ts). */
  readonly packing?: Packing;
  /** Languages whose texts are needed at every start, and are not packed. */
  readonly plainFor?: readonly string[];
  /** Languages whose packs are compiled at build time; null for all. The others are compiled when they are first read. */
  readonly tablesFor?: readonly string[] | null;
}

/**
 * Turns an imported `*.yaml` file into a module whose default export is the parsed plain value, at build time:
 * no YAML parser ships. With `?packed` the examples and explanations of rules are left out, and the value is JSON text, to be
 * parsed when it is first needed. With `?first` a helpline file is its first line for children, with `?told` an advice file is
 * what the warning on the page says, as JSON text. With `?tables` the word classes of a language are what its whole pack
 * compiles to, and what a draft may give away is what its drafts are read with, as JSON text; empty when its rules have a fault.
 * A file that does not parse fails the build with its path and line.
 */
export function yamlModules({ packing = 'plain', plainFor = [], tablesFor = null }: Options = {}): Plugin {
  return {
    name: 'nightlight:yaml',
    // a JSON file is one value: thousands of exports by name, as of the table of look-alike letters, cost 10 ms a start
    config: () => ({ json: { namedExports: false, stringify: true } }),
    transform(source, id) {
      const [path = id, query = ''] = id.split('?');
      if (!path.endsWith('.yaml')) return null;
      const value = parsed(source, path);
      const [, lang = ''] = /\/rules\/([a-z]+)\//.exec(path) ?? [];
      const asText = (text: string) => textModule(text, plainFor.includes(lang) ? 'plain' : packing);
      const has = (name: string) => new RegExp(`(?:^|&)${name}(?:$|[&=])`).test(query);
      if (has('packed')) return { code: asText(JSON.stringify(withoutTalk(value))), map: null };
      if (has('told')) return { code: `export default ${JSON.stringify(told(value))};`, map: null };
      if (has('tables')) {
        if (tablesFor && !tablesFor.includes(lang)) return { code: asText(''), map: null };
        const { text, files } = tablesOf(dirname(path), basename(path) === 'gives.yaml' ? draftPack : undefined);
        for (const file of files) this.addWatchFile(file);
        return { code: asText(text), map: null };
      }
      if (has('first')) return { code: `export default ${JSON.stringify(firstHelp(value))};`, map: null };
      return { code: `export default ${JSON.stringify(value)};`, map: null };
    },
  };
}

/** @throws Error that names the file and, with the line, what is wrong in it */
function parsed(source: string, path: string): unknown {
  try {
    return parse(source);
  } catch (error) {
    throw new Error(`${path}: not valid YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A rule file or frames file without what is for people: two levels deep, `rule: { examples, why }`. */
function withoutTalk(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, rule]) => [
      name,
      typeof rule === 'object' && rule !== null && !Array.isArray(rule) && 'match' in rule
        ? Object.fromEntries(Object.entries(rule).filter(([key]) => !FOR_PEOPLE.has(key)))
        : rule,
    ]),
  );
}
