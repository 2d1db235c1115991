/**
 * `npm run package [-- --changed]`: the files of a release in out/package. The zips for the stores of Chromium and Firefox,
 * the source archive that Mozilla's reviewers build from, a bill of materials, and the SHA-256 sums. They are the same to
 * the last byte on every machine; to be sure, all is built a second time, in another folder, from the source archive.
 * Only from a commit as it is; `--changed` packs what lies here all the same, to try it out.
 */
import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, TARGETS } from './build.ts';
import { writeFolder } from './release/archive.ts';
import { compareWithRebuild, makeRelease, nameOf } from './release/packages.ts';
import { changedPaths, checkedOut } from './release/source.ts';
import { ROOT, runBin, Stop } from './shell.ts';

const OUT = join(ROOT, 'out/package');

/** Mozilla's linter on a packed extension, warnings as errors. */
function lintPacked(path: string): ReturnType<typeof runBin> {
  const args = ['lint', '--source-dir', path, '--warnings-as-errors', '--no-config-discovery', '--no-input'];
  return runBin('web-ext', args, { env: { ...process.env, NO_COLOR: '1' } });
}

/** Packs what was built into out/package, builds it again, lints it. Throws `Stop` when something is not as it must be. */
export async function packBuilt(): Promise<readonly string[]> {
  const release = await makeRelease();
  rmSync(OUT, { recursive: true, force: true });
  writeFolder(OUT, release);
  const different = await compareWithRebuild(release);
  if (different.length > 0) {
    const lines = different.map(({ target, path }) => `  ${target}: ${path}`);
    throw new Stop(`Built again in another folder, these files came out otherwise:\n${lines.join('\n')}`);
  }
  const lint = await lintPacked(join(OUT, nameOf('firefox')));
  if (lint.code !== 0) throw new Stop(`${lint.output.trim()}\nMozilla's linter does not pass ${nameOf('firefox')}.`);
  return [...release.keys()].map((name) => join(OUT, name));
}

export async function main(args: readonly string[]): Promise<number> {
  const changed = await changedPaths();
  if (changed.length > 0 && !args.includes('--changed')) {
    const some = changed.slice(0, 5).join(', ');
    throw new Stop(
      `A release is packed from a commit as it is. Changed here: ${some}${changed.length > 5 ? ' …' : ''}`,
    );
  }
  await Promise.all(TARGETS.map((target) => build(target, false)));
  for (const path of await packBuilt()) console.log(relative(process.cwd(), path));
  const what = (await checkedOut()) ?? 'a folder without git';
  console.log(`Packed from ${what}${changed.length > 0 ? ', with changes: not to be released' : ''}.`);
  console.log('Built twice, in two folders: the same bytes.');
  return 0;
}
