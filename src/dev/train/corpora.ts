/** Reads the corpora with the engine's own eyes: the words that the network learns are those that it will be given. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompiledPack } from '../../engine/compile.ts';
import { read } from '../../engine/reading.ts';
import { SIGNALS, type SignalId } from '../../engine/signal.ts';
import { bitsOf, type ReadMessage, type Sample } from './samples.ts';

/** One row of a corpus file, as far as it is needed here. */
interface Row {
  readonly id: string;
  readonly text?: string;
  readonly near?: string;
  readonly label?: 'alert' | 'watch' | 'none';
  readonly alertBy?: number;
  readonly note?: string;
  readonly signals?: readonly SignalId[] | Readonly<Partial<Record<SignalId, readonly number[]>>>;
  readonly messages?: readonly { readonly from: string; readonly text: string }[];
}

/** Longest part of a message that is learnt from, in words. */
const MAX_WORDS = 60;

/** The words of a text as the engine hands them to the second opinion; never empty. */
export function wordsOf(text: string, pack: CompiledPack): readonly string[] {
  const words = read(text, pack)
    .words.slice(0, MAX_WORDS)
    .map((word) => word.text);
  return words.length === 0 ? [''] : words;
}

/** Reads the English files of a corpus folder (`tune`, `own`, `check`, `benign`). */
export function readCorpora(folder: string, pack: CompiledPack): Sample[] {
  if (!existsSync(folder)) throw new Error(`${folder} is missing: the corpora of tests/corpus are needed`);
  const prefix = folder.endsWith('benign') ? 'benign/' : folder.endsWith('own') ? 'own/' : '';
  const samples: Sample[] = [];
  for (const file of readdirSync(folder).sort()) {
    if (!/^(en(-\w+)?|lines-(?!(es|fr|de|pt|ar|it)\.)[a-z\d]+|sms|small-talk|irc|support|orders)\.jsonl$/.test(file))
      continue;
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n'))
      if (line !== '') samples.push(toSample(JSON.parse(line) as Row, prefix + file.replace('.jsonl', ''), pack));
  }
  return samples;
}

function toSample(row: Row, source: string, pack: CompiledPack): Sample {
  const base = { id: row.id, source, alertBy: row.alertBy ?? null, note: row.note ?? '', weight: 1 };
  if (!row.messages) {
    const signals = Array.isArray(row.signals) ? (row.signals as readonly SignalId[]) : [];
    const text = row.text ?? '';
    const message: ReadMessage = { words: wordsOf(text, pack), side: 1, carries: bitsOf(signals), found: 0, text };
    return { ...base, label: signals.length > 0 ? 'line' : 'near', messages: [message] };
  }
  const carries = new Int32Array(row.messages.length);
  for (const [signal, indexes] of Object.entries(row.signals ?? {}))
    for (const index of indexes as readonly number[])
      carries[index] = (carries[index] ?? 0) | (1 << SIGNALS.indexOf(signal as SignalId));
  return {
    ...base,
    label: row.label ?? 'none',
    messages: row.messages.map(({ from, text }, index) => ({
      words: wordsOf(text, pack),
      side: from === 'child' ? 0 : 1,
      carries: carries[index] ?? 0,
      found: 0,
      text,
    })),
  };
}
