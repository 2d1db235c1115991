import type { LabelledConversation, Prediction } from '../../cli/corpus.ts';
import { levelRank, SIGNALS, type SignalId } from '../../engine/signal.ts';
import { fMeasure, interval, mean, ratio } from './statistics.ts';

/** A conversation with what the engine made of it. */
export interface Judged {
  readonly conversation: LabelledConversation;
  readonly prediction: Prediction;
}

export interface SignalScore {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** Conversations that hold the signal, and the share of them in which it was found anywhere. */
  readonly conversations: number;
  readonly conversationRecall: number | null;
}

export interface SliceScore {
  readonly alert: number;
  readonly recall: number | null;
  readonly none: number;
  readonly falseAlertRate: number | null;
}

type Interval = [low: number, high: number] | null;

/**
 * The figures of a set of conversations. A conversation counts as alerted when it has an alert of any level. `watch`
 * conversations count in no rate: to alert on them, or not to, is no mistake. Shares are 0..1; null: nothing to count.
 */
export interface Score {
  readonly conversations: number;
  readonly alert: {
    readonly count: number;
    readonly recall: number | null;
    readonly recall95: Interval;
    /** Share of the `alert` conversations that were alerted on at `alertBy` or before. */
    readonly inTime: number | null;
    readonly medianDelayMessages: number | null;
    readonly levelRight: number | null;
    readonly levelWithinOne: number | null;
  };
  readonly none: {
    readonly count: number;
    readonly falseAlertRate: number | null;
    readonly falseAlertRate95: Interval;
    readonly severeFalseRate: number | null;
    readonly messages: number;
    readonly falseAlertsPer10kMessages: number | null;
  };
  readonly watch: { readonly count: number; readonly alerted: number };
  readonly precision: number | null;
  readonly f1: number | null;
  readonly f05: number | null;
  readonly signalMacroF1: number | null;
  readonly slices: Readonly<Record<string, SliceScore>>;
  readonly signals: Readonly<Partial<Record<SignalId, SignalScore>>>;
}

/** Scores what the engine made of labelled conversations. */
export function score(judged: readonly Judged[]): Score {
  const alert = judged.filter(({ conversation }) => conversation.label === 'alert');
  const none = judged.filter(({ conversation }) => conversation.label === 'none');
  const watch = judged.filter(({ conversation }) => conversation.label === 'watch');
  const caught = alert.filter(isAlerted);
  const falseAlerts = none.filter(isAlerted);
  const messages = none.reduce((sum, { conversation }) => sum + conversation.messages.length, 0);
  const events = none.reduce((sum, { prediction }) => sum + prediction.alerts.length, 0);
  const delays = caught.map(delayOf).sort((a, b) => a - b);
  const levelDistance = caught.map(({ conversation, prediction }) =>
    Math.abs(highestRank(prediction) - levelRank(conversation.level ?? null)),
  );
  const within = (distance: number) => levelDistance.filter((value) => value <= distance).length;
  const precision = ratio(caught.length, caught.length + falseAlerts.length);
  const recall = ratio(caught.length, alert.length);
  const signals = scoreSignals(judged);
  const known = Object.values(signals).filter((one) => one.recall !== null);
  return {
    conversations: judged.length,
    alert: {
      count: alert.length,
      recall,
      recall95: interval(caught.length, alert.length),
      inTime: ratio(caught.filter((one) => delayOf(one) <= 0).length, alert.length),
      medianDelayMessages: delays[Math.floor(delays.length / 2)] ?? null,
      levelRight: ratio(within(0), caught.length),
      levelWithinOne: ratio(within(1), caught.length),
    },
    none: {
      count: none.length,
      falseAlertRate: ratio(falseAlerts.length, none.length),
      falseAlertRate95: interval(falseAlerts.length, none.length),
      severeFalseRate: ratio(falseAlerts.filter(({ prediction }) => highestRank(prediction) >= 1).length, none.length),
      messages,
      falseAlertsPer10kMessages: messages > 0 ? (events / messages) * 10_000 : null,
    },
    watch: { count: watch.length, alerted: watch.filter(isAlerted).length },
    precision,
    f1: fMeasure(precision, recall, 1),
    f05: fMeasure(precision, recall, 0.5),
    signalMacroF1: mean(known.map(({ f1 }) => f1 ?? 0)),
    slices: scoreSlices(judged),
    signals,
  };
}

