/**
 * `node src/dev/run.mjs VERB [arguments]`: the one way in for every script of package.json.
 *
 * Plain JavaScript without dependencies, so that it runs on a machine that has Node and nothing else: it checks Node,
 * installs the lockfile's exact packages when they are missing or other, and hands over to `main(arguments)` of
 * `src/dev/VERB.ts` (or `src/cli/VERB.mjs`). Vite runs the TypeScript: it is there anyway, and it understands
 * `import.meta.glob` and imports of YAML in the same way as the extension's build does.
 *
 * Standard output belongs to the verb alone: whatever is said here goes to standard error.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const NEEDED = [20, 19];

/** Ends with one line for the person. */
function stop(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
    stop(`Nightlight needs Node ${NEEDED.join('.')} or later; this is ${process.versions.node}.`);
  }
}

/** Is what is installed exactly what the lockfile says? Packages for other platforms may be absent. */
function installedMatches(lock) {
  const path = join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(path)) return false;
  const installed = JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
  for (const [name, wanted] of Object.entries(JSON.parse(lock).packages ?? {})) {
    if (name === '') continue;
    const found = installed[name];
    if (found === undefined ? wanted.optional !== true : found.version !== wanted.version) return false;
  }
  return true;
}

/** npm as it was called, or the one on the path: a script of npm's is run by this very Node. */
function npm(args) {
  const script = process.env.npm_execpath;
  const own = script !== undefined && basename(script).startsWith('npm') && script.endsWith('.js');
  const options = { cwd: ROOT, stdio: ['ignore', 2, 2] };
  return own ? spawnSync(process.execPath, [script, ...args], options) : spawnSync('npm', args, options);
}

function installPackages() {
  const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lock).digest('hex');
  const stamp = join(ROOT, 'node_modules/.nightlight');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  if (!installedMatches(lock)) {
    process.stderr.write('Installing the packages of package-lock.json …\n');
    const done = npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
    if (done.error) stop(`npm could not be started: ${done.error.message}`);
    if (done.status !== 0) stop('npm ci failed: the lines above say why.');
  }
  writeFileSync(stamp, hash);
}

/** The file of a verb, or null: `new-rule` → src/dev/new-rule.ts, `scan` → src/cli/scan.mjs. */
function fileOf(verb) {
  if (!/^[a-z][a-z-]*$/.test(verb)) return null;
  return (
    [`src/dev/${verb}.ts`, `src/cli/${verb}.mjs`].map((path) => join(ROOT, path)).find((path) => existsSync(path)) ??
    null
  );
}

function noVerb() {
  stop(`"${verb}" is not a verb of Nightlight: see "scripts" in package.json.`);
}

/** Beside the verbs stand files that are none: they have no `main`. */
function begin({ main }, args) {
  return typeof main === 'function' ? main(args) : noVerb();
}

async function run(file, args) {
  // A verb in plain JavaScript starts without Vite, at once.
  if (file.endsWith('.mjs')) return begin(await import(pathToFileURL(file).href), args);
  const { createRunnableDevEnvironment, resolveConfig, runnerImport } = await import('vite');
  const { NODE_ENV } = process.env;
  const { module: own } = await runnerImport(join(ROOT, 'src/dev/vite/source-plugins.ts'), { logLevel: 'error' });
  const config = await resolveConfig(
    {
      root: ROOT,
      configFile: false,
      envDir: false,
      logLevel: 'error',
      plugins: own.sourcePlugins(),
      environments: {
        node: {
          consumer: 'server',
          dev: { moduleRunnerTransform: true },
          resolve: { external: true, mainFields: [], conditions: ['node'] },
        },
      },
    },
    'serve',
  );
  // Vite says "development" to the whole process; the programs that a verb starts are to see what the person set.
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  const options = { runnerOptions: { hmr: { logger: false } }, hot: false };
  const environment = createRunnableDevEnvironment('node', config, options);
  await environment.init();
  try {
    return await begin(await environment.runner.import(file), args);
  } finally {
    await environment.close();
  }
}

checkNode();
const [verb = '', ...args] = process.argv.slice(2);
const file = fileOf(verb);
if (file === null) noVerb();
installPackages();
try {
  process.exitCode = (await run(file, args)) ?? 0;
} catch (error) {
  // A fault that the verb expected, or an option that is none, carries its whole story in one line; anything else shows where it came from.
  const expected = error instanceof Error && (error.name === 'Stop' || /^ERR_PARSE_ARGS_/.test(error.code ?? ''));
  stop(expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
}
