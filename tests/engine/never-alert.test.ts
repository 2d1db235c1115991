import { describe, expect, it } from 'vitest';
import { type Chat, chats, engine } from './shipped.ts';

/** Levels that a chat raises, in order. */
function alertsOf(chat: Chat): string[] {
  let state = engine.start();
  const levels: string[] = [];
  const group = chat.messages.some((message) => message.from.startsWith('peer:'));
  for (const { from, text, t } of chat.messages) {
    const direction = from === 'child' ? 'child' : 'peer';
    const observed = engine.observe(state, { author: from, direction, text, time: t * 1000 }, { now: t * 1000, group });
    state = observed.state;
    if (observed.alert) levels.push(`${observed.alert.level}: ${observed.alert.signals.join(', ')}`);
  }
  return levels;
}

describe('who somebody is, what they mourn, how they are and what they believe is never an alert', () => {
  const never = [
    ...chats('own/en-p.jsonl'),
    ...chats('tune/en-f.jsonl').filter(
      (chat) => chat.label === 'none' && /^story: (identity|grief|health|faith)/.test(chat.note),
    ),
  ];

  it('has enough chats to mean something', () => {
    expect(never.length).toBeGreaterThan(35);
  });

  for (const chat of never)
    it(`${chat.id}: ${chat.note.replace(/;.*/, '')}`, () => {
      expect(alertsOf(chat)).toEqual([]);
    });
});
