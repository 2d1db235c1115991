/** The words that all networks share, with the network that they are learnt with. */
import { writeFileSync } from 'node:fs';
import { SIGNALS } from '../../engine/index.ts';
import { makeParameters, parameterCount } from '../../engine/model-shape.ts';
import { type Sources, trainWithWords } from './fit.ts';
import type { Inputs } from './inputs.ts';
import { refitGrams } from './lexicon.ts';
import { MODEL } from './over-words.ts';
import { type Settings, withoutTelling } from './settings.ts';
import { tellOnce } from './told.ts';
import { roundLexicon, writeModelFile } from './write-model.ts';

export const ID = 'en-1';

/** Trains them, and writes rules/en/model.bin with them alone. */
export function trainWords(inputs: Inputs, settings: Settings, sources: Sources): void {
  const start = tellOnce(inputs.samples, settings, sources);
  const { parameters, table } = trainWithWords(inputs.samples, settings, settings.seeds[0] ?? 1, sources, start);
  // what the features tell of a sentence is of use here alone
  const { shape } = withoutTelling(settings);
  writeFileSync(
    MODEL,
    writeModelFile(
      { id: ID, signals: SIGNALS, floor: settings.floor, glossed: 0 },
      roundLexicon(refitGrams({ ...inputs.lexicon, vectors: table.vectors })),
      [{ shape, parameters: makeParameters(shape, parameters.flat.subarray(0, parameterCount(shape))) }],
    ),
  );
}
