/**
 * `npm run train`: trains the second opinion from the corpora, the phrase grammar and public word vectors.
 *
 * The figures that it prints and writes into rules/en/model.md are of the weights and words as they were learnt. The file holds
 * them rounded: `npm run eval` measures what ships.
 */
import { parseArgs } from 'node:util';
import { duration, Stop } from './shell.ts';
import { trainEnglish } from './train/english.ts';
import { trainGlossed } from './train/glossed.ts';
import { measureHeldOut } from './train/held-out.ts';
import { readInputs, readMeanings, sourcesOf } from './train/inputs.ts';
import type { Call } from './train/over-words.ts';
import { passesOf, SETTINGS, type Settings } from './train/settings.ts';
import { trainWords } from './train/words.ts';

const USAGE = `Trains the second opinion and writes rules/en/model.bin and model.md (more than an hour on two cores).

usage: npm run train -- [options]

  --measure HOW    write nothing, measure networks on what they were not trained on: folds, files,
                   benign or languages
  --only N,N       of these parts alone (numbers from 0)
  --set JSON       other settings (src/dev/train/settings.ts)
  --english        let the networks for English alone learn once more, over the words of rules/en/model.bin,
                   and put them into it (some half an hour)
  --glossed        train the networks for glossed texts alone, over the same words, and put them into it
                   (some half an hour)
  --without NAME   with --glossed and --out: leave out the corpora of other languages whose name holds it
                   (tune, own/de-g); more than once for several
  --out FILE       with --english or --glossed: write the model there, and nothing beside it
  --rules DIR      another folder of rules
  --stories        recall of each story
`;

export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean' },
      measure: { type: 'string' },
      only: { type: 'string' },
      set: { type: 'string' },
      english: { type: 'boolean' },
      glossed: { type: 'boolean' },
      without: { type: 'string', multiple: true },
      out: { type: 'string' },
      rules: { type: 'string' },
      stories: { type: 'boolean' },
      // how `trainApart` calls it
      seeds: { type: 'string' },
      from: { type: 'string' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const begun = performance.now();
  const say = (line: string) => {
    process.stderr.write(`${duration(performance.now() - begun).padStart(12)}  ${line}\n`);
  };
  const overrides = JSON.parse(values.set ?? '{}') as Partial<Settings>;
  const settings: Settings = { ...SETTINGS, ...overrides, shape: { ...SETTINGS.shape, ...overrides.shape } };
  const options = (['set', 'rules', 'without'] as const).flatMap((name) => {
    return [values[name] ?? []].flat().flatMap((value) => [`--${name}`, value]);
  });
  const numbers = (list: string) => list.split(',').map(Number);
  const part =
    values.seeds === undefined || values.from === undefined
      ? null
      : { seeds: numbers(values.seeds), from: values.from };
  const { rules, without, out } = values;
  const call: Call = { rules, without, out, part, options };
  if (values.english || values.glossed) {
    const way = values.english ? '--english' : '--glossed';
    const other = (['measure', 'only', 'stories', values.english ? 'glossed' : 'english'] as const).find(
      (name) => values[name] !== undefined,
    );
    if (other) throw new Stop(`${way} trains and writes: it does not go with --${other}.`);
    if (values.english && without !== undefined) throw new Stop('--without goes with --glossed.');
    // what is there must not lose a part of what it learnt from
    if (without !== undefined && out === undefined && part === null)
      throw new Stop('--without measures: say with --out where the model is to be written.');
    await (values.english ? trainEnglish : trainGlossed)(settings, call, say);
    return 0;
  }
  const alone = (['without', 'out'] as const).find((name) => values[name] !== undefined);
  if (alone) throw new Stop(`--${alone} goes with ${alone === 'out' ? '--english or --glossed' : '--glossed'}.`);
  const inputs = readInputs(settings, { rules: values.rules });
  say(`${inputs.samples.length} samples, ${inputs.lexicon.words.length} words`);
  const sources = sourcesOf(inputs, settings, await readMeanings(inputs, settings, say), say);
  if (values.measure !== undefined)
    measureHeldOut(inputs, settings, sources, {
      how: values.measure,
      only: values.only === undefined ? null : numbers(values.only),
      stories: values.stories === true,
    });
  else {
    trainWords(inputs, settings, sources);
    for (let pass = 0; pass < passesOf(settings); pass++) trainEnglish(settings, call, say, pass);
    await trainGlossed(settings, call, say);
  }
  return 0;
}
