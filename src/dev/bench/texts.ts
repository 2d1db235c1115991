import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { englishPack } from '../../catalog.ts';
import { parseLabelledLine } from '../../cli/corpus.ts';
import { openEngine } from '../../cli/open-engine.ts';
import { loadCorpora } from '../eval/corpora.ts';
import { judge } from '../eval/judge.ts';
import { ROOT } from '../shell.ts';

/** Messages of one set. */
const SET = 2000;
const TERMS = 500;

/** What the contestants read. */
export interface Texts {
  /** Real, harmless messages of exactly ten words. */
  readonly benign: readonly string[];
  /** Messages of five to fifteen words in which the engine finds something: they pass the prefilter. */
  readonly suspicious: readonly string[];
  /** Arabic messages of about ten words, of innocent chats that were invented. */
  readonly arabic: readonly string[];
  /** Terms of the rules' word classes, for readers that look for terms. */
  readonly terms: readonly string[];
}

const wordsIn = (text: string) => text.trim().split(/\s+/u).length;

/** Reads the sets from the corpora that may be read. The same every time. */
export function loadTexts(): Texts {
  const benign = new Set<string>();
  for (const { conversations } of loadCorpora(join(ROOT, 'tests/corpus'), [
    'benign/sms',
    'benign/small-talk',
    'benign/irc',
  ])) {
    for (const { messages } of conversations)
      for (const { text } of messages) if (wordsIn(text) === 10) benign.add(text);
  }
  const suspicious = new Set<string>();
  const engine = openEngine({ withModel: false, withRules: true });
  for (const corpus of loadCorpora(join(ROOT, 'tests/corpus'), [
    'tune/en',
    'tune/lines-a',
    'tune/lines-b',
    'tune/lines-c',
    'tune/lines-d',
  ])) {
    judge(engine, corpus, {
      onFindings({ item, heard }) {
        const text = 'messages' in item ? item.messages[heard.index]?.text : item.text;
        if (text !== undefined && wordsIn(text) >= 5 && wordsIn(text) <= 15) suspicious.add(text);
      },
    });
  }
  const terms = new Set<string>();
  for (const words of Object.values(englishPack().words)) {
    for (const word of words) if (/^[a-z][a-z ]{2,}[a-z]$/u.test(word)) terms.add(word);
  }
  return {
    benign: spread([...benign], SET),
    suspicious: spread([...suspicious], SET),
    arabic: arabicTexts(),
    terms: spread([...terms], TERMS),
  };
}

/** Innocent messages of nine to twelve words of the Arabic corpora that may be read. */
function arabicTexts(): string[] {
  const corpora = join(ROOT, 'tests/corpus');
  const own = readdirSync(join(corpora, 'own')).filter((file) => /^ar-\w+\.jsonl$/u.test(file));
  const texts = new Set<string>();
  for (const file of ['tune/ar.jsonl', ...own.sort().map((name) => `own/${name}`)])
    for (const line of readFileSync(join(corpora, file), 'utf8').trim().split('\n')) {
      const parsed = parseLabelledLine(line);
      if (parsed.kind === 'line' || parsed.conversation.label !== 'none') continue;
      for (const { text } of parsed.conversation.messages)
        if (wordsIn(text) >= 9 && wordsIn(text) <= 12) texts.add(text);
    }
  return [...texts];
}

/** `count` items from all over the list, in its order; all of them, over and over, when there are fewer. */
function spread(items: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const at = items.length >= count ? Math.floor((index * items.length) / count) : index % Math.max(1, items.length);
    return items[at] ?? '';
  });
}
