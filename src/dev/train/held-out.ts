/** `npm run train -- --measure`: how well networks do on what they were not trained on. */
import { Stop } from '../shell.ts';
import { type Sources, type Trained, trainFrom, trainNetworks } from './fit.ts';
import type { Inputs } from './inputs.ts';
import { benignLine, curveLine, type Scored, score, storyLines } from './measure.ts';
import type { Settings } from './settings.ts';
import { type Split, splits } from './splits.ts';
import { tellOnce } from './told.ts';

/**
 * Trains without each part in turn, and prints figures of it; writes nothing.
 * @param how see `splits`
 * @param only numbers of parts, from 0; null: all
 * @throws Stop that says which ways there are
 */
export function measureHeldOut(
  inputs: Inputs,
  settings: Settings,
  sources: Sources,
  { how, only, stories }: { readonly how: string; readonly only: readonly number[] | null; readonly stories: boolean },
): void {
  const parts = splits(inputs.samples, how);
  if (!parts) throw new Stop(`--measure takes folds, files, benign or languages, not "${how}"`);
  const train =
    how === 'languages' ? glossedTrainer(inputs, settings, sources) : trainer(inputs, settings, sources, how);
  const all: Scored[] = [];
  for (const part of parts.filter((_, index) => only === null || only.includes(index))) {
    const scored = score(train(part), part.test);
    console.log(how === 'benign' ? benignLine(part.name, scored) : curveLine(part.name, scored));
    all.push(...scored);
  }
  if (how !== 'benign') console.log(curveLine('all', all));
  if (stories) console.log(storyLines(all).join('\n'));
}

type Trainer = (part: Split) => readonly Trained[];

function trainer(inputs: Inputs, settings: Settings, sources: Sources, how: string): Trainer {
  // the texts of folds and files, without their labels, once for all; a benign set that is left out is left out of this too
  const start = how === 'benign' ? undefined : tellOnce(inputs.samples, settings, sources);
  return ({ train }) => trainNetworks(train, settings, sources, start);
}

/** English learns nothing from other languages: its first network, with its words, serves all parts. */
function glossedTrainer(inputs: Inputs, settings: Settings, sources: Sources): Trainer {
  const start = tellOnce(inputs.samples, settings, sources);
  const [english] = trainNetworks(inputs.samples, { ...settings, seeds: settings.seeds.slice(0, 1) }, sources, start);
  return ({ train }) => settings.glossedSeeds.map((seed) => trainFrom(english, train, settings, seed, sources));
}
