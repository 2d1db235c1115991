/** What the source builds, as it lies in a folder or as a tag has it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../../../vite.config.ts';
import { distOf } from '../build.ts';
import { run, Stop } from '../shell.ts';
import { type Files, readFolder } from './archive.ts';

/** Builds one target with the folder's own command, which installs the packages of its own lockfile. Throws `Stop`. */
export async function builtIn(folder: string, target: Target): Promise<Files> {
  const done = await run(process.execPath, ['src/dev/run.mjs', 'build', target], { cwd: folder });
  if (done.code !== 0) throw new Stop(`${done.output.trim()}\nThe ${target} build failed.`);
  return readFolder(distOf(target, false, folder));
}

/** The same of a tag of the repository in `root`, in a work tree of its own, which is gone afterwards. Throws `Stop`. */
export async function builtOfTag(tag: string, target: Target, root: string): Promise<Files> {
  const git = (...args: readonly string[]) => run('git', args, { cwd: root });
  // In full, so that no branch of that name is taken for it.
  const ref = `refs/tags/${tag}`;
  if ((await git('show-ref', '--verify', '--quiet', ref)).code !== 0)
    throw new Stop(`There is no tag ${tag} here to compare with: fetch it, or see --working-tree.`);
  const folder = mkdtempSync(join(tmpdir(), 'nightlight-tag-'));
  try {
    const added = await git('worktree', 'add', '--quiet', '--detach', folder, ref);
    if (added.code !== 0) throw new Stop(`${added.output.trim()}\n${tag} could not be checked out.`);
    return await builtIn(folder, target);
  } finally {
    await git('worktree', 'remove', '--force', folder);
    rmSync(folder, { recursive: true, force: true });
  }
}
