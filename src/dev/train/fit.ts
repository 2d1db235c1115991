/** One network, trained from a seed. */

import {
  makeParameters,
  type Parameters,
  parameterCount,
  partsOf,
  projectionOf,
  type Shape,
} from '../../engine/model-shape.ts';
import { type Seeded, seeded } from '../seeded.ts';
import { Adam, RowAdam } from './adam.ts';
import { crop, disguise, interrupt, makePools, type Pools, surround, tempt } from './augment.ts';
import { makeBatch } from './batch.ts';
import { columnsFrom, copyColumns, featuresFrom } from './begin.ts';
import { diet, isGlossedSeed } from './diet.ts';
import type { Lexicon } from './lexicon.ts';
import { lossOf } from './loss.ts';
import { backward, forward } from './network.ts';
import type { Sample } from './samples.ts';
import { isBenign, isConversation } from './samples.ts';
import type { Sentences } from './sentences.ts';
import { passesOf, type Settings, shapeOfSeed, withoutTelling } from './settings.ts';
import { learnToTell, toldError } from './tell.ts';
import { WordTable } from './word-table.ts';
import type { ShapedParameters } from './write-model.ts';

/** What training reads beside the samples. */
export interface Sources {
  readonly lexicon: Lexicon;
  /** New wordings of the phrase grammar, as single lines. */
  readonly wordings: (random: Seeded) => readonly Sample[];
  /** New tellings of its scenes, as conversations. */
  readonly scenes: (random: Seeded) => readonly Sample[];
  readonly read: (text: string) => readonly string[];
  /** What an encoder says of the texts; null trains without. */
  readonly sentences: Sentences | null;
  readonly report?: (line: string) => void;
}

/** A trained network, with the word vectors as they became. */
export interface Trained extends ShapedParameters {
  readonly table: WordTable;
}

/** Longest stretch of a conversation in one round, in messages; shorter for benign chats, of which there are many. */
const STRETCH = 36;
const BENIGN_STRETCH = 14;

/** Parameters and word vectors that know what sentences mean, and nothing of labels. */
export function tellFirst(samples: readonly Sample[], settings: Settings, sources: Sources): Trained {
  const table = new WordTable(sources.lexicon);
  const random = seeded(`tell ${settings.seeds[0] ?? 0}`);
  const { shape } = settings;
  const parameters = startParameters(shape, random);
  const { sentences, report = () => {} } = sources;
  if (sentences) learnToTell(samples, parameters, table, sentences, settings, random, report);
  return { shape, parameters, table };
}

/** At least one network, all over the words of the first. */
export type Networks = readonly [Trained, ...Trained[]];

/**
 * Trains a network for each seed on the samples. The same samples, settings and sources give the same weights.
 * @param start what `tellFirst` gave, of these samples or of more; it stays as it is
 */
export function trainNetworks(
  samples: readonly Sample[],
  settings: Settings,
  sources: Sources,
  start: Trained = tellFirst(samples, settings, sources),
): Networks {
  const { parameters, table } = trainWithWords(samples, settings, settings.seeds[0] ?? 1, sources, start);
  const { shape } = withoutTelling(settings);
  const cut = makeParameters(shape, parameters.flat.subarray(0, parameterCount(shape)));
  let networks: Networks = [{ shape, parameters: cut, table }];
  for (let pass = 0; pass < passesOf(settings); pass++)
    networks = trainPass(networks, samples, settings, sources, pass);
  return networks;
}

/**
 * Trains a network for each seed once more. Each goes on from the one in its place that is there, while the words stay as they
 * are; where there is none of its shape it begins with the first.
 * @param pass from 0; one that has had all its passes stays as it is
 */
