import type { EngineParts } from '../../cli/open-engine.ts';
import type { Engine } from '../../engine/index.ts';
import type { Corpus } from './corpora.ts';
import { judge } from './judge.ts';
import { type Summary, summarise } from './report.ts';
import { percent, table } from './table.ts';

/** The engine's parts, alone and together. */
const PARTS = [
  { name: 'rules alone', withModel: false, withRules: true },
  { name: 'second opinion alone', withModel: true, withRules: false },
  { name: 'both', withModel: true, withRules: true },
] as const;

export interface PartScore {
  readonly name: string;
  readonly summary: Summary;
}

/** Reads all corpora with the rules alone, with the second opinion alone and with both. */
export function compareParts(corpora: readonly Corpus[], open: (parts: EngineParts) => Engine): PartScore[] {
  return PARTS.map(({ name, ...parts }) => {
    const engine = open(parts);
    return { name, summary: summarise(corpora.map((corpus) => judge(engine, corpus))) };
  });
}

export function renderComparison(scores: readonly PartScore[]): string {
  const benign = [...new Set(scores.flatMap(({ summary }) => summary.benign.map(({ name }) => name)))];
  const chats = (part: 'check' | 'tune') =>
    table(
      `Chats of ${part}, English together`,
      ['', 'recall', 'in time', 'level right', 'false', 'signals macro-F1'],
      scores.map(({ name, summary }) => {
        const { alert, none, signalMacroF1 } = summary[part].pooled;
        return [
          name,
          percent(alert.recall),
          percent(alert.inTime),
          percent(alert.levelRight),
          percent(none.falseAlertRate),
          percent(signalMacroF1),
        ];
      }),
    );
  const silent = table(
    'False alerts per 10,000 benign messages',
    ['', ...benign],
    scores.map(({ name, summary }) => [
      name,
      ...benign.map(
        (set) =>
          summary.benign.find((one) => one.name === set)?.score.none.falseAlertsPer10kMessages?.toFixed(2) ?? null,
      ),
    ]),
  );
  return [chats('check'), chats('tune'), silent].join('\n');
}
