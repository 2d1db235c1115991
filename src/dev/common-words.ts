/**
 * Writes rules/en/common.txt: how often words occur in ordinary chat, counted over the benign chats and the innocent
 * conversations of the corpus, and after them, without a count, further words that are frequent in English at large. The engine never repairs a word that stands there, and tries the rarest class of a rule first.
 * Run: node src/dev/run.mjs common-words
 *
 * `node src/dev/run.mjs common-words es` adds to rules/es/common.txt the words of its own innocent lines and chats; what
 * stands there stays.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { splitWords } from '../engine/words.ts';
import { readLabelled } from './corpus-file.ts';
import { installVectors, readVectors } from './train/glove.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Fewer occurrences than this are as likely a misspelling as a word. */
const MIN_COUNT = 6;
/** How many of the most frequent words of the public word vectors are ordinary words beyond doubt. */
const FURTHER = 18_000;

/** Words of the other languages that would be taken for words of secrets, streets or numbers, written wrong or together. */
const FOREIGN =
  'passare passate passati passando passera passatemi passerais passten passas passos passares passam passamos minutos temas quizas lecker streit schrank psychologin roda mete poings pointu paysage digita zoomare codesto printar printei'.split(
    ' ',
  );

/** In another language: words that stand in two lines at least. */
const MIN_LINES = 2;

/** Adds the words of a language's innocent lines and chats to its list, most frequent first, below what stands there. */
function addWords(lang: string): void {
  const counts = new Map<string, number>();
  for (const name of [`${lang}.jsonl`, `lines-${lang}.jsonl`]) {
    const file = `${root}tests/corpus/tune/${name}`;
    for (const row of existsSync(file) ? readLabelled(file) : []) {
      if (row.kind === 'line' ? row.line.near === undefined : row.conversation.label === 'alert') continue;
      for (const { text } of row.kind === 'line' ? [row.line] : row.conversation.messages)
        for (const word of new Set(splitWords(text).words.map((found) => found.text)))
          if (/^\p{L}{2,20}$/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const path = `${root}rules/${lang}/common.txt`;
  const before = existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : [];
  const known = new Set(before.map((line) => line.split(' ')[0]));
  const added = [...counts]
    .filter(([word, count]) => count >= MIN_LINES && !known.has(word))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  writeFileSync(path, `${[...before, ...added.map(([word, count]) => `${word} ${count}`)].join('\n')}\n`);
  process.stderr.write(`${added.length} words added to rules/${lang}/common.txt\n`);
}

/** Counts, and writes the file. */
export function main(args: readonly string[] = []): void {
  const [lang] = args;
  if (lang !== undefined) addWords(lang);
  else countEnglish();
}

function countEnglish(): void {
  const counts = new Map<string, number>();
  const count = (text: string) => {
    for (const { text: word } of splitWords(text).words)
      if (/^[a-z]{1,20}$/.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  };
  for (const folder of ['benign', 'tune']) {
    const directory = `${root}tests/corpus/${folder}/`;
    for (const file of readdirSync(directory)) {
      if (!file.endsWith('.jsonl') || /^(lines-)?(ar|de|es|fr|it|pt)\.jsonl$/.test(file)) continue;
      for (const row of readLabelled(directory + file))
        if (row.kind === 'conversation' && row.conversation.label !== 'alert')
          for (const { text } of row.conversation.messages) count(text);
    }
  }
  /** A rare word one letter from a word that is a hundred times as common is that word, misspelt. */
  const frequent = [...counts].filter(([, n]) => n >= 300).map(([word]) => word);
  const byCut = new Map<string, string>();
  for (const word of frequent)
    if (word.length >= 5) for (let i = 0; i < word.length; i++) byCut.set(word.slice(0, i) + word.slice(i + 1), word);
  const isMisspelt = (word: string, n: number) => {
    if (word.length < 4 || n > 30) return false;
    if (byCut.has(word)) return (counts.get(byCut.get(word) ?? '') ?? 0) > 100 * n;
    return /(.)\1\1/.test(word);
  };
  const kept = [...counts]
    .filter(([word, n]) => n >= MIN_COUNT && !isMisspelt(word, n))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const known = new Set(kept.map(([word]) => word));
  const vectors = readVectors(installVectors(`${root}src/dev/train`), FURTHER, new Set());
  const further = [...vectors.keys()].filter((word) => word.length >= 4 && /[aeiouy]/.test(word) && !known.has(word));
  const lines = [
    ...kept.map(([word, n]) => `${word} ${n}`),
    ...further,
    ...FOREIGN.filter((word) => !known.has(word) && !further.includes(word)),
  ];
  writeFileSync(`${root}rules/en/common.txt`, `${lines.join('\n')}\n`);
  process.stderr.write(`${lines.length} words\n`);
}
