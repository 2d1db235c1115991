import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../shell.ts';
import { asciiOutput } from '../vite/ascii.ts';
import { assemblyModules } from '../vite/assembly.ts';
import { textModules } from '../vite/text.ts';
import { yamlModules } from '../vite/yaml.ts';

/** In the order of the table. */
export const CONTESTANTS = [
  'nightlight',
  'nightlight-plain',
  'nightlight-rules',
  'regexp',
  'obscenity',
  'compromise-one',
  'compromise-two',
] as const;
export type Contestant = (typeof CONTESTANTS)[number];

const FOLDER = join(ROOT, 'dist/bench');

/**
 * Builds each contestant into one file of its own, since compromise's levels change one object that they share.
 * Gives the path of a built file by its name.
 */
export async function buildBundles(): Promise<(name: Contestant | 'ready') => string> {
  rmSync(FOLDER, { recursive: true, force: true });
  for (const name of [...CONTESTANTS, 'ready']) {
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      plugins: [assemblyModules(), textModules('zlib'), yamlModules({ packing: 'zlib' }), asciiOutput()],
      ssr: { noExternal: true },
      build: {
        ssr: join(ROOT, `src/dev/bench/contestants/${name}.ts`),
        outDir: FOLDER,
        emptyOutDir: false,
        target: 'node20',
        rollupOptions: { output: { entryFileNames: `${name}.mjs`, codeSplitting: false } },
      },
    });
  }
  return (name) => join(FOLDER, `${name}.mjs`);
}
