import { hash32 } from '../seeded.ts';
import { isBenign, isConversation, isOther, isOwn, type Sample } from './samples.ts';

/** What to train on and what to test on. */
export interface Split {
  readonly name: string;
  readonly train: readonly Sample[];
  readonly test: readonly Sample[];
}

const FOLDS = 4;

/**
 * Ways to test on what was not trained on: `folds` (a quarter of the conversations each), `files` (one author's file each),
 * `benign` (one benign set each), `languages` (one
 * other language each). Null for anything else.
 */
export function splits(samples: readonly Sample[], how: string): Split[] | null {
  const chats = samples.filter(
    (sample) => isConversation(sample) && !isBenign(sample) && !isOwn(sample) && !isOther(sample),
  );
  const without = (test: readonly Sample[]) => {
    const out = new Set(test);
    return samples.filter((sample) => !out.has(sample));
  };
  const bySource = (list: readonly Sample[]) =>
    [...new Set(list.map((sample) => sample.source))].map((name) => {
      const test = list.filter((sample) => sample.source === name);
      return { name, test, train: without(test) };
    });
  if (how === 'files') return bySource(chats);
  if (how === 'languages')
    return bySource(samples.filter(isOther)).map(({ test, ...split }) => ({
      ...split,
      test: test.filter(isConversation),
    }));
  if (how === 'benign') return bySource(samples.filter(isBenign));
  if (how !== 'folds') return null;
  const sorted = [...chats].sort((a, b) => hash32(a.id) - hash32(b.id));
  return Array.from({ length: FOLDS }, (_, fold) => {
    const test = sorted.filter((_, i) => i % FOLDS === fold);
    return { name: `fold ${fold}`, test, train: without(test) };
  });
}
