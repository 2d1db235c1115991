import type { EngineDoor } from '../../cli/engine-door.ts';
import { obfuscate, PERTURBATION_IDS, SPLIT_IDS, split } from '../obfuscate.ts';
import { seeded } from '../seeded.ts';
import { type Corpus, isEnglish, PARTS } from './corpora.ts';
import { type Disguise, judge } from './judge.ts';
import { score } from './score.ts';
import { percent, range, table } from './table.ts';

/** What one disguise of the peers' texts costs. Shares are 0..1; null: nothing to count. */
export interface DisguiseCost {
  readonly part: 'check' | 'tune';
  /** `plain` for the chats as they are; `mixed` for twins that each wear one disguise, drawn by their id. */
  readonly disguise: string;
  readonly recall: number | null;
  readonly recall95: readonly [number, number] | null;
  /** Points of recall lost against `plain`. */
  readonly cost: number | null;
  readonly inTime: number | null;
  readonly falseAlertRate: number | null;
  readonly signalMacroF1: number | null;
}

/** The bars for the mixed twins. */
const RECALL_BAR = 0.78;
const FALSE_BAR = 0.05;

const DISGUISES: ReadonlyMap<string, Disguise> = new Map<string, Disguise>([
  ...PERTURBATION_IDS.map((id): [string, Disguise] => [id, (text, seed) => [obfuscate(text, id, seed)]]),
  ...SPLIT_IDS.map((id): [string, Disguise] => [id, (text, seed) => split(text, id, seed)]),
]);

/** Each chat wears one disguise throughout: which one hangs on its id, so that every run draws the same. */
const mixed: Disguise = (text, seed) => {
  const chat = seed.split(' ')[0] ?? seed;
  const names = [...DISGUISES.keys()];
  return DISGUISES.get(seeded(`mixed ${chat}`).pick(names))?.(text, seed) ?? [text];
};

/** A text in a disguise of its own, one message whatever the disguise: for the benches. */
export function mixedDisguise(text: string): string {
  return mixed(text, text).join(' ');
}

/** Lets the engine read the English chats of `check` and `tune` in each disguise. */
export function measureDisguises<State>(engine: EngineDoor<State>, corpora: readonly Corpus[]): DisguiseCost[] {
  const costs: DisguiseCost[] = [];
  for (const part of PARTS) {
    if (part === 'benign' || part === 'unread' || part === 'plain') continue;
    const chats = corpora.filter(
      (corpus) => corpus.part === part && isEnglish(corpus) && corpus.conversations.length > 0,
    );
    if (chats.length === 0) continue;
    const measure = (disguise?: Disguise) =>
      score(chats.flatMap((corpus) => judge(engine, corpus, disguise === undefined ? {} : { disguise }).conversations));
    const plain = measure();
    for (const [name, figures] of [
      ['plain', plain] as const,
      ['mixed', measure(mixed)] as const,
      ...[...DISGUISES].map(([id, disguise]) => [id, measure(disguise)] as const),
    ]) {
      const { recall, recall95, inTime } = figures.alert;
      costs.push({
        part,
        disguise: name,
        recall,
        recall95,
        cost: recall === null || plain.alert.recall === null ? null : plain.alert.recall - recall,
        inTime,
        falseAlertRate: figures.none.falseAlertRate,
        signalMacroF1: figures.signalMacroF1,
      });
    }
  }
  return costs;
}

/** One table for each part, dearest disguise first after the plain chats and the mixed twins. */
export function renderDisguises(costs: readonly DisguiseCost[]): string {
  return [...new Set(costs.map(({ part }) => part))]
    .map((part) => {
      const own = costs.filter((cost) => cost.part === part);
      const rows = [...own.slice(0, 2), ...own.slice(2).sort((a, b) => (b.cost ?? 0) - (a.cost ?? 0))];
      return table(
        `Disguises of the peers' texts: ${part} (bars for mixed: recall ≥ ${percent(RECALL_BAR)}, false ≤ ${percent(FALSE_BAR)})`,
        ['', 'recall', '95 %', 'cost', 'in time', 'false', 'signals macro-F1'],
        rows.map((one) => [
          one.disguise,
          percent(one.recall),
          range(one.recall95),
          one.disguise === 'plain' ? '' : percent(one.cost),
          percent(one.inTime),
          percent(one.falseAlertRate),
          percent(one.signalMacroF1),
        ]),
      );
    })
    .join('\n');
}
