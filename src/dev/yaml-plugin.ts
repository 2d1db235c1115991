import type { Plugin } from 'vite';
import { parse } from 'yaml';
import { told } from '../guidance/advice.ts';
import { firstHelp } from '../guidance/first-help.ts';

/** What rules say to the people who write and test them, and the engine does not need. */
const FOR_PEOPLE = new Set(['examples', 'why']);

/**
 * Turns an imported `*.yaml` file into a module whose default export is the parsed plain value, at build time:
 * no YAML parser ships. With `?slim` the examples and explanations of rules are left out; with `?packed` too, and the
 * value is JSON text, to be parsed when it is first needed. With `?first` a helpline file is its first line for children,
 * with `?told` an advice file is what the warning on the page says, as JSON text.
 * A file that does not parse fails the build with its path and line.
 */
export function yamlModules(): Plugin {
  return {
    name: 'nightlight:yaml',
    // a JSON file is one value: thousands of exports by name, as of the table of look-alike letters, cost 10 ms a start
    config: () => ({ json: { namedExports: false, stringify: true } }),
    transform(source, id) {
      const [path = id, query = ''] = id.split('?');
      if (!path.endsWith('.yaml')) return null;
      try {
        const value: unknown = parse(source);
        const has = (name: string) => new RegExp(`(?:^|&)${name}(?:$|[&=])`).test(query);
        if (has('packed'))
          return { code: `export default ${JSON.stringify(JSON.stringify(withoutTalk(value)))};`, map: null };
        if (has('told')) return { code: `export default ${JSON.stringify(told(value))};`, map: null };
        if (has('first')) return { code: `export default ${JSON.stringify(firstHelp(value))};`, map: null };
        // JSON text is read in half the time of a literal
        if (has('slim'))
          return {
            code: `export default JSON.parse(${JSON.stringify(JSON.stringify(withoutTalk(value)))});`,
            map: null,
          };
        return { code: `export default ${JSON.stringify(value)};`, map: null };
      } catch (error) {
        throw new Error(`${path}: not valid YAML: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
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
