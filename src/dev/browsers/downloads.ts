/** What a browser has saved in the folder of its downloads. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Endings of a file that a browser has not taken to its own name yet: Chromium's, Firefox's. */
const UNFINISHED = /\.(?:crdownload|part|tmp)$/;

/** The one file of a folder of downloads, once the browser has given it its name; null before. */
export function savedIn(folder: string): { readonly path: string; readonly text: string } | null {
  const name = readdirSync(folder).find((each) => !UNFINISHED.test(each));
  if (name === undefined) return null;
  const path = join(folder, name);
  const text = readFileSync(path, 'utf8');
  // Firefox lays the file down empty under its name before it is whole.
  return text === '' || readdirSync(folder).some((each) => UNFINISHED.test(each)) ? null : { path, text };
}