export function trainPass(
  before: Networks,
  samples: readonly Sample[],
  settings: Settings,
  sources: Sources,
  pass = 0,
): Networks {
  const sizes = (shape: Shape) => String(partsOf(shape));
  const train = (seed: number, at: number, first: Trained) => {
    const own = before[at];
    const fits = own && sizes(own.shape) === sizes(shapeOfSeed(withoutTelling(settings), seed));
    if (fits && pass >= (settings.passes[seed] ?? 1)) return own;
    return trainFrom(fits ? own : first, samples, settings, seed, sources);
  };
  const [seed = 1, ...seeds] = settings.seeds;
  const first = train(seed, 0, before[0]);
  return [first, ...seeds.map((other, index) => train(other, index + 1, first))];
}

/** Trains one more network, which begins with another one and reads its words. */
export function trainFrom(
  begun: Trained,
  samples: readonly Sample[],
  settings: Settings,
  seed: number,
  sources: Sources,
): Trained {
  return trainOverWords(samples, withoutTelling(settings), seed, { ...sources, sentences: null }, begun, begun.table);
}

/** Trains the first network, and the words with it. */
export function trainWithWords(
  samples: readonly Sample[],
  settings: Settings,
  seed: number,
  sources: Sources,
  start: Trained,
): Trained {
  const table = new WordTable(sources.lexicon);
  table.vectors.set(start.table.vectors);
  const network = { ...beginAt(start, settings, seed), table };
  trainNetwork(samples, settings, seed, sources, network, settings.wordRate);
  return network;
}

/** Trains one more network over words that stay as they are. */
export function trainOverWords(
  samples: readonly Sample[],
  settings: Settings,
  seed: number,
  sources: Sources,
  start: Trained,
  table: WordTable,
): Trained {
  const network = { ...beginAt(start, settings, seed), table };
  trainNetwork(samples, settings, seed, sources, network, 0);
  return network;
}

/** What a network begins with: what the first sees in words and tells of sentences, the rest by chance. */
function beginAt(start: Trained, settings: Settings, seed: number): Omit<Trained, 'table'> {
  const shape = shapeOfSeed(settings, seed);
  const parameters = startParameters(shape, seeded(`start ${seed}`));
  const columns = columnsFrom(shape, start.shape);
  copyColumns(start.parameters.project, projectionOf(start.shape), parameters.project, columns);
  const features = featuresFrom(shape, start.shape);
  const told = shape.told ?? 0;
  features.forEach((from, to) => {
    if (from === null) return;
    parameters.featureBias[to] = start.parameters.featureBias[from] as number;
    parameters.told.set(start.parameters.told.subarray(from * told, (from + 1) * told), to * told);
  });
  return { shape, parameters };
}

/** Trains one network on the labels; its words too, when their rate is above zero. */
function trainNetwork(
  samples: readonly Sample[],
  settings: Settings,
  seed: number,
  sources: Sources,
  { shape, parameters, table }: Trained,
  wordRate: number,
): void {
  const random = seeded(`fit ${seed}`);
  const { sentences } = sources;
  const gradient = makeParameters(shape);
  const optimiser = new Adam(parameters.flat.length, settings.decay);
  const wordOptimiser = new RowAdam(table.vectors.length, shape.dim);
  const mean = new RunningMean(wordRate > 0 ? [parameters.flat, table.vectors] : [parameters.flat]);
  const forGlossed = isGlossedSeed(settings, seed);
  for (let round = 0; round < settings.rounds; round++) {
    const pace = Math.min(1, (round + 1) / 2) * (1 - (settings.slowing * round) / settings.rounds);
    const items = random.shuffle(roundOf(samples, settings, random, sources, forGlossed));
    let total = 0;
    for (let i = 0; i < items.length; i += settings.batch) {
      const batch = makeBatch(items.slice(i, i + settings.batch), table, random, settings.wordDropout, sentences);
      const pass = forward(shape, parameters, batch.input, {
        rate: settings.dropout,
        next: random.next,
        context: 0.12,
      });
      const { loss, error } = lossOf(pass.logits, batch, settings);
      total += loss;
      gradient.flat.fill(0);
      const told = batch.input.meant
        ? toldError(pass.told, batch.input.meant, shape.told ?? 0, settings.tellWeight / batch.samples.length).error
        : null;
      const words = backward(shape, parameters, gradient, batch.input, pass, error, told);
      optimiser.step(parameters.flat, gradient.flat, settings.rate * pace);
      if (wordRate > 0) wordOptimiser.step(table.vectors, batch.rows, words, wordRate * pace);
    }
    sources.report?.(`round ${round + 1}: ${items.length} samples, loss ${(total / items.length).toFixed(4)}`);
    if (round >= settings.rounds - settings.averaged) mean.add();
  }
  mean.settle();
}

