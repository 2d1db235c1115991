/**
 * `npm run train`: trains the second opinion from the corpora, the phrase grammar and public word vectors.
 *
 * The figures that it prints and writes into rules/en/model.md are of the weights and words as they were learnt. The file holds
 * them rounded: `npm run eval` measures what ships.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SIGNALS } from '../engine/index.ts';
import { readModelFile } from '../engine/model-file.ts';
import { makeParameters, parameterCount } from '../engine/model-shape.ts';
import { duration, ROOT, Stop } from './shell.ts';
import { trainApart, trainPart } from './train/apart.ts';
import { trainNetworks, trainWithWords } from './train/fit.ts';
import { readCheck, readInputs, readMeanings, sourcesOf } from './train/inputs.ts';
import { refitGrams } from './train/lexicon.ts';
import { benignLine, curveLine, score, storyLines } from './train/measure.ts';
import { provenance, withGlossedPart } from './train/provenance.ts';
import { isBenign, isConversation, isOther, type Sample } from './train/samples.ts';
import { SETTINGS, type Settings } from './train/settings.ts';
import { lexiconOf, parametersOf, withGlossed } from './train/shipped.ts';
import { splits } from './train/splits.ts';
import { tellOnce } from './train/told.ts';
import { WordTable } from './train/word-table.ts';
import { roundLexicon, writeModelFile } from './train/write-model.ts';

const USAGE = `Trains the second opinion and writes rules/en/model.bin and model.md (some thirty minutes on two cores).

usage: npm run train -- [options]

  --measure HOW    write nothing, measure networks on what they were not trained on: folds, files,
                   benign or languages
  --only N,N       of these parts alone (numbers from 0)
  --set JSON       other settings (src/dev/train/settings.ts)
  --glossed        train the networks for glossed texts alone, over the words of rules/en/model.bin, and
                   put them into it (some ten minutes)
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
      glossed: { type: 'boolean' },
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
  if (values.glossed) return trainGlossed(settings, values, say);
  const inputs = readInputs(settings, values.rules);
  say(`${inputs.samples.length} samples, ${inputs.lexicon.words.length} words`);
  const sources = sourcesOf(inputs, settings, await readMeanings(inputs, settings, say), say);
  if (values.seeds !== undefined && values.from !== undefined) {
    trainPart(inputs.samples, settings, sources, values.seeds.split(',').map(Number), values.from);
    return 0;
  }
  if (values.measure !== undefined) {
    const parts = splits(inputs.samples, values.measure);
    if (!parts) throw new Stop(`--measure takes folds, files, benign or languages, not "${values.measure}"`);
    const chosen = values.only?.split(',').map(Number) ?? parts.map((_, index) => index);
    // the texts of folds and files, without their labels, once for all; a benign set that is left out is left out of this too
    const start = values.measure === 'benign' ? undefined : tellOnce(inputs.samples, settings, sources);
    const kind = values.measure === 'languages' ? { ...settings, seeds: settings.glossedSeeds } : settings;
    const all = [];
    for (const index of chosen) {
      const part = parts[index];
      if (!part) continue;
      const networks = trainNetworks(part.train, kind, sources, start);
      const scored = score(networks, part.test, settings);
      console.log(values.measure === 'benign' ? benignLine(part.name, scored) : curveLine(part.name, scored));
      all.push(...scored);
    }
    if (values.measure !== 'benign') console.log(curveLine('all', all));
    if (values.stories) console.log(storyLines(all).join('\n'));
    return 0;
  }
  const start = tellOnce(inputs.samples, settings, sources);
  const first = trainWithWords(inputs.samples, settings, settings.seeds[0] ?? 1, sources, start);
  const networks = [first, ...(await trainApart(first, start, settings, optionsOf(values)))];
  const english = networks.slice(0, settings.seeds.length);
  const words = networks[0]?.table.vectors ?? inputs.lexicon.vectors;
  const lexicon = roundLexicon(refitGrams({ ...inputs.lexicon, vectors: words }));
  const id = 'en-1';
  // what the features tell of a sentence is of use in training alone
  const { told: _, ...shipped } = settings.shape;
  const bytes = writeModelFile(
    { id, shape: shipped, signals: SIGNALS, floor: settings.floor, glossed: settings.glossedSeeds.length },
    lexicon,
    networks.map(({ parameters }) => makeParameters(shipped, parameters.flat.subarray(0, parameterCount(shipped)))),
  );
  writeFileSync(join(ROOT, 'rules/en/model.bin'), bytes);
  const check = score(english, readCheck(inputs.pack), settings);
  const benign = inputs.samples.filter(isBenign);
  const lines = [
    curveLine('check', check),
    ...[...new Set(benign.map((sample: Sample) => sample.source))].map((source) =>
      benignLine(
        source,
        score(
          english,
          benign.filter((sample) => sample.source === source),
          settings,
        ),
      ),
    ),
  ];
  console.log(lines.join('\n'));
  const chats = inputs.samples.filter(
    (sample) => isConversation(sample) && !isBenign(sample) && !isOther(sample),
  ).length;
  const others = inputs.samples.filter((sample) => isConversation(sample) && isOther(sample)).length;
  const about = provenance({
    id,
    settings,
    bytes: bytes.length,
    chats,
    samples: inputs.samples.length,
    wordings: inputs.wordings.length,
    scenes: inputs.scenes.length,
    lines,
  });
  writeFileSync(
    join(ROOT, 'rules/en/model.md'),
    withGlossedPart(about, { settings, chats: others, bytes: bytes.length }),
  );
  say(`rules/en/model.bin: ${bytes.length} bytes`);
  return 0;
}

/** The options that say what is read, as they were given. */
function optionsOf({ set, rules, glossed }: Options): string[] {
  return [
    ...(set === undefined ? [] : ['--set', set]),
    ...(rules === undefined ? [] : ['--rules', rules]),
    ...(glossed ? ['--glossed'] : []),
  ];
}

