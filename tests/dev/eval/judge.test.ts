import { describe, expect, it } from 'vitest';
import type { LabelledConversation } from '../../../src/cli/corpus.ts';
import type { Corpus } from '../../../src/dev/eval/corpora.ts';
import { measureDisguises, mixedDisguise, renderDisguises } from '../../../src/dev/eval/disguises.ts';
import { judge } from '../../../src/dev/eval/judge.ts';
import { standIn } from '../../cli/stand-in.ts';

const chat = (id: string, ...texts: string[]): LabelledConversation => ({
  id,
  label: 'alert',
  level: 'warning',
  alertBy: 2,
  signals: { 'credential-request': [0, 2] },
  messages: texts.map((text, index) => ({ from: index % 2 ? 'child' : 'peer', text, t: index })),
});

const corpus = (...conversations: LabelledConversation[]): Corpus => ({
  part: 'check',
  name: 'en',
  conversations,
  lines: [{ id: 'l', text: 'a password', signals: ['credential-request'] }],
});

describe('a corpus that is read', () => {
  it('gives the predictions of its chats and of its single lines', () => {
    const { conversations, lines } = judge(standIn, corpus(chat('a', 'password', 'no', 'password')));
    expect(conversations[0]?.prediction).toMatchObject({
      alerts: [{ at: 2 }],
      signals: { 'credential-request': [0, 2] },
    });
    expect(lines[0]?.prediction.signals).toEqual({ 'credential-request': [0] });
  });

  it('is told in the indexes of the original when a disguise makes two messages of one', () => {
    const heard: number[] = [];
    const { conversations } = judge(standIn, corpus(chat('a', 'password now', 'password', 'the password now')), {
      disguise: (text) => text.split(' '),
      onFindings: ({ item, heard: { index } }) => item.id === 'a' && heard.push(index),
    });
    expect(conversations[0]?.prediction).toMatchObject({
      alerts: [{ at: 2 }],
      signals: { 'credential-request': [0, 2] },
    });
    expect(heard).toEqual([0, 2]);
  });

  it('keeps what the child wrote as it is', () => {
    const { conversations } = judge(standIn, corpus(chat('a', 'hi', 'password', 'hi')), { disguise: () => ['x'] });
    expect(conversations[0]?.prediction.signals).toEqual({});
    const seen: string[] = [];
    judge(standIn, corpus(chat('a', 'one', 'two', 'three')), {
      disguise(text) {
        seen.push(text);
        return [text];
      },
    });
    expect(seen).toEqual(['one', 'three', 'a password']);
  });
});

describe('disguises', () => {
  it('are measured against the plain chats, at least twelve of them, the same every time', () => {
    const corpora = [corpus(chat('a', 'password', 'no', 'password'), chat('b', 'password', 'no', 'password'))];
    const costs = measureDisguises(standIn, corpora);
    expect(costs.length).toBeGreaterThanOrEqual(14);
    expect(costs.slice(0, 2).map(({ disguise }) => disguise)).toEqual(['plain', 'mixed']);
    expect(costs[0]).toMatchObject({ recall: 1, cost: 0 });
    // A reader of plain letters alone must be hurt by them.
    expect(Math.max(...costs.map(({ cost }) => cost ?? 0))).toBe(1);
    expect(measureDisguises(standIn, corpora)).toEqual(costs);
    expect(renderDisguises(costs)).toContain('zero-width');
  });

  it('change a text for the benches', () => {
    const text = 'please send me the password of your account tonight';
    expect(mixedDisguise(text)).toBe(mixedDisguise(text));
    const texts = Array.from({ length: 20 }, (_, turn) => `${text} ${turn}`);
    expect(texts.filter((one) => mixedDisguise(one) !== one).length).toBeGreaterThan(10);
  });
});
