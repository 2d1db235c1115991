import type { Plugin } from 'vite';
import { licencesText } from '../release/licences.ts';

/** Name of the file in a build. */
const LICENCES = 'licences.txt';

/** Adds the licences of all packages that a build holds. */
export function licences(): Plugin {
  return {
    name: 'nightlight:licences',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = Object.values(bundle).flatMap((each) => (each.type === 'chunk' ? each.moduleIds : []));
      this.emitFile({ type: 'asset', fileName: LICENCES, source: licencesText(files) });
    },
  };
}
