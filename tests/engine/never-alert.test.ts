import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { englishPack } from '../../src/catalog.ts';
import { createEngine, loadModel } from '../../src/engine/index.ts';

interface Chat {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly messages: readonly { readonly from: string; readonly text: string; readonly t: number }[];
}

const chats = (file: string): Chat[] =>
  readFileSync(new URL(`../corpus/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Chat);

/** The engine as it ships: rules and second opinion. */
const model = readFileSync(new URL('../../rules/en/model.bin', import.meta.url));
const engine = createEngine(englishPack(), { opinion: loadModel(model) });

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
