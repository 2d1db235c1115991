/** The networks for English, and the words that all networks share. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SIGNALS } from '../../engine/index.ts';
import { makeParameters, parameterCount, type Shape } from '../../engine/model-shape.ts';
import { ROOT } from '../shell.ts';
import { trainApart } from './apart.ts';
import { type Sources, trainWithWords } from './fit.ts';
import { type Inputs, readCheck } from './inputs.ts';
import { refitGrams } from './lexicon.ts';
import { benignLine, curveLine, score } from './measure.ts';
import { provenance } from './provenance.ts';
import { isBenign, isConversation, isOther } from './samples.ts';
import type { Settings } from './settings.ts';
import { tellOnce } from './told.ts';
import { roundLexicon, writeModelFile } from './write-model.ts';

const ID = 'en-1';

/**
 * Trains them, and writes rules/en/model.bin and model.md with them alone.
 * @param options that the processes are called with
 */
export async function trainEnglish(
  inputs: Inputs,
  settings: Settings,
  sources: Sources,
  options: readonly string[],
): Promise<void> {
  const start = tellOnce(inputs.samples, settings, sources);
  const [seed = 1, ...seeds] = settings.seeds;
  const first = trainWithWords(inputs.samples, settings, seed, sources, start);
  const networks = [first, ...(await trainApart(seeds, first, start, settings, options))];
  const lexicon = roundLexicon(refitGrams({ ...inputs.lexicon, vectors: first.table.vectors }));
  // what the features tell of a sentence is of use in training alone
  const shipped = ({ told: _, ...shape }: Shape): Shape => shape;
  const bytes = writeModelFile(
    {
      id: ID,
      signals: SIGNALS,
      floor: settings.floor,
      glossed: 0,
    },
    lexicon,
    networks.map(({ shape, parameters }) => {
      const kept = shipped(shape);
      return { shape: kept, parameters: makeParameters(kept, parameters.flat.subarray(0, parameterCount(kept))) };
    }),
  );
  writeFileSync(join(ROOT, 'rules/en/model.bin'), bytes);
  const english = inputs.samples.filter((sample) => !isOther(sample));
  const benign = english.filter(isBenign);
  const lines = [
    curveLine('check', score(networks, readCheck(inputs.pack))),
    ...[...new Set(benign.map(({ source }) => source))].map((source) =>
      benignLine(
        source,
        score(
          networks,
          benign.filter((sample) => sample.source === source),
        ),
      ),
    ),
  ];
  console.log(lines.join('\n'));
  writeFileSync(
    join(ROOT, 'rules/en/model.md'),
    provenance({
      id: ID,
      settings,
      bytes: bytes.length,
      chats: english.filter((sample) => isConversation(sample) && !isBenign(sample)).length,
      samples: english.length,
      wordings: inputs.wordings.length,
      scenes: inputs.scenes.length,
      lines,
    }),
  );
}
