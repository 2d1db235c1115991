import { CORPUS_START } from '../../../cli/predict.ts';
import type { Engine } from '../../../engine/index.ts';
import type { Reader } from './contestant.ts';

/** ms between two messages of a conversation: a lively chat of two, each writing in turn. */
const STEP = 30_000;

/** Chats that go on for ever, a message of each in turn: the peer and the child write by turns. One, unless more are wanted. */
export function engineReader(engine: Engine, conversations = 1): Reader {
  const states = Array.from({ length: conversations }, () => engine.start());
  let read = 0;
  return (texts) => {
    let language: string | undefined;
    for (const text of texts) {
      const chat = read % conversations;
      const turn = Math.floor(read / conversations);
      read += 1;
      const now = CORPUS_START + turn * STEP;
      const direction = turn % 2 === 0 ? 'peer' : 'child';
      const message = { author: direction, direction, text, time: now } as const;
      const { state, languages } = engine.observe(states[chat] ?? engine.start(), message, { now, group: false });
      states[chat] = state;
      language = languages[0];
    }
    return language;
  };
}
