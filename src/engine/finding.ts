import type { Direction } from './message.ts';
import type { Level, SignalId } from './signal.ts';

/** One piece of evidence in one message. */
export interface Finding {
  readonly signal: SignalId;
  /** `rule` findings name their rule (`en/secrecy#tell-nobody`); `model` findings name the model. */
  readonly source: 'rule' | 'model';
  readonly rule: string;
  /** Start and end (exclusive) in the original text of the message, UTF-16 units. */
  readonly span: readonly [start: number, end: number];
  /** 0..1: how surely a message that matches carries the signal. */
  readonly weight: number;
  readonly direction: Direction;
  /** An `experimental` rule counts in reports and never in an alert. */
  readonly experimental: boolean;
  /** Enough for an alert of this level beside a little more risk (`aloneFrom`): an unmistakable request or threat in plain words. */
  readonly alone: Level | null;
}

/** A reason of an alert: a finding with the time of its message. */
export interface Reason {
  readonly signal: SignalId;
  readonly source: 'rule' | 'model';
  readonly rule: string;
  readonly span: readonly [start: number, end: number];
  /** ms since the epoch. */
  readonly time: number;
}

/** What the engine raises on a conversation: once a level; a later one of the same conversation replaces it. */
export interface Alert {
  readonly level: Level;
  /** Signals that carry the alert, strongest first, at most eight. */
  readonly signals: readonly SignalId[];
  /** Reasons in the order in which they were read, at most twelve. The message that raised the alert need not have one: a concern or a reply may have carried it over. */
  readonly reasons: readonly Reason[];
}
