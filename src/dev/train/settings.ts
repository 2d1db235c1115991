/** Everything that can be turned in training. */
import type { Shape } from '../../engine/model-shape.ts';

export interface Settings {
  /** Of a network that is asked first: a small one, for most messages are innocent. */
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
   * One network each, over the same words, in the order of the file: the first one is asked first, and alone where it is sure of
   * innocence. Of alike ones three found half a point more than one on `unread` at the same share of false alerts, seven no more
   * than three on `check`.
   */
  readonly seeds: readonly number[];
  /** The one of them that learns first to tell what sentences mean, and that moves the words: all others read its words. */
  readonly wordSeed: number;
  /**
   * Those of all whose networks have gated filters, and what is other in their shape. One beside one that has none finds two to
   * three points more on `unread` than three without (by hand: docs/accuracy.md).
   */
  readonly gatedSeeds: readonly number[];
  readonly gated: Required<Pick<Shape, 'gated' | 'tri' | 'mean' | 'hidden'>>;
  /** Networks for texts that were glossed, one each, over the same words. */
  readonly glossedSeeds: readonly number[];
  /** How often such a network reads each glossed text in a round. */
  readonly glossedTimes: number;
  /** Share of everything else that it reads in a round, 0 to 1. */
  readonly glossedEnglish: number;
}

export const SETTINGS: Settings = {
  shape: { dim: 48, uni: 32, tri: 32, mean: 64, hidden: 48, signals: 20, told: 128 },
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
  tellRounds: 8,
  tellWeight: 0.02,
  signalWeight: 1,
  benignWeight: 0.8,
  floor: 0.3,
  seeds: [1, 3],
  wordSeed: 3,
  gatedSeeds: [3, 13],
  gated: { tri: 64, mean: 128, gated: 64, hidden: 128 },
  glossedSeeds: [11, 13],
  glossedTimes: 2,
  glossedEnglish: 0.33,
};

/** The shape of the network of a seed. */
export const shapeOfSeed = ({ shape, gated, gatedSeeds }: Settings, seed: number): Shape =>
  gatedSeeds.includes(seed) ? { ...shape, ...gated } : shape;
