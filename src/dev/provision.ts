/**
 * What the demo and the end-to-end tests need besides npm's packages: browsers and chat servers from Debian, and the
 * chat apps of tests/e2e/apps. As root on Debian what is missing is installed; otherwise one line says what to install.
 * Nothing is ever skipped: what cannot be had is a `Stop`.
 */
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, delimiter, isAbsolute, join } from 'node:path';
import { fileHash, ROOT, run, Stop } from './shell.ts';

interface Program {
  /** Debian's package, or several. */
  readonly apt: string;
  /** Names on the path; a path of its own for what is no program but files. */
  readonly names: readonly string[];
  /** Environment variable with a path of the person's own. */
  readonly variable: string;
  readonly title: string;
}

/**
 * Branded Google Chrome is not among the names: since 2025 it ignores `--load-extension`.
 * Servers of Debian live in /usr/sbin, which is not on the path of an ordinary user.
 */
const PROGRAMS = {
  chromium: { apt: 'chromium', names: ['chromium', 'chromium-browser'], variable: 'CHROMIUM', title: 'Chromium' },
  firefox: { apt: 'firefox-esr', names: ['firefox-esr', 'firefox'], variable: 'FIREFOX', title: 'Firefox' },
  dovecot: { apt: 'dovecot-imapd', names: ['dovecot'], variable: 'DOVECOT', title: 'the mail server Dovecot' },
  ngircd: { apt: 'ngircd', names: ['ngircd'], variable: 'NGIRCD', title: 'the IRC server ngIRCd' },
  parallel: { apt: 'parallel', names: ['parallel'], variable: 'PARALLEL', title: 'GNU parallel' },
  php: { apt: 'php-cli', names: ['php'], variable: 'PHP', title: 'PHP' },
  prosody: { apt: 'prosody', names: ['prosody'], variable: 'PROSODY', title: 'the XMPP server Prosody' },
  roundcube: {
    apt: 'roundcube-core roundcube-sqlite3',
    names: ['/usr/share/roundcube/index.php'],
    variable: 'ROUNDCUBE',
    title: 'the webmail Roundcube',
  },
} as const satisfies Record<string, Program>;

export type ProgramId = keyof typeof PROGRAMS;
export type Part = ProgramId | 'apps';

/** Everything that the tests need. */
export const PARTS: readonly Part[] = [...(Object.keys(PROGRAMS) as ProgramId[]), 'apps'];

/** Folder of the chat apps' own package. */
export const APPS: string = join(ROOT, 'tests/e2e/apps');

function executable(path: string): boolean {
  try {
    accessSync(path, path.endsWith('.php') ? constants.R_OK : constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Path of a program, or null when this machine has none. Throws `Stop` when the person's own path leads nowhere. */
export function find(id: ProgramId): string | null {
  const { names, variable, title } = PROGRAMS[id];
  const own = process.env[variable];
  if (own !== undefined && own !== '') {
    if (executable(own)) return own;
    throw new Stop(`${variable}=${own} is no program that can be run: point it at ${title} or unset it.`);
  }
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/sbin'].filter(
    (folder) => folder !== '',
  );
  for (const name of names) {
    if (isAbsolute(name)) {
      if (executable(name)) return name;
      continue;
    }
    for (const folder of folders) if (executable(join(folder, name))) return join(folder, name);
  }
  return null;
}

/** Path of a program that `provide` has seen to. Throws `Stop` with what to install when it is not there. */
export function need(id: ProgramId): string {
  const path = find(id);
  if (path === null) throw new Stop(missing([id]));
  return path;
}

function missing(ids: readonly ProgramId[]): string {
  const titles = ids.map((id) => PROGRAMS[id].title).join(', ');
  const packages = ids.map((id) => PROGRAMS[id].apt).join(' ');
  const variables = ids.map((id) => `${PROGRAMS[id].variable}=/path/to/${basename(PROGRAMS[id].names[0])}`).join(' ');
  return `Not found: ${titles}. Install with "sudo apt-get install ${packages}", or set ${variables}.`;
}

async function apt(ids: readonly ProgramId[], say: (line: string) => void): Promise<void> {
  const packages = ids.flatMap((id) => PROGRAMS[id].apt.split(' '));
  say(`Installing from Debian: ${packages.join(' ')} …`);
  // RUNLEVEL=1 keeps the packages' own services from being started: the tests start their servers themselves.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  const update = await run('apt-get', [...wait, 'update'], { env });
  const install = await run('apt-get', [...wait, 'install', '-y', '--no-install-recommends', ...packages], { env });
  const still = ids.filter((id) => find(id) === null);
  if (install.code === 0 && still.length === 0) return;
  const log = `${update.output}\n${install.output}`.trim().split('\n').slice(-15).join('\n');
  const names = (still.length > 0 ? still : ids).map((id) => PROGRAMS[id].apt).join(' ');
  throw new Stop(`${log}\nCould not be installed from Debian: ${names}. The lines above say why.`);
}

async function installApps(say: (line: string) => void): Promise<void> {
  const stamp = join(APPS, 'node_modules/.nightlight');
  const hash = fileHash(join(APPS, 'package-lock.json'));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  say('Installing the chat apps of tests/e2e/apps (350 MB, once) …');
  // The Lounge asks for Node 22, which comes as one of the packages; npm itself may run on Node 20.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--engine-strict=false'];
  const done = await run('npm', args, { cwd: APPS });
  if (done.code !== 0) throw new Stop(`${done.output.trim()}\nThe chat apps of tests/e2e/apps could not be installed.`);
  writeFileSync(stamp, hash);
}

/** Sees to it that the parts are there, or throws a `Stop` that names what is not. `say` hears what takes long. */
export async function provide(parts: readonly Part[], say: (line: string) => void): Promise<void> {
  const absent = parts.filter((part): part is ProgramId => part !== 'apps' && find(part) === null);
  if (absent.length > 0) {
    const root = process.getuid?.() === 0;
    if (!root || !executable('/usr/bin/apt-get')) throw new Stop(missing(absent));
    await apt(absent, say);
  }
  if (parts.includes('apps')) await installApps(say);
}
