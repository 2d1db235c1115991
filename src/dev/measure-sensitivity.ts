/**
 * `npm run measure-sensitivity`: how often each sensitivity is right and wrong, on tests/corpus/check and on the benign chats.
 * Writes src/ui/measured.json, from which the settings page shows its figures. To be run after a new model or new weights;
 * tests/ui/measured.test.ts says when.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allLanguages } from '../catalog.ts';
import { openOpinion } from '../cli/open-opinion.ts';
import { createEngine } from '../engine/index.ts';
import type { Sensitivity } from '../protocol/family.ts';
import { withSensitivity } from '../sensitivity.ts';
import { loadCorpora } from './eval/corpora.ts';
import { judge } from './eval/judge.ts';
import { type Measured, measuredSchema, ratesOf } from './eval/measured.ts';
import { summarise } from './eval/report.ts';
import { table } from './eval/table.ts';
import { fileHash, ROOT, Stop } from './shell.ts';

const MEASURED_FILE = join(ROOT, 'src/ui/measured.json');

export async function main(args: readonly string[]): Promise<number> {
  if (args.length > 0) throw new Stop('measure-sensitivity takes no arguments.');
  const corpora = loadCorpora(join(ROOT, 'tests/corpus'), ['check/en', 'benign/']);
  const opinion = openOpinion();
  if (opinion === null) throw new Stop('rules/en/model.bin is missing: npm run train makes it.');
  const summaryOf = (sensitivity: Sensitivity) => {
    const engine = createEngine(withSensitivity(allLanguages(), sensitivity), { opinion });
    return summarise(corpora.map((corpus) => judge(engine, corpus)));
  };
  const balanced = summaryOf('balanced');
  const measured: Measured = measuredSchema.parse({
    version: 1,
    day: new Date().toISOString().slice(0, 10),
    of: filesMeasured(),
    chats: { dangerous: balanced.check.pooled.alert.count, innocent: balanced.check.pooled.none.count },
    messages: Object.fromEntries(balanced.benign.map(({ name, score }) => [name, score.none.messages])),
    rates: {
      fewer: ratesOf(summaryOf('fewer')),
      balanced: ratesOf(balanced),
      more: ratesOf(summaryOf('more')),
    },
  } satisfies Measured);
  writeFileSync(MEASURED_FILE, `${JSON.stringify(measured, null, 2)}\n`);
  const names = Object.keys(measured.messages);
  const rows = Object.entries(measured.rates).map(([name, { found, wrong, per10k }]) => [
    name,
    `${(found * 100).toFixed(1)} %`,
    `${(wrong * 100).toFixed(1)} %`,
    ...names.map((set) => per10k[set] ?? null),
  ]);
  const heads = ['', 'found', 'wrong', ...names.map((set) => `${set} per 10,000`)];
  console.log(table('Sensitivity: check, and false alerts on benign chats', heads, rows));
  return 0;
}

/** The files that decide the figures most, as they are now. */
export function filesMeasured(): Measured['of'] {
  const hash = (path: string) => fileHash(join(ROOT, path));
  return { model: hash('rules/en/model.bin'), weights: hash('rules/weights.yaml') };
}
