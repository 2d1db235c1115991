/** Folders and zips as plain maps, so that what was packed can be compared file by file. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { Stop } from '../shell.ts';

/** Contents by path; paths have forward slashes and no leading one. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** The earliest day that a zip can name. Its fields have no time zone: they are the same wherever this runs. */
const time = () => new Date(1980, 0, 1, 12);
/** A plain file that everybody may read, as Unix says it. */
const MODE = 0o100644;
const UNIX = 3;

/**
 * One zip whose bytes depend on the files alone: sorted paths, one time, one mode, and a compression that is plain
 * JavaScript (that of Node's zlib differs between its versions and between processors).
 */
export function pack(files: Files): Uint8Array {
  const paths = [...files.keys()].sort();
  const tree: Zippable = Object.fromEntries(paths.map((path) => [path, files.get(path) ?? new Uint8Array()]));
  return zipSync(tree, { level: 9, mem: 9, mtime: time(), os: UNIX, attrs: (MODE << 16) >>> 0 });
}

/** Throws `Stop`, with the name that is told, when it is no zip. */
export function unpack(zip: Uint8Array, name: string): Files {
  try {
    return new Map(Object.entries(unzipSync(zip)).filter(([path]) => !path.endsWith('/')));
  } catch (error) {
    throw new Stop(`${name}: no zip that can be read (${error instanceof Error ? error.message : 'unknown'})`);
  }
}

/** Every file below a folder. */
export function readFolder(folder: string): Files {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path)]));
}

/** Writes files below a folder. Throws `Stop` for a path that leads out of it. */
export function writeFolder(folder: string, files: Files): void {
  for (const [path, bytes] of files) {
    if (path.startsWith('/') || path.split(/[/\\]/).includes('..')) throw new Stop(`"${path}" leads out of its folder`);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

export interface Difference {
  readonly path: string;
  /** Where it is, or `both` when its contents differ. */
  readonly where: 'first' | 'second' | 'both';
}

/** Every file that is not the same in both, by path. */
export function differences(first: Files, second: Files): Difference[] {
  const found: Difference[] = [];
  for (const path of [...new Set([...first.keys(), ...second.keys()])].sort()) {
    const [a, b] = [first.get(path), second.get(path)];
    if (a === undefined || b === undefined) found.push({ path, where: a === undefined ? 'second' : 'first' });
    else if (Buffer.compare(a, b) !== 0) found.push({ path, where: 'both' });
  }
  return found;
}
