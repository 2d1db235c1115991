/** Everything that can be turned in training. */
import type { Shape } from '../../engine/model-shape.ts';

export interface Settings {
  /** Of a network of whose seed `sizes` says nothing. */
  readonly shape: Shape;
  /** Words of the lexicon. */
  readonly words: number;
  readonly rounds: number;
  /** The weights at the end of this many last rounds are averaged. */
  readonly averaged: number;
  /** How much of the rate is gone at the end, 0 to 1. */
  readonly slowing: number;
  readonly batch: number;
  readonly rate: number;
  readonly decay: number;
  /** Rate at which the word vectors move from where the public ones are. */
  readonly wordRate: number;
  readonly dropout: number;
  /** Probability that a word is hidden. */
  readonly wordDropout: number;
  /** Benign chats of each set in each round. */
  readonly benign: number;
  /** Wordings of each line of the phrase grammar in each round. */
  readonly wordings: number;
  /** Tellings of each scene in each round. */
  readonly scenes: number;
  /** Innocent chats with near misses, per alert in each round. */
  readonly tempted: number;
  /** Share of the conversations and lines that are disguised. */
  readonly disguised: number;
  /** Rounds in which the network learns to tell what sentences mean before it sees a label, and the weight of that later. */
  readonly tellRounds: number;
  readonly tellWeight: number;
  /** Weight of the signals beside the concern. */
  readonly signalWeight: number;
  /** Weight of one benign chat in the concern. */
  readonly benignWeight: number;
  /** Probability up to which the concern is nothing. */
  readonly floor: number;
  /**
   * One network each, over the same words, in the order of the file: the first is asked first, and alone where it is sure of
   * innocence. Of alike ones three found half a point more than one on `unread` at the same share of false alerts, seven no more
   * than three on `check`; one with gated filters beside one without found two to three points more than three without.
   */
  readonly seeds: readonly number[];
  /**
   * How often the English network of a seed learns for all rounds over words that stay as they are; once where nothing is said.
   * A second time found no more for the first network (alone 73.7 and 73.8 % of `unread` at 5 % false).
   */
  readonly passes: Readonly<Record<number, number>>;
  /** Networks for texts that were glossed, in the same manner, over the same words. */
  readonly glossedSeeds: readonly number[];
  /** What is other in the shape of the network of a seed. The first of `seeds` has none: all others begin with it. */
  readonly sizes: Readonly<Record<number, Partial<Shape>>>;
  /** How often such a network reads each glossed text in a round. */
  readonly glossedTimes: number;
  /** Share of everything else that it reads in a round, 0 to 1. */
  readonly glossedEnglish: number;
}

export const SETTINGS: Settings = {
  shape: { dim: 48, uni: 32, tri: 64, mean: 128, hidden: 96, signals: 20, told: 128 },
  words: 12_500,
  rounds: 10,
  averaged: 4,
  slowing: 0.85,
  batch: 64,
  rate: 3e-3,
  decay: 5e-3,
  wordRate: 1e-3,
  dropout: 0.3,
  wordDropout: 0.1,
  benign: 3000,
  wordings: 2,
  scenes: 2,
  tempted: 0.5,
  disguised: 0.15,
  tellRounds: 16,
  tellWeight: 0.02,
  signalWeight: 1,
  benignWeight: 0.8,
  floor: 0.3,
  seeds: [1, 3],
  passes: { 3: 2 },
  glossedSeeds: [11, 13],
  sizes: {
    3: { gated: 64, hidden: 128 },
    11: { tri: 32, mean: 64, hidden: 40 },
    13: { gated: 64, hidden: 128 },
  },
  glossedTimes: 2,
  glossedEnglish: 0.33,
};

/** The shape of the network of a seed. */
export const shapeOfSeed = ({ shape, sizes }: Settings, seed: number): Shape => ({ ...shape, ...sizes[seed] });

/** The same where nothing is told of sentences. */
export function withoutTelling(settings: Settings): Settings {
  const { told: _, ...shape } = settings.shape;
  return { ...settings, shape };
}

/** How many passes there are for the network of a seed that has most. */
export const passesOf = ({ passes, seeds }: Settings): number => Math.max(...seeds.map((seed) => passes[seed] ?? 1));
