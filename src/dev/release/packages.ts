/** The files of a release, from what was built. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import own from '../../../package.json' with { type: 'json' };
import type { Target } from '../../../vite.config.ts';
import { build, distOf, TARGETS } from '../build.ts';
import { ROOT, Stop } from '../shell.ts';
import { type Difference, differences, type Files, pack, readFolder, unpack, writeFolder } from './archive.ts';
import { BILL } from './bom.ts';
import { readSource } from './source.ts';

const PREFIX = `nightlight-${own.version}`;

export const nameOf = (part: Target | 'source'): string => `${PREFIX}-${part}.zip`;

/** A release: the zip of each browser, the bill of materials that lies in both, the source, and the sums of all of them. */
export async function makeRelease(): Promise<Files> {
  const files = new Map<string, Uint8Array>();
  for (const target of TARGETS) {
    const built = readFolder(distOf(target, false));
    const bill = built.get(BILL);
    if (bill === undefined) throw new Stop(`The ${target} build holds no ${BILL}: build it anew.`);
    files.set(nameOf(target), pack(built));
    files.set(`${PREFIX}-${BILL}`, bill);
  }
  files.set(nameOf('source'), pack(await readSource()));
  const sums = [...files].map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`);
  return files.set('SHA256SUMS', Buffer.from(sums.join('')));
}

/** Builds the targets in a folder of its own, with these packages, from nothing but a source archive; gives what came out. */
async function rebuild(source: Files): Promise<Map<Target, Files>> {
  const folder = mkdtempSync(join(tmpdir(), 'nightlight again '));
  try {
    writeFolder(folder, source);
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
    const built = await Promise.all(TARGETS.map((target) => build(target, false, folder)));
    return new Map(TARGETS.map((target, at) => [target, readFolder(built[at] ?? '')]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Builds a release again from its own source archive, elsewhere, and compares.
 * @returns what differs, by target; an empty list is what has to come out
 */
export async function compareWithRebuild(release: Files): Promise<(Difference & { readonly target: Target })[]> {
  const read = (part: Target | 'source') => unpack(release.get(nameOf(part)) ?? new Uint8Array(), nameOf(part));
  const again = await rebuild(read('source'));
  return TARGETS.flatMap((target) => {
    const files = again.get(target) ?? new Map();
    const found = differences(read(target), files).map((difference) => ({ ...difference, target }));
    // The same files and yet other bytes would be a fault of the packing.
    const same = Buffer.compare(pack(files), release.get(nameOf(target)) ?? new Uint8Array()) === 0;
    return found.length === 0 && !same ? [{ target, path: nameOf(target), where: 'both' as const }] : found;
  });
}
