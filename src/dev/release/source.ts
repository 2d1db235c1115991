/** The source as git knows it: what a release is built from. */
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run, Stop } from '../shell.ts';
import type { Files } from './archive.ts';

async function git(args: readonly string[]): Promise<string> {
  const done = await run('git', args);
  if (done.code !== 0)
    throw new Stop(`git ${args[0]}: ${done.output.trim() || 'failed'}\nA release is made in a checkout.`);
  return done.output;
}

/** Files that the build doesn't see: tests, the chats that they are made on, and the pictures for the stores. */
const notBuilt = (path: string) => path.startsWith('tests/') || path.startsWith('store/pictures/');

/**
 * All that is needed to build the packages again: the tracked files as they lie here, and new ones that git is not told to
 * ignore (the build reads them, too), without the tests.
 */
export async function readSource(): Promise<Files> {
  const listed = (await git(['ls-files', '-z', '--cached', '--others', '--exclude-standard'])).split('\0');
  const files = new Map<string, Uint8Array>();
  for (const path of listed) {
    if (path === '' || notBuilt(path)) continue;
    const kind = lstatSync(join(ROOT, path), { throwIfNoEntry: false });
    if (kind === undefined) continue;
    if (!kind.isFile()) throw new Stop(`${path} is no plain file: a link would not be the same elsewhere`);
    files.set(path, readFileSync(join(ROOT, path)));
  }
  return files;
}

/** Paths that are not as the commit has them, new ones included. */
export async function changedPaths(): Promise<string[]> {
  const lines = (await git(['status', '--porcelain', '--untracked-files=all'])).split('\n');
  return lines.filter((line) => line !== '').map((line) => line.slice(3));
}

/** What is checked out, in words: "tag v0.1.0 (commit 1a2b3c4)"; null where there is no git, as in the source archive. */
export async function checkedOut(): Promise<string | null> {
  const head = await run('git', ['rev-parse', '--short', 'HEAD']);
  if (head.code !== 0) return null;
  const tags = (await git(['tag', '--points-at', 'HEAD'])).split('\n').filter((tag) => tag !== '');
  const commit = `commit ${head.output.trim()}`;
  return tags.length > 0 ? `tag ${tags.join(', ')} (${commit})` : `${commit}, which has no tag`;
}
