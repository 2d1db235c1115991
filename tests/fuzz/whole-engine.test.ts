/** Whatever is written in a chat: the whole engine reads it, its reasons point into it, and the memory of it stays small and sound. */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openEngine } from '../../src/cli/open-engine.ts';
import type { ConversationState } from '../../src/engine/index.ts';
import { anyText, anyTime } from './nasty.ts';
import { often, PATIENCE } from './runs.ts';
import { Tally } from './tally.ts';

/** Bytes of a state as it is stored. */
const MOST = 4096;

describe('the engine, in every language and with the second opinion', () => {
  const engine = openEngine();
  const tally = new Tally('messages in a conversation, whole engine');
  afterAll(() => tally.report());
  const line = fc.record({
    text: anyText,
    author: fc.oneof(fc.constantFrom('a', 'b', '', '__proto__'), anyText),
    direction: fc.constantFrom('peer', 'peer', 'child', 'unknown' as const),
    time: fc.option(anyTime, { nil: null }),
    now: anyTime,
  });

  it(
    'reads any conversation: reasons inside the text, a state under 4 KB that JSON keeps, the same answer again',
    () => {
      fc.assert(
        fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), fc.boolean(), (lines, group) => {
          let state: ConversationState = engine.start();
          for (const { now, ...message } of lines) {
            const before = state;
            const observed = tally.time(message.text.length, () => engine.observe(before, message, { now, group }));
            for (const { span } of observed.findings)
              if (!(span[0] >= 0 && span[1] > span[0] && span[1] <= message.text.length)) expect(span).toBe('inside');
            const { recent, ...kept } = observed.state;
            const stored = JSON.stringify(kept);
            expect(Buffer.byteLength(stored)).toBeLessThan(MOST);
            const back = { ...(JSON.parse(stored) as typeof kept), recent };
            expect(back).toEqual(observed.state);
            state = back;
          }
          const last = lines.at(-1);
          if (last === undefined) return;
          const { now, ...message } = last;
          expect(engine.observe(state, message, { now, group })).toEqual(
            engine.observe(state, message, { now, group }),
          );
        }),
        often(),
      );
    },
    PATIENCE,
  );
});
