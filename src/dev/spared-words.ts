/**
 * `npm run spared-words`: writes `spared.txt` of each language: the words that its gloss knows and that the repair of spelling would
 * turn into others (`stanco`, tired → `stanno`, they are). What stands there is never repaired. Run it after a change of a gloss.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allLanguages } from '../catalog.ts';
import { compilePack } from '../engine/compile.ts';
import { parseGloss } from '../engine/gloss.ts';
import type { RulePack } from '../engine/pack.ts';
import { repairWord } from '../engine/repair.ts';
import { splitWords } from '../engine/words.ts';
import { ruleLanguages } from './rule-files.ts';
import { ROOT } from './shell.ts';

/** Words of English that alone make no meaning. */
const SMALL = new Set(
  'a an the i im you youre he she it its we they me him her them my your his to of in on at for with and or that is are was do dont did not no have has will ill be'.split(
    ' ',
  ),
);

/** Letters at the beginning that make two English words forms of one: `tried` and `tries`. */
const STEM = 4;
const alike = (word: string, others: readonly string[]): boolean =>
  others.some((other) => other === word || (word.length >= STEM && other.slice(0, STEM) === word.slice(0, STEM)));

/** Words of the gloss of a pack, phrases' words too, that are read as words of another meaning; none without a gloss. */
export function spoiledWords(pack: RulePack): string[] {
  if (pack.gloss === null) return [];
  const { vocabulary, lexicon } = compilePack(pack);
  const { forms, meaning } = parseGloss(`rules/${pack.lang}/gloss.txt`, String(pack.gloss), vocabulary.writing);
  const repair = (word: string): readonly string[] | null => {
    const entry = lexicon.get(word);
    return entry?.known || (entry?.reading ?? null) !== null ? null : repairWord(word, vocabulary);
  };
  const meant = (words: readonly string[]): readonly string[] =>
    meaning(words.join('_')) ?? words.flatMap((word) => meaning(word) ?? [word]);
  // `try` for `tried` is no harm, and room for words is dear
  const akin = (words: readonly string[], others: readonly string[]): boolean => {
    const [mine, theirs] = [meant(words), meant(others)];
    return mine.join(' ') === theirs.join(' ') || mine.some((word) => !SMALL.has(word) && alike(word, theirs));
  };
  const spoiled = new Set<string>();
  for (let number = 0; number < forms.size; number++) {
    const form = forms.word(number);
    const words = form.split('_');
    const repaired = words.map(repair);
    if (repaired.every((parts) => parts === null)) continue;
    const read = words.flatMap((word, k) => repaired[k] ?? [word]);
    if (akin(words, read)) continue;
    words.forEach((word, k) => {
      const parts = repaired[k];
      // in a phrase: a slip of a word is one, whatever the phrase means
      if (parts && (words.length === 1 || !akin([word], parts))) spoiled.add(word);
    });
  }
  // letters that were folded once are folded again when the file is read: what becomes another word by that can't be spared
  const stands = (word: string) => splitWords(word, vocabulary.writing).words.every(({ text }) => text === word);
  return [...spoiled].filter(stands).sort();
}

/** A word that is spared may be what another one is turned into: looked for again until there is none, at most so often. */
const ROUNDS = 5;

export function main(): number {
  const languages = allLanguages();
  for (const lang of ruleLanguages()) {
    const pack = languages.load(lang);
    if (pack.gloss === null) continue;
    const common = readFileSync(join(ROOT, `rules/${lang}/common.txt`), 'utf8');
    const spared = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      const more = spoiledWords({ ...pack, common: [common, ...spared].join('\n') });
      if (more.length === 0) break;
      for (const word of more) spared.add(word);
    }
    writeFileSync(join(ROOT, `rules/${lang}/spared.txt`), `${[...spared].sort().join('\n')}\n`);
    process.stdout.write(`rules/${lang}/spared.txt: ${spared.size} words\n`);
  }
  return 0;
}
