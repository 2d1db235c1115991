/** The licences of what a build holds of others: their terms ask for the texts to go along with every copy. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import own from '../../../package.json' with { type: 'json' };

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  homepage: z.optional(z.string()),
  dependencies: z.optional(z.record(z.string(), z.string())),
});

export interface Licensed {
  readonly name: string;
  readonly version: string;
  /** SPDX, as the package names it. */
  readonly licence: string;
  readonly text: string;
}

/** Data of somebody else that a package holds without saying so in its licence. */
const DATA: Readonly<Record<string, { readonly title: string; readonly file: string }>> = {
  unhomoglyph: { title: 'confusables.txt of Unicode 13, in unhomoglyph', file: 'unicode.txt' },
};

const MODULES = '/node_modules/';
const TEXT = /^licen[cs]e(?:\.(?:txt|md))?$/i;

/** The folder of the package that a file belongs to; null for one of ours. */
export function packageOf(file: string): string | null {
  const path = (file.split('?')[0] ?? file).replaceAll('\\', '/').replaceAll('\0', '');
  const at = path.lastIndexOf(MODULES);
  if (at < 0) return null;
  const [scope = '', name = ''] = path.slice(at + MODULES.length).split('/');
  return path.slice(0, at + MODULES.length) + (scope.startsWith('@') ? `${scope}/${name}` : scope);
}

/** Where a package that another one needs is installed. Throws when it is not. */
function folderOf(name: string, from: string): string {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const found = join(basename(folder) === 'node_modules' ? folder : join(folder, 'node_modules'), name);
    if (existsSync(join(found, 'package.json'))) return found;
  }
  throw new Error(`${from} needs ${name}, which is not installed`);
}

/**
 * What the packages of these files, and all that they need in turn, are licensed under; sorted by name. What they need
 * counts since some packages hold it inside a file that was built before. Throws for a package without a licence text.
 */
export function licensesIn(files: Iterable<string>): Licensed[] {
  const found = new Map<string, Licensed>();
  const waiting = [...new Set([...files].flatMap((file) => packageOf(file) ?? []))];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (found.has(folder)) continue;
    const {
      name,
      version,
      license,
      dependencies = {},
    } = packageSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
    const file = readdirSync(folder).find((each) => TEXT.test(each));
    if (file === undefined) throw new Error(`${name} ${version} comes without a text of its licence`);
    found.set(folder, { name, version, licence: license, text: readFileSync(join(folder, file), 'utf8') });
    for (const needed of Object.keys(dependencies)) waiting.push(folderOf(needed, folder));
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

const tidy = (text: string) =>
  text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .trim();
const RULE = '-'.repeat(80);

/** The file that goes along with a build made of these files: the same text for the same packages, wherever it is built. */
export function licencesText(
  files: Iterable<string>,
  data = fileURLToPath(new URL('licences/', import.meta.url)),
): string {
  const packages = licensesIn(files);
  const parts = packages.map(({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${tidy(text)}`);
  for (const { name } of packages) {
    const more = DATA[name];
    if (more !== undefined) parts.push(`${more.title}\n\n${tidy(readFileSync(join(data, more.file), 'utf8'))}`);
  }
  const head = `Nightlight ${own.version} is licensed under the ${own.license}: https://mozilla.org/MPL/2.0/
Its source goes along with each release, in the archive whose name ends with "source.zip".

It holds the work of others, under these licences:
${packages.map(({ name, version, licence }) => `  ${name} ${version}: ${licence}`).join('\n')}`;
  return `${[head, ...parts].join(`\n\n${RULE}\n\n`)}\n`;
}
