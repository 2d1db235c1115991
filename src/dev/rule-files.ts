import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { parsePack, type RulePack } from '../engine/index.ts';

const RULES = fileURLToPath(new URL('../../rules/', import.meta.url));

/** Paths below rules/<lang>/ → parsed content, with the examples and explanations that do not ship. */
export function ruleFiles(lang: string): Record<string, unknown> {
  const folder = `${RULES}${lang}/`;
  const files: Record<string, unknown> = {};
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = `${entry.parentPath}/${entry.name}`;
    const name = path.slice(path.indexOf(`/rules/${lang}/`) + `/rules/${lang}/`.length).replace(/^\/+/, '');
    if (name.endsWith('.yaml')) files[name] = parse(readFileSync(path, 'utf8'));
    else if (name.endsWith('.txt')) files[name] = readFileSync(path, 'utf8');
  }
  return files;
}

/** Codes of the languages that have a folder with words, in the order of the alphabet. */
export function ruleLanguages(): string[] {
  return readdirSync(RULES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(`${RULES}${entry.name}/words.yaml`))
    .map((entry) => entry.name)
    .sort();
}

/** The pack of a language as its writers see it. @throws Error that names the file and what is wrong in it */
export function packWithExamples(lang: string): RulePack {
  return parsePack(lang, ruleFiles(lang), parse(readFileSync(`${RULES}weights.yaml`, 'utf8')));
}