/** The mean of weights at several moments generalises better than the last of them. */
class RunningMean {
  readonly #live: readonly Float32Array[];
  readonly #sums: readonly Float64Array[];
  #count = 0;

  constructor(live: readonly Float32Array[]) {
    this.#live = live;
    this.#sums = live.map((values) => new Float64Array(values.length));
  }

  add(): void {
    this.#count++;
    this.#live.forEach((values, k) => {
      const sums = this.#sums[k];
      if (sums) for (let i = 0; i < values.length; i++) (sums[i] as number) += values[i] as number;
    });
  }

  /** Puts the mean in the place of the live values. */
  settle(): void {
    if (this.#count === 0) return;
    this.#live.forEach((values, k) => {
      const sums = this.#sums[k];
      if (sums) for (let i = 0; i < values.length; i++) values[i] = (sums[i] as number) / this.#count;
    });
  }
}

function startParameters(shape: Shape, random: Seeded): Parameters {
  const parameters = makeParameters(shape);
  const fill = (values: Float32Array, fanIn: number) => {
    const bound = 1 / Math.sqrt(fanIn);
    for (let i = 0; i < values.length; i++) values[i] = (random.next() * 2 - 1) * bound;
  };
  fill(parameters.project, shape.dim);
  fill(parameters.hidden, parameters.hidden.length / shape.hidden);
  fill(parameters.out, shape.hidden);
  fill(parameters.direct, parameters.direct.length / shape.signals);
  fill(parameters.told, parameters.told.length / Math.max(1, shape.told ?? 0));
  // most messages carry nothing
  parameters.outBias.fill(-3);
  parameters.outBias[shape.signals] = -1.5;
  return parameters;
}

/** What is read in one round: every conversation and line that the network is fed with, and a part of the benign chats. */
function roundOf(
  all: readonly Sample[],
  settings: Settings,
  random: Seeded,
  sources: Sources,
  forGlossed: boolean,
): Sample[] {
  const samples = diet([...all, ...sources.scenes(random), ...sources.wordings(random)], forGlossed, settings, random);
  const chats = samples.filter((sample) => isConversation(sample) && !isBenign(sample));
  const lines = samples.filter((sample) => !isConversation(sample));
  const pools: Pools = makePools([...chats, ...lines]);
  const vary = (sample: Sample) =>
    random.chance(0.4)
      ? surround(sample, pools, random)
      : random.chance(0.5)
        ? interrupt(sample, pools, 0.15, random)
        : sample;
  const items: Sample[] = chats.map((sample) => crop(vary(sample), STRETCH, random));
  items.push(...lines);
  for (let i = 0; i < pools.alerts.length * settings.tempted; i++)
    items.push(crop(tempt(random.pick(pools.innocent), pools, random.pick([1, 2, 3]), random), STRETCH, random));
  const dressed = items.map((sample) =>
    random.chance(settings.disguised) ? disguise(sample, sources.read, 0.6, random) : sample,
  );
  const sets = new Map<string, Sample[]>();
  for (const sample of samples)
    if (isBenign(sample)) {
      const set = sets.get(sample.source);
      if (set) set.push(sample);
      else sets.set(sample.source, [sample]);
    }
  // of a long room, which there are few of, several
  for (const set of sets.values())
    for (const sample of random.shuffle([...set]).slice(0, settings.benign))
      for (let i = 0; i < Math.max(1, Math.round(sample.messages.length / BENIGN_STRETCH)); i++)
        dressed.push(crop(sample, BENIGN_STRETCH, random));
  return dressed;
}
