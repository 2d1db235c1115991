/** `npm run build [-- --demo] [chromium|firefox …]`: builds the extension for both browsers into dist/. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Target } from '../../vite.config.ts';
import { duration, ROOT, runBin, Stop } from './shell.ts';

export const TARGETS: readonly Target[] = ['chromium', 'firefox'];

/** Folder of a build. The demo build also watches chats on this very machine and is never released. */
export function distOf(target: Target, demo: boolean, root = ROOT): string {
  return join(root, demo ? 'dist/demo' : 'dist', target);
}

/**
 * Builds one target and gives its folder. In a process of its own: two targets are then built side by side, and the
 * environment variable that names the target stays theirs. `root` is the folder of the source, with its packages.
 * Throws `Stop` with the builder's output when it fails.
 */
export async function build(target: Target, demo: boolean, root = ROOT): Promise<string> {
  const args = ['build', '--logLevel', 'warn', ...(demo ? ['--mode', 'demo'] : [])];
  const done = await runBin('vite', args, {
    cwd: root,
    env: { ...process.env, TARGET: target, NODE_ENV: 'production', NO_COLOR: '1' },
  });
  if (done.code !== 0) throw new Stop(`${done.output.trim()}\nThe ${target} build failed.`);
  return distOf(target, demo, root);
}

export async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { demo: { type: 'boolean' } },
    allowPositionals: true,
  });
  const demo = values.demo === true;
  const named = TARGETS.filter((target) => positionals.includes(target));
  const unknown = positionals.find((name) => !TARGETS.some((target) => target === name));
  if (unknown !== undefined) throw new Stop(`There is a build for chromium and for firefox, not for "${unknown}".`);
  const start = performance.now();
  const folders = await Promise.all((named.length > 0 ? named : TARGETS).map((target) => build(target, demo)));
  for (const folder of folders) console.log(folder);
  console.log(`Built in ${duration(performance.now() - start)}.`);
  return 0;
}
