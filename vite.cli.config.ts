import { defineConfig } from 'vite';
import { licencesText } from './src/dev/release/licences.ts';
import { asciiOutput } from './src/dev/vite/ascii.ts';
import { assemblyModules } from './src/dev/vite/assembly.ts';
import { textModules } from './src/dev/vite/text.ts';
import { yamlModules } from './src/dev/vite/yaml.ts';

/**
 * The command line as one file of plain JavaScript without imports: `vite build --config vite.cli.config.ts`.
 * One file, because its threads are started from it and because it can then be put in its place in one step, however many
 * processes build it at the same time.
 */
export default defineConfig({
  plugins: [assemblyModules(), textModules('zlib'), yamlModules({ packing: 'zlib' }), asciiOutput()],
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'src/cli/program.ts',
    outDir: 'dist/cli',
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rollupOptions: {
      output: {
        entryFileNames: 'scan.mjs',
        codeSplitting: false,
        // inside, since people copy this one file
        banner: ({ moduleIds }) => `/*\n${licencesText(moduleIds).replaceAll('*/', '* /').replaceAll('©', '(c)')}*/`,
      },
    },
  },
});
