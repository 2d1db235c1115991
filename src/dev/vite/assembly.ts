import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import makeWabt from 'wabt';

/** `import code from './x.wat'` gives a module of WebAssembly's text format, assembled, as base64 text. @throws Error that names the line at fault */
export function assemblyModules(): Plugin {
  return {
    name: 'nightlight:assembly',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith('.wat')) return null;
      const assembler = await makeWabt();
      const parsed = assembler.parseWat(id, readFileSync(id, 'utf8'));
      try {
        // what is ill typed would else be found where it is to run
        parsed.validate();
        const { buffer } = parsed.toBinary({});
        return { code: `export default ${JSON.stringify(Buffer.from(buffer).toString('base64'))};`, map: null };
      } finally {
        parsed.destroy();
      }
    },
  };
}
