/** Reads the corpora with the engine's own eyes: the words that the network learns are those that it will be given. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Labelled, LabelledConversation } from '../../cli/corpus.ts';
import type { CompiledPack } from '../../engine/compile.ts';
import { makeGlossary, parseGloss } from '../../engine/gloss.ts';
import { read } from '../../engine/reading.ts';
import { SIGNALS } from '../../engine/signal.ts';
import { readLabelled } from '../corpus-file.ts';
import { Stop } from '../shell.ts';
import { bitsOf, type ReadMessage, type Sample } from './samples.ts';

/** Longest part of a message that is learnt from, in words. */
const MAX_WORDS = 60;

/** The words of a text as the engine hands them to the second opinion; never empty. */
export function wordsOf(text: string, pack: CompiledPack): readonly string[] {
  const words = read(text, pack)
    .words.slice(0, MAX_WORDS)
    .map((word) => word.text);
  return words.length === 0 ? [''] : words;
}

/** How the texts of a file are read. */
type ReadText = (text: string) => { readonly words: readonly string[]; readonly text: string };

/** Files of a language other than English: `es.jsonl`, `es-b.jsonl`, `lines-es.jsonl`. */
const OTHER = /^(?:lines-)?([a-z]{2})(?:-[a-z]+)?\.jsonl$/;

/** Reads the English files of a corpus folder (`tune`, `own`, `check`, `benign`). */
export function readCorpora(folder: string, pack: CompiledPack): Sample[] {
  const prefix = folder.endsWith('benign') ? 'benign/' : folder.endsWith('own') ? 'own/' : '';
  const english = (file: string) =>
    (/^(en(-\w+)?|lines-[a-z\d]+)$/.test(file) && (OTHER.exec(`${file}.jsonl`)?.[1] ?? 'en') === 'en') ||
    BENIGN.has(file);
  return readFiles(folder, (file) =>
    english(file) ? { source: prefix + file, read: (text) => ({ words: wordsOf(text, pack), text }) } : null,
  );
}

const BENIGN = new Set(['sms', 'small-talk', 'irc', 'support', 'orders']);

/**
 * Reads the files of the other languages in corpus folders, glossed in English as the engine gives them to the second opinion.
 * @param packOf the pack of a language; null for one without a gloss
 * @param without files whose name, as `tune/es`, holds one of these are left out
 * @throws Stop that names one that no file's name holds
 */
export function readOthers(
  folders: readonly string[],
  packOf: (lang: string) => (CompiledPack & { gloss: string }) | null,
  without: readonly string[] = [],
): Sample[] {
  const readers = new Map<string, ReadText | null>();
  const readerOf = (lang: string): ReadText | null => {
    const known = readers.get(lang);
    if (known !== undefined) return known;
    const pack = packOf(lang);
    const glossary =
      pack && makeGlossary(parseGloss(`rules/${lang}/gloss.txt`, pack.gloss, pack.vocabulary.writing), pack.vocabulary);
    const reader: ReadText | null =
      pack &&
      glossary &&
      ((text) => {
        const { words } = glossary(wordsOf(text, pack));
        return { words: words.length === 0 ? [''] : words, text: words.join(' ') };
      });
    readers.set(lang, reader);
    return reader;
  };
  const left = new Set<string>();
  const samples = folders.flatMap((folder) =>
    readFiles(folder, (file) => {
      const lang = OTHER.exec(`${file}.jsonl`)?.[1];
      const read = lang === undefined || lang === 'en' ? null : readerOf(lang);
      if (read === null) return null;
      const names = without.filter((name) => `${basename(folder)}/${file}`.includes(name));
      for (const name of names) left.add(name);
      return names.length > 0 ? null : { source: `other/${lang}`, read };
    }),
  );
  const unknown = without.find((name) => !left.has(name));
  if (unknown !== undefined) throw new Stop(`no corpus of another language is called like ${unknown}`);
  return samples;
}

function readFiles(
  folder: string,
  how: (file: string) => { readonly source: string; readonly read: ReadText } | null,
): Sample[] {
  if (!existsSync(folder)) throw new Error(`${folder} is missing: the corpora of tests/corpus are needed`);
  const samples: Sample[] = [];
  for (const name of readdirSync(folder).sort()) {
    const wanted = name.endsWith('.jsonl') ? how(name.replace('.jsonl', '')) : null;
    if (wanted === null) continue;
    for (const row of readLabelled(join(folder, name))) samples.push(toSample(row, wanted.source, wanted.read));
  }
  return samples;
}

/** Chats of which an alarm would hurt most: they must never alert, and are few. */
const NEVER = /^story: (identity|grief|health|faith)\b/;
const NEVER_WEIGHT = 5;
/**
 * A chat of one or two messages shows what a single line says by itself. There are few, beside thousands of single lines and texts
 * that ask for no concern. Twice the weight in English cost `check` two chats of a hundred; half of it in the glossed ones found
 * fewer plain lines for the same price (`npm run eval -- check/en plain`).
 */
const SHORTEST = 2;
const SHORT_WEIGHT = { english: 2, glossed: 4 };

function weightOf({ label, note = '', messages }: LabelledConversation, read: keyof typeof SHORT_WEIGHT): number {
  if (label === 'none' && NEVER.test(note)) return NEVER_WEIGHT;
  return messages.length <= SHORTEST ? SHORT_WEIGHT[read] : 1;
}

function toSample(row: Labelled, source: string, read: ReadText): Sample {
  if (row.kind === 'line') {
    const { id, text, signals } = row.line;
    const message: ReadMessage = { ...read(text), side: 1, carries: bitsOf(signals), found: 0 };
    const label = signals.length > 0 ? 'line' : 'near';
    return { id, source, alertBy: null, note: '', weight: 1, label, messages: [message] };
  }
  const { id, label, alertBy = null, note = '', signals = {}, messages } = row.conversation;
  return {
    id,
    source,
    alertBy,
    note,
    weight: source.startsWith('benign/')
      ? 1
      : weightOf(row.conversation, source.startsWith('other/') ? 'glossed' : 'english'),
    label,
    messages: messages.map(({ from, text }, index) => ({
      ...read(text),
      side: from === 'child' ? 0 : 1,
      carries: bitsOf(SIGNALS.filter((signal) => signals[signal]?.includes(index))),
      found: 0,
    })),
  };
}
