/** One network, trained from a seed. */

import { makeParameters, type Parameters } from '../../engine/model-shape.ts';
import { type Seeded, seeded } from '../seeded.ts';
import { Adam, RowAdam } from './adam.ts';
import { crop, disguise, interrupt, makePools, type Pools, retell, surround, tempt } from './augment.ts';
import { makeBatch } from './batch.ts';
import type { Lexicon } from './lexicon.ts';
import { lossOf } from './loss.ts';
import { backward, forward } from './network.ts';
import type { Sample } from './samples.ts';
import { isBenign, isConversation } from './samples.ts';
import type { Settings } from './settings.ts';
import { WordTable } from './word-table.ts';

/** What training reads beside the samples. */
export interface Sources {
  readonly lexicon: Lexicon;
  /** New wordings of the phrase grammar, as single lines. */
  readonly wordings: (random: Seeded) => readonly Sample[];
  /** New tellings of its scenes, as conversations. */
  readonly scenes: (random: Seeded) => readonly Sample[];
  readonly read: (text: string) => readonly string[];
  readonly report?: (line: string) => void;
}

/** A trained network, with the word vectors as they became. */
export interface Trained {
  readonly parameters: Parameters;
  readonly table: WordTable;
}

/** Longest stretch of a conversation in one round, in messages; shorter for benign chats, of which there are many. */
const STRETCH = 36;
const BENIGN_STRETCH = 14;

/**
 * Trains a network on the samples. The same samples, settings, seed and teachers give the same weights.
 * @param teachers networks of other seeds, whose mean opinion is learnt beside the labels: one network that knows what several do
 */
export function trainNetwork(
  samples: readonly Sample[],
  settings: Settings,
  seed: number,
  sources: Sources,
  teachers: readonly Trained[] = [],
): Trained {
  const random = seeded(`fit ${seed}`);
  const { shape } = settings;
  const parameters = startParameters(settings, random);
  const gradient = makeParameters(shape);
  const optimiser = new Adam(parameters.flat.length, settings.decay);
  const table = new WordTable(sources.lexicon);
  const wordOptimiser = new RowAdam(table.vectors.length, shape.dim);
  const mean = new RunningMean([parameters.flat, table.vectors]);
  for (let round = 0; round < settings.rounds; round++) {
    const pace = Math.min(1, (round + 1) / 2) * (1 - (settings.slowing * round) / settings.rounds);
    const items = random.shuffle(roundOf(samples, settings, random, sources));
    let total = 0;
    for (let i = 0; i < items.length; i += settings.batch) {
      const batch = makeBatch(items.slice(i, i + settings.batch), table, random, settings.wordDropout);
      const pass = forward(shape, parameters, batch.input, {
        rate: settings.dropout,
        next: random.next,
        context: 0.12,
      });
      const taught = teachers.length > 0 ? teach(teachers, batch.samples, settings) : null;
      const { loss, error } = lossOf(pass.logits, batch, settings, taught);
      total += loss;
      gradient.flat.fill(0);
      const words = backward(shape, parameters, gradient, batch.input, pass, error);
      optimiser.step(parameters.flat, gradient.flat, settings.rate * pace);
      wordOptimiser.step(table.vectors, batch.rows, words, settings.wordRate * pace);
    }
    sources.report?.(`round ${round + 1}: ${items.length} samples, loss ${(total / items.length).toFixed(4)}`);
    if (round >= settings.rounds - settings.averaged) mean.add();
  }
  mean.settle();
  return { parameters, table };
}

/** What networks say of each output of each message on the average, 0 to 1. */
function teach(teachers: readonly Trained[], samples: readonly Sample[], { shape }: Settings): Float32Array {
  let mean = new Float32Array(0);
  for (const { parameters, table } of teachers) {
    const { logits } = forward(shape, parameters, makeBatch(samples, table, null, 0).input, null);
    if (mean.length === 0) mean = new Float32Array(logits.length);
    for (let i = 0; i < logits.length; i++)
      (mean[i] as number) += 1 / (1 + Math.exp(-(logits[i] as number))) / teachers.length;
  }
  return mean;
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

function startParameters({ shape }: Settings, random: Seeded): Parameters {
  const parameters = makeParameters(shape);
  const fill = (values: Float32Array, fanIn: number) => {
    const bound = 1 / Math.sqrt(fanIn);
    for (let i = 0; i < values.length; i++) values[i] = (random.next() * 2 - 1) * bound;
  };
  fill(parameters.project, shape.dim);
  fill(parameters.hidden, parameters.hidden.length / shape.hidden);
  fill(parameters.out, shape.hidden);
  fill(parameters.direct, parameters.direct.length / shape.signals);
  // most messages carry nothing
  parameters.outBias.fill(-3);
  parameters.outBias[shape.signals] = -1.5;
  return parameters;
}

/** What is read in one round: every conversation and line, and a part of the benign chats. */
function roundOf(samples: readonly Sample[], settings: Settings, random: Seeded, sources: Sources): Sample[] {
  const chats = [...samples.filter((sample) => isConversation(sample) && !isBenign(sample)), ...sources.scenes(random)];
  const lines = [...samples.filter((sample) => !isConversation(sample)), ...sources.wordings(random)];
  const pools: Pools = makePools([...chats, ...lines]);
  const vary = (sample: Sample) =>
    random.chance(0.2)
      ? surround(sample, pools, random)
      : random.chance(0.5)
        ? interrupt(sample, pools, 0.15, random)
        : sample;
  const items: Sample[] = chats.map((sample) => crop(vary(sample), STRETCH, random));
  items.push(...lines);
  for (const alert of pools.alerts)
    for (let i = 0; i < settings.retold; i++)
      items.push(crop(vary(retell(alert, pools, 0.7, random)), STRETCH, random));
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
  for (const set of sets.values())
    for (const sample of random.shuffle([...set]).slice(0, settings.benign))
      dressed.push(crop(sample, BENIGN_STRETCH, random));
  return dressed;
}
