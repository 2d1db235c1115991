/** What the network is trained on: conversations, their messages as words, with their labels. */
import { SIGNALS, type SignalId } from '../../engine/signal.ts';

/** A message, read by the engine. */
export interface ReadMessage {
  readonly words: readonly string[];
  /** 0 child, 1 peer, 2 unknown. */
  readonly side: number;
  /** Bit s is set when the message carries signal s. */
  readonly carries: number;
  /** Bit s is set when the rules found signal s; no sample says so as yet, it is 0 in all. */
  readonly found: number;
  /** The text, for disguises. */
  readonly text: string;
}

export type SampleLabel = 'alert' | 'watch' | 'none' | 'line' | 'near';

/** A conversation, or a single line (`line` carries a signal, `near` only resembles one). */
export interface Sample {
  readonly id: string;
  /** The corpus file, without its ending: `en-b`, `lines-a`, `benign/sms`. */
  readonly source: string;
  readonly label: SampleLabel;
  readonly alertBy: number | null;
  readonly messages: readonly ReadMessage[];
  readonly note: string;
  /** How much it counts in the concern. */
  readonly weight: number;
}

export const bitsOf = (signals: readonly SignalId[]): number =>
  signals.reduce((bits, signal) => bits | (1 << SIGNALS.indexOf(signal)), 0);

export const isConversation = (sample: Sample): boolean => sample.label !== 'line' && sample.label !== 'near';
export const isBenign = (sample: Sample): boolean => sample.source.startsWith('benign/');

/** Written for this project beside its rules: learnt from, never measured on. */
export const isOwn = (sample: Sample): boolean => sample.source.startsWith('own/');

/** In another language, glossed: learnt from; measured on when its language was left out. */
export const isOther = (sample: Sample): boolean => sample.source.startsWith('other/');
