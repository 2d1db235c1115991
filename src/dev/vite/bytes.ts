import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/**
 * `import bytes from './x.bin?bytes'` gives the file's bytes as base64 text, inside the script: the extension opens no
 * connection, not even to itself, so a file of its own could not be read at run time.
 */
export function byteModules(): Plugin {
  return {
    name: 'nightlight:bytes',
    enforce: 'pre',
    load(id) {
      const [path = id, query] = id.split('?');
      if (query !== 'bytes') return null;
      return { code: `export default ${JSON.stringify(readFileSync(path).toString('base64'))};`, map: null };
    },
  };
}
