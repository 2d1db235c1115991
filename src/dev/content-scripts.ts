/**
 * The scripts that run in pages. Sites that share a host share one script, which holds nothing of any other site. On any
 * other page on which the parent switched Nightlight on, a small one waits until a chat may stand there, and the reader of
 * such pages is started then. Each is one file without imports: a script that loads parts needs web-accessible resources,
 * by which a page could tell that the extension is there.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import type { Adapter } from '../sites/adapter.ts';
import { packageOf } from './release/licences.ts';
import { ROOT } from './shell.ts';
import { exportOf } from './site-name.ts';
import { asciiOutput } from './vite/ascii.ts';

/** Where the scripts stand in the extension; src/background/pages.ts names the shared ones itself. */
const FOLDER = 'content';
const ANY = `${FOLDER}/any.js`;

export interface ContentScript {
  /** Path in the extension. */
  readonly file: string;
  readonly sites: readonly Adapter[];
  /** Origins of the sites' hosts. The whole origin: an app changes its path without a load. */
  readonly matches: readonly string[];
  readonly allFrames: boolean;
}

/** One script for each group of sites that share a host. Throws on a host that is no match pattern. */
export function scriptsOf(sites: readonly Adapter[]): ContentScript[] {
  const groups: Adapter[][] = [];
  for (const site of sites.filter(({ hosts }) => hosts.length > 0)) {
    const shared = groups.filter((group) => group.some((other) => overlap(site, other)));
    for (const group of shared) groups.splice(groups.indexOf(group), 1);
    groups.push([...shared.flat(), site]);
  }
  return groups.map((group) => ({
    file: `${FOLDER}/${group[0]?.id}.js`,
    sites: group,
    matches: [...new Set(group.flatMap(({ hosts }) => hosts.map(originOf)))].sort(),
    allFrames: group.some(({ allFrames }) => allFrames === true),
  }));
}

/** `https://chat.example.org/app/*` → `https://chat.example.org/*` */
function originOf(pattern: string): string {
  const found = /^(https:\/\/(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+)\//.exec(pattern)?.[1];
  if (found === undefined) throw new Error(`"${pattern}" is no match pattern of https with a host and a path`);
  return `${found}/*`;
}

function overlap(one: Adapter, other: Adapter): boolean {
  const names = (site: Adapter) => site.hosts.map((pattern) => originOf(pattern).slice('https://'.length, -2));
  const within = (name: string, pattern: string) =>
    name === pattern || (pattern.startsWith('*.') && `.${name.replace(/^\*\./, '')}`.endsWith(pattern.slice(1)));
  return names(one).some((a) => names(other).some((b) => within(a, b) || within(b, a)));
}

/** The source of the script that reads pages of these sites; `generic`: and those of none. */
function readerOf(sites: readonly Adapter[], generic: boolean): string {
  const names = sites.map(({ id }) => exportOf(id));
  return [
    `import { begin } from '/src/content/begin.ts';`,
    ...sites.map(({ id }, index) => `import { ${names[index]} } from '/src/sites/${id}.ts';`),
    generic ? `import { generic } from '/src/sites/generic.ts'; import { seek } from '/src/content/seek.ts';` : '',
    `begin([${names.join(', ')}]${generic ? ', { adapter: generic, seek }' : ''});`,
  ].join('\n');
}

/** The source of the script that waits for a chat, or for the mark of one of these sites. */
function scoutOf(sites: readonly Adapter[]): string {
  const marks = sites.flatMap(({ mark }) => mark?.split(', ') ?? []);
  return `import { scout } from '/src/content/scout.ts';\nscout(document, ${JSON.stringify(marks)});`;
}

/** Builds one script; gives its code and the files it is made of. */
async function bundle(name: string, source: string, minify: boolean): Promise<{ code: string; files: string[] }> {
  const id = `\0script:${name}`;
  const output = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    publicDir: false,
    plugins: [
      asciiOutput(),
      {
        name: 'script-source',
        resolveId: (wanted) => (wanted === id ? id : wanted.startsWith('/src/') ? join(ROOT, wanted) : null),
        load: (wanted) => (wanted === id ? source : null),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      minify,
      modulePreload: false,
      rolldownOptions: { input: id, output: { format: 'iife', codeSplitting: false } },
    },
  });
  const [chunk] = [output].flat().flatMap((each) => ('output' in each ? each.output : []));
  if (chunk?.type !== 'chunk') throw new Error(`no script came of ${name}`);
  const files = chunk.moduleIds.filter((file) => !file.startsWith('\0'));
  // Small they must be, and their files are not among those whose licences go along.
  const foreign = files.find((file) => packageOf(file) !== null);
  if (foreign !== undefined)
    throw new Error(`${name} holds ${foreign}: a script of a page is made of our own files alone`);
  return { code: chunk.code, files };
}

export interface ScriptsOptions {
  readonly sites: readonly Adapter[];
  /** Match patterns whose pages may be of any site, whatever its hosts, or of none: for demos and tests only. */
  readonly everywhere: readonly string[];
}

/** Adds the scripts to the extension, and those of known hosts to its manifest. */
export function contentScripts({ sites, everywhere }: ScriptsOptions): Plugin {
  const scripts = scriptsOf(sites);
  let folder = '';
  let minify = true;
  return {
    name: 'content-scripts',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
      minify = config.build.minify !== false;
    },
    async buildStart() {
      const unhosted = everywhere.length > 0 ? sites : sites.filter(({ selfHosted }) => selfHosted);
      const sources: [string, string][] = [
        ...scripts.map(({ file, sites: own }): [string, string] => [file, readerOf(own, false)]),
        [ANY, scoutOf(unhosted)],
        [`${FOLDER}/reader.js`, readerOf(unhosted, true)],
        [`${FOLDER}/structure.js`, `import '/src/content/structure-script.ts';`],
        [`${FOLDER}/voice.js`, `import '/src/content/voice.iife.ts';`],
      ];
      for (const [file, source] of sources) {
        const { code, files } = await bundle(file, source, minify);
        for (const part of files) this.addWatchFile(part);
        this.emitFile({ type: 'asset', fileName: file, source: code });
      }
    },
    writeBundle() {
      const path = join(folder, 'manifest.json');
      const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
      const entry = (file: string, matches: readonly string[], allFrames: boolean) => ({
        js: [file],
        matches,
        run_at: 'document_idle',
        ...(allFrames ? { all_frames: true } : {}),
      });
      manifest.content_scripts = [
        ...scripts.map(({ file, matches, allFrames }) => entry(file, matches, allFrames)),
        ...(everywhere.length > 0 ? [entry(ANY, everywhere, true)] : []),
      ];
      writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
    },
  };
}
