import type { Direction } from './message.ts';
import type { SignalId } from './signal.ts';

/** What the second opinion reads: a message in its context. All words are repaired, lower-case, without apostrophes. */
export interface OpinionInput {
  readonly words: readonly string[];
  readonly direction: Direction;
  /** The last messages of each side before this one, oldest first. */
  readonly recentPeer: readonly (readonly string[])[];
  readonly recentChild: readonly (readonly string[])[];
  /** Signals that rules found in this message. */
  readonly found: ReadonlySet<SignalId>;
}

export interface Opinion {
  /** Probability of each signal in this message, in the order of `SIGNALS`. */
  readonly signals: ArrayLike<number>;
  /** 0..1: a careful parent would want to know. */
  readonly concern: number;
}

/** A trained reader of messages, used beside the rules. Pure: the same input gives the same opinion. */
export interface SecondOpinion {
  /** Names the model in findings: `model/en-1`. */
  readonly id: string;
  readonly score: (input: OpinionInput) => Opinion;
  /** Indexes of the words that carried the concern, strongest first. Slow: asked for alerts only. */
  readonly explain?: (input: OpinionInput) => { readonly words: readonly { readonly index: number }[] };
  /** The reader of texts that were glossed word by word, where there is one of its own; without it the same reads both. */
  readonly glossed?: SecondOpinion;
}
