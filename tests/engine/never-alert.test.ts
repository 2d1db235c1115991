import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allLanguages } from '../../src/catalog.ts';
import { createEngine, type Engine, loadModel } from '../../src/engine/index.ts';
import { type Chat, chats, engine as english } from './shipped.ts';

/** Levels that a chat raises, in order. */
function alertsOf(chat: Chat, engine: Engine = english): string[] {
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

describe('in the six other languages, of chats that the networks for them have read', () => {
  const MATTER =
    /coming out|comes out|\bgrie(f|ving)\b|mourn|funeral|\bfaith|church|mosque|ramadan|illness|diabet|cancer|\btrans\b|\bgay|lesbian|prayer|religio|bereave|chemo|epilep|confirmation|\beid\b|wheelchair|depress|anxiety|\bdied\b|death of/i;
  /** Wrong, and known: somebody asks a diabetic who is at home. */
  const KNOWN = ['fr-f-197'];
  const opinion = loadModel(readFileSync(new URL('../../rules/en/model.bin', import.meta.url)));
  const engine = createEngine(allLanguages(), { opinion });
  const own = readdirSync(new URL('../corpus/own/', import.meta.url)).filter((file) =>
    /^(ar|de|es|fr|it|pt)-/.test(file),
  );
  const never = own
    .flatMap((file) => chats(`own/${file}`))
    .filter(({ label, note }) => label === 'none' && MATTER.test(note));

  it('alert in no chat but those that are known', () => {
    expect(never.length).toBeGreaterThan(150);
    expect(never.filter((chat) => alertsOf(chat, engine).length > 0).map(({ id }) => id)).toEqual(KNOWN);
  });
});
