import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LabelledConversation, LabelledLine } from '../../cli/corpus.ts';
import { readLabelled } from '../corpus-file.ts';

/**
 * What a corpus is for: `tune` may be read, `check` is for figures only, `unread` was written since the newest training,
 * `plain` holds chats in which one line is enough, of which none was learnt from, and `benign` must stay silent.
 */
export const PARTS = ['check', 'tune', 'unread', 'plain', 'benign'] as const;
export type Part = (typeof PARTS)[number];

/** One file of the corpora. */
export interface Corpus {
  readonly part: Part;
  /** File name without its ending. */
  readonly name: string;
  readonly conversations: readonly LabelledConversation[];
  /** Single lines instead of conversations. */
  readonly lines: readonly LabelledLine[];
}

/**
 * Loads the corpora below a folder with a folder for each part.
 * @param filters only files whose `part/name` holds one of these; none: all
 * @throws Error that names file and line of what can't be read
 */
export function loadCorpora(folder: string, filters: readonly string[] = []): Corpus[] {
  return PARTS.flatMap((part) =>
    readdirSync(join(folder, part))
      .filter((file) => file.endsWith('.jsonl'))
      .map((file) => ({ file, name: file.replace(/\.jsonl$/u, '') }))
      .filter(({ name }) => filters.length === 0 || filters.some((filter) => `${part}/${name}`.includes(filter)))
      .sort((a, b) => a.name.localeCompare(b.name, 'en'))
      .map(({ file, name }) => loadCorpus(join(folder, part, file), part, name)),
  );
}

function loadCorpus(path: string, part: Part, name: string): Corpus {
  const conversations: LabelledConversation[] = [];
  const lines: LabelledLine[] = [];
  for (const row of readLabelled(path)) {
    if (row.kind === 'line') lines.push(row.line);
    else conversations.push(row.conversation);
  }
  return { part, name, conversations, lines };
}

/** Is it a corpus in English? The others are measured when their language has rules. */
export function isEnglish({ part, name }: Corpus): boolean {
  return part === 'benign' || /^en(?:-|$)|^lines-[a-d]$/u.test(name);
}

/** The language of a file of chats: `es-o` and `es` are Spanish. */
export const languageOf = (corpus: Corpus): string =>
  isEnglish(corpus) ? 'en' : (corpus.name.split('-')[0] as string);

/** The tag of a note: «story: TAG; why: …»; null when there is none. */
export function storyOf(note: string | undefined): string | null {
  return /^story:\s*([^;]+);/u.exec(note ?? '')?.[1]?.trim() ?? null;
}