export function isAlerted({ prediction }: Judged): boolean {
  return prediction.alerts.length > 0;
}

function highestRank(prediction: Prediction): number {
  return prediction.alerts.reduce((top, { level }) => Math.max(top, levelRank(level)), -1);
}

/** Messages between `alertBy` and the first alert; negative: ahead of it. */
function delayOf({ conversation, prediction }: Judged): number {
  const first = Math.min(...prediction.alerts.map(({ at }) => at));
  return first - (conversation.alertBy ?? 0);
}

/** Length and grouping give labels away in hand-written corpora: shown by slice, so that nobody is fooled by them. */
function slicesOf({ conversation }: Judged): string[] {
  const length = conversation.messages.length;
  const group = conversation.messages.some(({ from }) => from.startsWith('peer:'));
  const size =
    length <= 5 ? '2-5 messages' : length <= 12 ? '6-12 messages' : length <= 24 ? '13-24 messages' : '25+ messages';
  return [size, group ? 'group' : 'one to one'];
}

function scoreSlices(judged: readonly Judged[]): Record<string, SliceScore> {
  const slices = new Map<string, Judged[]>();
  for (const one of judged) {
    for (const name of slicesOf(one)) slices.set(name, [...(slices.get(name) ?? []), one]);
  }
  const entries = [...slices].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  return Object.fromEntries(
    entries.map(([name, members]) => {
      const alert = members.filter(({ conversation }) => conversation.label === 'alert');
      const none = members.filter(({ conversation }) => conversation.label === 'none');
      return [
        name,
        {
          alert: alert.length,
          recall: ratio(alert.filter(isAlerted).length, alert.length),
          none: none.length,
          falseAlertRate: ratio(none.filter(isAlerted).length, none.length),
        },
      ];
    }),
  );
}

/** Counts of one signal over messages or lines. */
export interface SignalCounts {
  truePositive: number;
  falsePositive: number;
  falseNegative: number;
}

/** Precision, recall and F1 of counts. */
export function ratesOf(counts: SignalCounts): { precision: number | null; recall: number | null; f1: number | null } {
  const precision = ratio(counts.truePositive, counts.truePositive + counts.falsePositive);
  const recall = ratio(counts.truePositive, counts.truePositive + counts.falseNegative);
  return { precision, recall, f1: fMeasure(precision, recall, 1) };
}

function scoreSignals(judged: readonly Judged[]): Partial<Record<SignalId, SignalScore>> {
  const scores: Partial<Record<SignalId, SignalScore>> = {};
  for (const signal of [...SIGNALS].sort()) {
    const counts: SignalCounts = { truePositive: 0, falsePositive: 0, falseNegative: 0 };
    let seen = false;
    let inConversations = 0;
    let found = 0;
    for (const { conversation, prediction } of judged) {
      if (conversation.signals === undefined) continue;
      const expected = conversation.signals[signal];
      const got = prediction.signals[signal];
      if (expected === undefined && got === undefined) continue;
      seen = true;
      const wanted = new Set(expected ?? []);
      const indexes = new Set(got ?? []);
      for (const index of indexes) {
        if (wanted.has(index)) counts.truePositive += 1;
        else counts.falsePositive += 1;
      }
      for (const index of wanted) if (!indexes.has(index)) counts.falseNegative += 1;
      if (wanted.size > 0) {
        inConversations += 1;
        if (indexes.size > 0) found += 1;
      }
    }
    if (!seen) continue;
    scores[signal] = {
      ...ratesOf(counts),
      conversations: inConversations,
      conversationRecall: ratio(found, inConversations),
    };
  }
  return scores;
}
