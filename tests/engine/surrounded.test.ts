import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/dev/seeded.ts';
import { chats, engine, type Row } from './shipped.ts';

/** Is there an alert, whatever its level? */
function alerts(messages: readonly Row[]): boolean {
  let state = engine.start();
  const group = messages.some(({ from }) => from.startsWith('peer:'));
  let any = false;
  for (const { from, text, t } of messages) {
    const direction = from === 'child' ? 'child' : 'peer';
    const message = { author: from, direction, text, time: t * 1000 } as const;
    const observed = engine.observe(state, message, { now: t * 1000, group });
    state = observed.state;
    any ||= observed.alert !== null;
  }
  return any;
}

describe('innocent talk around a conversation', () => {
  const random = seeded('surrounded');
  const dull = chats('tune/en-d.jsonl').filter(({ label, messages }) => label === 'none' && !alerts(messages));
  /** Ten messages of another chat, said by the two of this one. */
  const talk = (peer: string): Row[] =>
    random
      .pick(dull)
      .messages.slice(0, 10)
      .map(({ from, text }, t) => ({ from: from === 'child' ? 'child' : peer, text, t: t * 20 }));
  const all = ['en', 'en-b', 'en-c', 'en-e', 'en-f'].flatMap((file) => chats(`tune/${file}.jsonl`));

  it.each(['before', 'after'])(
    '%s it changes next to no answer',
    (where) => {
      const changed = all.filter(({ messages }) => {
        const peer = messages.find(({ from }) => from !== 'child')?.from ?? 'peer';
        const small = talk(peer);
        const end = (messages.at(-1)?.t ?? 0) + 60;
        const both =
          where === 'before'
            ? [...small, ...messages.map((row) => ({ ...row, t: row.t + 400 }))]
            : [...messages, ...small.map((row) => ({ ...row, t: row.t + end }))];
        const alone = alerts(messages);
        const amid = alerts(both);
        return alone !== amid;
      });
      expect(changed.length / all.length).toBeLessThanOrEqual(BOUND);
    },
    180_000,
  );
});

/** Share of conversations whose answer may change: the network hears the last eight messages of each side. */
const BOUND = 0.04;
