import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { BILL, billOf } from '../release/bom.ts';

const LOCKFILE = fileURLToPath(new URL('../../../package-lock.json', import.meta.url));

/** Adds the bill of materials to a build. */
export function bill(): Plugin {
  return {
    name: 'nightlight:bill',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: BILL, source: billOf(readFileSync(LOCKFILE, 'utf8')) });
    },
  };
}
