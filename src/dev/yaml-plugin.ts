import type { Plugin } from 'vite';
import { parse } from 'yaml';

/**
 * Turns an imported `*.yaml` file into a module whose default export is the parsed plain value, at build time:
 * no YAML parser ships. A file that does not parse fails the build with its path and line.
 */
export function yamlModules(): Plugin {
  return {
    name: 'nightlight:yaml',
    transform(source, id) {
      const path = id.split('?')[0] ?? id;
      if (!path.endsWith('.yaml')) return null;
      try {
        return { code: `export default ${JSON.stringify(parse(source))};`, map: null };
      } catch (error) {
        throw new Error(`${path}: not valid YAML: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
}
