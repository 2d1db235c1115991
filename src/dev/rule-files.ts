import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { parsePack, type RulePack } from '../engine/pack.ts';

const RULES = fileURLToPath(new URL('../../rules/', import.meta.url));

/** Names of the files of a folder of rules, `replies/refuses.yaml`, in the order of the alphabet. */
export function namesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.(?:yaml|txt)$/.test(name))
    .sort();
}

/** The files of a folder of rules by their names: YAML as what it says, texts as they are. */
export function filesIn(folder: string): Record<string, unknown> {
  const read = (name: string): unknown => {
    const text = readFileSync(join(folder, name), 'utf8');
    return name.endsWith('.yaml') ? parse(text) : text;
  };
  return Object.fromEntries(namesIn(folder).map((name) => [name, read(name)]));
}

/** Paths below rules/<lang>/ → parsed content, with the examples and explanations that do not ship. */
export const ruleFiles = (lang: string): Record<string, unknown> => filesIn(`${RULES}${lang}`);

/** Whether this may be the code of a language, and so the name of its folder under rules/: two letters, or three. */
export const isLanguageCode = (text: string): boolean => /^[a-z]{2,3}$/.test(text);

/** Codes of the languages that have a folder with words, in the order of the alphabet. */
export function ruleLanguages(): string[] {
  return readdirSync(RULES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(`${RULES}${entry.name}/words.yaml`))
    .map((entry) => entry.name)
    .sort();
}

/** The pack of a language as its writers see it. @throws Error that names the file and what is wrong in it */
export function packWithExamples(lang: string, folder = `${RULES}${lang}`): RulePack {
  return parsePack(lang, filesIn(folder), parse(readFileSync(join(folder, '../weights.yaml'), 'utf8')));
}
