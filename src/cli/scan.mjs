/**
 * `npm run --silent scan -- …`: makes `dist/cli/scan.mjs` when sources are newer than it, and runs it in this process.
 *
 * Plain JavaScript, and Vite only when there is something to build: a scan that is started thousands of times by another
 * program must start at once. Several processes may build at the same time: each puts its own whole file into place.
 */
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const BUNDLE = join(ROOT, 'dist/cli/scan.mjs');
/** What the bundle is made of. */
const SOURCES = [
  'src/cli',
  'src/engine',
  'src/catalog.ts',
  'rules',
  'vite.cli.config.ts',
  'src/dev/vite',
  'src/dev/release/licences.ts',
  'package-lock.json',
];

/** Time (ms) of the newest file at or below a path. */
function newest(path) {
  const facts = statSync(path);
  if (!facts.isDirectory()) return facts.mtimeMs;
  // A folder's own time tells of files that were taken away.
  return readdirSync(path).reduce((time, name) => Math.max(time, newest(join(path, name))), facts.mtimeMs);
}

function isFresh() {
  const built = statSync(BUNDLE, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return SOURCES.every((source) => newest(join(ROOT, source)) < built);
}

/** Builds the bundle unless it is there and new. Gives its path. Nothing is written to standard output. */
export async function ensureBundle() {
  if (isFresh()) return BUNDLE;
  const { build } = await import('vite');
  const folder = join(ROOT, `dist/.cli-${process.pid}`);
  try {
    await build({
      root: ROOT,
      configFile: join(ROOT, 'vite.cli.config.ts'),
      logLevel: 'error',
      build: { outDir: folder },
    });
    mkdirSync(dirname(BUNDLE), { recursive: true });
    renameSync(join(folder, 'scan.mjs'), BUNDLE);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return BUNDLE;
}

/** Runs `scan` with its arguments; resolves with the exit code. */
export async function main(args) {
  // npm runs scripts in the project's folder; the names of files are meant where the person stands.
  const { INIT_CWD, npm_lifecycle_event: script } = process.env;
  if (script === 'scan' && INIT_CWD) process.chdir(INIT_CWD);
  const { main: scan } = await import(pathToFileURL(await ensureBundle()).href);
  return scan(args);
}
