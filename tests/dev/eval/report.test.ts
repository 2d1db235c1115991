import { expect, it } from 'vitest';
import type { Part } from '../../../src/dev/eval/corpora.ts';
import { render, summarise } from '../../../src/dev/eval/report.ts';

/** A file of one chat with an alert, caught or missed, and of one innocent chat. */
function judged(part: Part, name: string, caught: boolean) {
  const chat = (label: 'alert' | 'none') => ({
    id: `${name}-${label}`,
    lang: name.slice(0, 2),
    label,
    messages: [{ from: 'peer', text: 'hi', t: 0 }],
    signals: {},
    ...(label === 'alert' ? { level: 'warning' as const, alertBy: 0 } : {}),
  });
  const corpus = { part, name, conversations: [chat('alert'), chat('none')], lines: [] };
  const alerts = caught ? [{ at: 0, level: 'warning' as const, signals: [] }] : [];
  const conversations = corpus.conversations.map((conversation) => ({
    conversation,
    prediction: { id: conversation.id, alerts: conversation.label === 'alert' ? alerts : [], signals: {} },
  }));
  return { corpus, conversations, lines: [] };
}

it('puts the files of a language together, and all languages but English', () => {
  const summary = summarise([
    judged('unread', 'en-x', false),
    judged('unread', 'es-x', true),
    judged('unread', 'es-y', false),
    judged('unread', 'de-x', true),
    judged('plain', 'es-x', true),
    judged('plain', 'es-y', true),
  ]);
  expect(summary.others.map(({ name, score }) => [name, score.alert.count, score.alert.recall])).toEqual([
    ['unread, other languages together', 3, 2 / 3],
    ['unread, es together', 2, 1 / 2],
    ['plain, es together', 2, 1],
  ]);
  expect(render(summary, { stories: false })).toMatch(/unread, es together +2 +50\.0 %/u);
});
