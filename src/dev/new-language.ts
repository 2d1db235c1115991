/** `npm run new:language -- CODE`: makes the folder of a language under rules/, to be filled in. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLanguageCode } from './rule-files.ts';
import { ROOT, Stop } from './shell.ts';

const schema = (name: string) => `# yaml-language-server: $schema=../schema/${name}.schema.json\n`;

/** What a folder starts from: every table that a language may have, with one line each. */
const FILES: Readonly<Record<string, string>> = {
  'telling.yaml': `${schema('telling')}# What tells that a text is in this language: 60 to 300 words that are common in it and rare in others, as chats write them.
words: []
# Signs that few other languages write, and the script when it is not Latin.
signs: ""
`,
  'language.yaml': `${schema('language')}# How the language is written in chats. Accents are stripped everywhere.
# Text-speak and contractions: written form: how it is read
spoken: {}
# Emoji that stand for a word
emoji: {}
# Forms that \`word+\` in words.yaml stands for: drop>add at the end, drop<add at the beginning
endings: []
# Letters that a sign or digit may stand for inside a word
leet: { "0": [o], "1": [i, l], "3": [e], "4": [a], "5": [s], "7": [t], "@": [a], $: [s] }
# Letters that are read as others, small words written together with the next or the one before, letters between the parts
# of compounds: see rules/README.md
# letters: {}
# prefixes: {}
# clitics: {}
# compounds: []
`,
  'words.yaml': `${schema('words')}# Word classes: what rules call {secret}, {parent}, {send}. \`word+\` stands for its forms too.
{}
`,
  'frames.yaml': `${schema('frames')}# What a sentence can do around a match: advice, a report of what another said, a jest.
{}
`,
  'common.txt': '',
};

/** @returns exit code */
export function main(args: readonly string[]): number {
  const [lang = ''] = args;
  if (!isLanguageCode(lang))
    throw new Stop('usage: npm run new:language -- CODE    for example: npm run new:language -- nl');
  const folder = join(ROOT, 'rules', lang);
  mkdirSync(folder, { recursive: true });
  const made = Object.entries(FILES).filter(([name]) => !existsSync(join(folder, name)));
  for (const [name, text] of made) writeFileSync(join(folder, name), text);
  process.stderr.write(
    made.length === 0
      ? `rules/${lang} has all its files.\n`
      : `Made rules/${lang}/ with ${made.map(([name]) => name).join(', ')}. Next: npm run new:rule -- ${lang}/credential-request password-asked\n`,
  );
  return 0;
}
