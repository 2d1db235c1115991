import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type LabelledConversation, type Prediction, parseLabelledLine } from '../../../src/cli/corpus.ts';
import { scoreLines } from '../../../src/dev/eval/lines.ts';
import { type Judged, score } from '../../../src/dev/eval/score.ts';
import { interval } from '../../../src/dev/eval/statistics.ts';
import { scoreStories } from '../../../src/dev/eval/stories.ts';

const read = (name: string) => readFileSync(new URL(`fixture/${name}`, import.meta.url), 'utf8');

function judged(): Judged[] {
  const predictions = new Map(
    read('predictions.jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Prediction)
      .map((prediction) => [prediction.id, prediction]),
  );
  return read('corpus.jsonl')
    .trim()
    .split('\n')
    .flatMap((line) => {
      const parsed = parseLabelledLine(line);
      const prediction = parsed.kind === 'conversation' ? predictions.get(parsed.conversation.id) : undefined;
      return parsed.kind === 'conversation' && prediction ? [{ conversation: parsed.conversation, prediction }] : [];
    });
}

const chat = (
  label: LabelledConversation['label'],
  more: Partial<LabelledConversation> = {},
): LabelledConversation => ({
  id: 'x',
  label,
  messages: [
    { from: 'peer', text: 'a', t: 0 },
    { from: 'child', text: 'b', t: 1 },
    { from: 'peer', text: 'c', t: 2 },
  ],
  signals: {},
  ...(label === 'alert' ? { level: 'warning' as const, alertBy: 2 } : {}),
  ...more,
});

const said = (...alerts: Prediction['alerts']): Prediction => ({ id: 'x', alerts, signals: {} });

describe('the score', () => {
  it('gives the figures that an independent scorer gave for the same predictions', () => {
    // fixture/expected.json was made once by a scorer written by other hands after the same definitions
    expect(judged()).toHaveLength(60);
    expect(JSON.parse(JSON.stringify(score(judged())))).toEqual(JSON.parse(read('expected.json')));
  });

  it('counts an alert at `alertBy` as in time, and the first alert alone', () => {
    const at = (...places: number[]) =>
      score([
        {
          conversation: chat('alert'),
          prediction: said(...places.map((place) => ({ at: place, level: 'warning' as const, signals: [] }))),
        },
      ]);
    expect(at(2).alert.inTime).toBe(1);
    expect(at(0, 2).alert.inTime).toBe(1);
    expect(
      score([
        { conversation: chat('alert', { alertBy: 0 }), prediction: said({ at: 2, level: 'warning', signals: [] }) },
      ]).alert,
    ).toMatchObject({
      recall: 1,
      inTime: 0,
    });
  });

  it('takes the highest level', () => {
    const alerts = [
      { at: 0, level: 'caution' as const, signals: [] },
      { at: 2, level: 'warning' as const, signals: [] },
    ];
    expect(score([{ conversation: chat('alert'), prediction: said(...alerts) }]).alert.levelRight).toBe(1);
  });

  it('lets `watch` count in no rate', () => {
    const only = score([{ conversation: chat('watch'), prediction: said({ at: 0, level: 'urgent', signals: [] }) }]);
    expect(only).toMatchObject({
      watch: { count: 1, alerted: 1 },
      precision: null,
      alert: { recall: null },
      none: { falseAlertRate: null },
    });
  });

  it('has no rate where there is nothing to count', () => {
    expect(score([])).toMatchObject({ conversations: 0, precision: null, f1: null, signalMacroF1: null });
    expect(interval(0, 0)).toBeNull();
  });

  it('gives the interval of Wilson', () => {
    const [low, high] = interval(8, 10) ?? [0, 0];
    expect(low).toBeCloseTo(0.4902, 4);
    expect(high).toBeCloseTo(0.9433, 4);
    expect(interval(0, 10)?.[0]).toBe(0);
    expect(interval(10, 10)?.[1]).toBe(1);
  });
});

it('single lines give precision and recall of a signal, and how often its near misses are caught', () => {
  const line = (signals: ('secrecy' | 'pressure')[], near?: 'secrecy') => ({
    id: 'l',
    text: 't',
    signals,
    ...(near === undefined ? {} : { near }),
  });
  const found = (...signals: ('secrecy' | 'pressure')[]): Prediction => ({
    id: 'l',
    alerts: [],
    signals: Object.fromEntries(signals.map((signal) => [signal, [0]])),
  });
  const result = scoreLines([
    { line: line(['secrecy']), prediction: found('secrecy') },
    { line: line(['secrecy', 'pressure']), prediction: found() },
    { line: line([], 'secrecy'), prediction: found('secrecy') },
    { line: line([], 'secrecy'), prediction: found('pressure') },
  ]);
  expect(result.signals.secrecy).toEqual({
    precision: 0.5,
    recall: 0.5,
    f1: 0.5,
    carrying: 2,
    near: 2,
    nearFalseRate: 0.5,
  });
  expect(result.signals.pressure).toMatchObject({ precision: 0, recall: 0, carrying: 1 });
  expect(result).toMatchObject({ lines: 4, nearFalseRate: 0.5, macroF1: 0.25 });
});

it('stories are counted by their tag, the weakest first', () => {
  const alert = said({ at: 2, level: 'warning', signals: [] });
  const stories = scoreStories([
    { conversation: chat('alert', { note: 'story: strong; why: x' }), prediction: alert },
    { conversation: chat('alert', { note: 'story: weak; why: x' }), prediction: said() },
    { conversation: chat('alert', { note: 'story: weak; why: x', alertBy: 0 }), prediction: alert },
    { conversation: chat('none', { note: 'story: banter; why: x' }), prediction: alert },
    { conversation: chat('none'), prediction: said() },
  ]);
  expect(stories).toEqual([
    { story: 'weak', alert: 2, caught: 1, inTime: 0, none: 0, falseAlerts: 0 },
    { story: 'strong', alert: 1, caught: 1, inTime: 1, none: 0, falseAlerts: 0 },
    { story: 'banter', alert: 0, caught: 0, inTime: 0, none: 1, falseAlerts: 1 },
    { story: 'no tag', alert: 0, caught: 0, inTime: 0, none: 1, falseAlerts: 0 },
  ]);
});
