import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Who unpacks a text: nobody, Node's zlib, or fflate, where there is no Node. */
export type Packing = 'plain' | 'zlib' | 'fflate';

/**
 * `import text from './x.txt?packed'` gives a long text that is rarely needed, to be made a string (`String(text)`) when it is.
 * Packed, it takes a third of the room: the source of a script is read at every start, and Mozilla takes none over 5 MB.
 */
export function textModules(packing: Packing = 'plain'): Plugin {
  return {
    name: 'nightlight:text',
    // before Vite takes a text for a file to be copied
    enforce: 'pre',
    load(id) {
      const [path = id, query = ''] = id.split('?');
      if (!path.endsWith('.txt') || !/(?:^|&)packed(?:$|[&=])/.test(query)) return null;
      return { code: textModule(readFileSync(path, 'utf8'), packing), map: null };
    },
  };
}

/** A module whose value becomes a text when it is made a string. */
export function textModule(text: string, packing: Packing): string {
  if (packing === 'plain') return `export default ${JSON.stringify(text)};`;
  const packed = deflateRawSync(text, { level: 9 }).toString('base64');
  const [library, unpacked] =
    packing === 'zlib'
      ? [
          `import { inflateRawSync } from 'node:zlib';`,
          `inflateRawSync(Buffer.from('${packed}', 'base64')).toString('utf8')`,
        ]
      : [
          `import { inflateSync, strFromU8 } from 'fflate';\nimport { fromBase64 } from '/src/sealing/bytes.ts';`,
          `strFromU8(inflateSync(fromBase64('${packed}')))`,
        ];
  return `${library}\nexport default { toString: () => ${unpacked} };`;
}
