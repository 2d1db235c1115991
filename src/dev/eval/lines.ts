import type { LabelledLine, Prediction } from '../../cli/corpus.ts';
import { SIGNALS, type SignalId } from '../../engine/signal.ts';
import { ratesOf, type SignalCounts } from './score.ts';
import { mean, ratio } from './statistics.ts';

/** A single line with what the engine found in it. */
export interface JudgedLine {
  readonly line: LabelledLine;
  readonly prediction: Prediction;
}

export interface LineScore {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** Lines that carry the signal. */
  readonly carrying: number;
  /** Lines that only sound like it, and the share of them in which it was found. */
  readonly near: number;
  readonly nearFalseRate: number | null;
}

/** The patterns that every language must know first: impersonation, credentials, threats, hijack. */
const CORE: readonly SignalId[] = [
  'impersonation',
  'credential-request',
  'account-hijack',
  'threat-exposure',
  'threat-harm',
];

export interface LinesScore {
  readonly lines: number;
  readonly macroF1: number | null;
  /** Of the core patterns alone. */
  readonly coreF1: number | null;
  readonly nearFalseRate: number | null;
  readonly signals: Readonly<Partial<Record<SignalId, LineScore>>>;
}

/** Scores the signals of single lines, each read by itself as a peer's message. */
export function scoreLines(judged: readonly JudgedLine[]): LinesScore {
  const signals: Partial<Record<SignalId, LineScore>> = {};
  let near = 0;
  let nearFalse = 0;
  for (const signal of SIGNALS) {
    const counts: SignalCounts = { truePositive: 0, falsePositive: 0, falseNegative: 0 };
    const nearHere = judged.filter(({ line }) => line.near === signal);
    for (const { line, prediction } of judged) {
      const wanted = line.signals.includes(signal);
      const got = prediction.signals[signal] !== undefined;
      if (wanted && got) counts.truePositive += 1;
      else if (got) counts.falsePositive += 1;
      else if (wanted) counts.falseNegative += 1;
    }
    const falseHere = nearHere.filter(({ prediction }) => prediction.signals[signal] !== undefined).length;
    near += nearHere.length;
    nearFalse += falseHere;
    const carrying = counts.truePositive + counts.falseNegative;
    if (carrying + nearHere.length + counts.falsePositive === 0) continue;
    signals[signal] = {
      ...ratesOf(counts),
      carrying,
      near: nearHere.length,
      nearFalseRate: ratio(falseHere, nearHere.length),
    };
  }
  const macroOf = (wanted: readonly SignalId[]) => {
    const known = wanted.flatMap((signal) => signals[signal] ?? []).filter(({ carrying }) => carrying > 0);
    return mean(known.map(({ f1 }) => f1 ?? 0));
  };
  return {
    lines: judged.length,
    macroF1: macroOf(SIGNALS),
    coreF1: macroOf(CORE),
    nearFalseRate: ratio(nearFalse, near),
    signals,
  };
}