interface Options {
  readonly set?: string;
  readonly rules?: string;
  readonly glossed?: boolean;
  readonly seeds?: string;
  readonly from?: string;
}

/** Trains the networks for glossed texts over the words of the model that is there, and puts them into it. */
async function trainGlossed(given: Settings, options: Options, say: (line: string) => void): Promise<number> {
  const file = join(ROOT, 'rules/en/model.bin');
  const bytes = readFileSync(file);
  const data = readModelFile(bytes);
  const [layers] = data.networks;
  if (!layers) throw new Stop(`${file} holds no network to begin with`);
  const settings: Settings = { ...given, shape: data.header.shape, seeds: given.seeds.slice(0, 1) };
  const inputs = { ...readInputs(given, options.rules), lexicon: lexiconOf(data) };
  say(`${inputs.samples.length} samples, ${inputs.lexicon.words.length} words`);
  const sources = sourcesOf(inputs, settings, null, say);
  if (options.seeds !== undefined && options.from !== undefined) {
    trainPart(inputs.samples, settings, sources, options.seeds.split(',').map(Number), options.from);
    return 0;
  }
  const first = { parameters: parametersOf(data, layers), table: new WordTable(inputs.lexicon) };
  const networks = await trainApart(first, first, settings, optionsOf(options));
  const written = withGlossed(
    bytes,
    networks.map(({ parameters }) => parameters),
  );
  writeFileSync(file, written);
  const chats = inputs.samples.filter((sample) => isConversation(sample) && isOther(sample)).length;
  const about = join(ROOT, 'rules/en/model.md');
  writeFileSync(about, withGlossedPart(readFileSync(about, 'utf8'), { settings, chats, bytes: written.length }));
  say(`rules/en/model.bin: ${written.length} bytes`);
  return 0;
}
