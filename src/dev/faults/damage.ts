/** Damage to the files of the extension's database, as a failing disk does it. The browser must be closed. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from '../../../vite.config.ts';

/** What comes of a way to damage: `lost`: the browser begins a new database; `shut`: it never opens this one again. */
export interface Damage {
  readonly title: string;
  readonly after: 'lost' | 'shut';
  readonly damage: (profile: string) => void;
}

/** Below a folder, the files whose path fits; throws when there is none. */
function files(folder: string, fits: RegExp): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const found = entries.map((entry) => join(entry.parentPath, entry.name)).filter((path) => fits.test(path));
  if (found.length === 0) throw new Error(`nothing to damage in ${folder}`);
  return found;
}

function scramble(path: string): void {
  writeFileSync(
    path,
    readFileSync(path).map((byte, at) => byte ^ (at * 97 + 13)),
  );
}

/** As Chromium 156 and Firefox ESR 153 take it (2026-11). */
export const DAMAGES: Readonly<Record<Target, readonly Damage[]>> = {
  chromium: [
    {
      title: 'the list of its files is scrambled',
      after: 'lost',
      damage: (profile) => files(profile, /chrome-extension_\w+\.indexeddb\.leveldb\/MANIFEST/).forEach(scramble),
    },
    {
      title: 'its newest records are scrambled',
      after: 'lost',
      damage: (profile) =>
        files(profile, /chrome-extension_\w+\.indexeddb\.leveldb\/\d+\.(?:log|ldb)$/).forEach(scramble),
    },
    {
      title: 'the file that names the others names one that is not there',
      after: 'shut',
      damage: (profile) => {
        for (const path of files(profile, /chrome-extension_\w+\.indexeddb\.leveldb\/CURRENT$/))
          writeFileSync(path, 'MANIFEST-999999\n');
      },
    },
  ],
  firefox: [
    {
      title: 'its file is scrambled',
      after: 'lost',
      damage: (profile) => files(profile, /moz-extension\+\+\+[\w-]+\/idb\/\w+\.sqlite$/).forEach(scramble),
    },
  ],
};
