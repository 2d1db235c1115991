import { describe, expect, it } from 'vitest';
import { parseExample } from '../../src/dev/rule-examples.ts';
import { packWithExamples, ruleLanguages } from '../../src/dev/rule-files.ts';
import { type ConversationState, createEngine } from '../../src/engine/index.ts';
import { REPLIES } from '../../src/engine/pack.ts';

/** The replies that the child's messages of an example are read as. */
function repliesOf(messages: readonly string[], engine: ReturnType<typeof createEngine>): string[] {
  let state: ConversationState = engine.start();
  messages.forEach((text, i) => {
    const message = { author: 'child', direction: 'child' as const, text, time: i * 1000 };
    state = engine.observe(state, message, { now: i * 1000, group: false }).state;
  });
  return Object.keys(state.replies);
}

for (const lang of ruleLanguages()) {
  const pack = packWithExamples(lang);
  for (const reply of REPLIES)
    describe(`rules/${lang}/replies/${reply}.yaml`, () => {
      for (const [name, rule] of Object.entries(pack.replies[reply] ?? {})) {
        // by itself, so that an example shows this rule and not another of the file
        const engine = createEngine({ ...pack, replies: { [reply]: { [name]: rule } } });
        const examples = rule.examples ?? { match: [], pass: [] };
        it(`${name} has examples on both sides`, () => {
          expect(Math.min(examples.match.length, examples.pass.length), 'write at least two of each').toBeGreaterThan(
            1,
          );
        });
        it.each(examples.match)(`${name} matches: %s`, (example) => {
          expect(repliesOf(parseExample(example).messages, engine)).toEqual([reply]);
        });
        it.each(examples.pass)(`${name} passes over: %s`, (example) => {
          expect(repliesOf(parseExample(example).messages, engine)).toEqual([]);
        });
      }
    });
}
