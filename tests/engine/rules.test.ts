import { describe, expect, it } from 'vitest';
import { parseExample } from '../../src/dev/rule-examples.ts';
import { packWithExamples, ruleLanguages } from '../../src/dev/rule-files.ts';
import { createEngine, type Engine, type Finding, SIGNALS } from '../../src/engine/index.ts';

/** Reads the messages of an example as one author's, all within a minute, with every signal that the rule waits for before it. */
function findingsOf(
  engine: Engine,
  messages: readonly string[],
  direction: 'peer' | 'child',
  after: readonly string[] | undefined,
): Finding[] {
  let state = engine.start();
  for (const signal of after ?? []) state = { ...state, evidence: { ...state.evidence, [signal]: [0.9, 0] } };
  let last: readonly Finding[] = [];
  messages.forEach((text, i) => {
    const observed = engine.observe(
      state,
      { author: 'a', direction, text, time: i * 1000 },
      { now: i * 1000, group: false },
    );
    state = observed.state;
    last = observed.findings;
  });
  return [...last];
}

for (const lang of ruleLanguages()) {
  const pack = packWithExamples(lang);
  const engine = createEngine(pack);
  for (const signal of SIGNALS) {
    const rules = Object.entries(pack.rules[signal] ?? {});
    if (rules.length === 0) continue;
    describe(`rules/${lang}/${signal}.yaml`, () => {
      for (const [name, rule] of rules) {
        const id = `${lang}/${signal}#${name}`;
        const direction = rule.speaker === 'child' ? 'child' : 'peer';
        it(`${name} has a reason and examples on both sides`, () => {
          expect(rule.why, `${id}: say in one line why it matters`).toBeTruthy();
          expect(rule.examples, `${id}: give at least one line that must match and one near miss`).toBeDefined();
        });
        for (const example of rule.examples?.match ?? [])
          it(`${name} matches: ${example}`, () => {
            const { messages, span } = parseExample(example);
            const finding = findingsOf(engine, messages, direction, rule.after).find((found) => found.rule === id);
            expect(finding, `${id} does not match; mend the pattern or the example`).toBeDefined();
            expect(messages.at(-1)?.slice(...(finding?.span ?? [0, 0]))).toBe(span);
          });
        for (const example of rule.examples?.pass ?? [])
          it(`${name} passes over: ${example}`, () => {
            const { messages } = parseExample(example);
            expect(findingsOf(engine, messages, direction, rule.after).map((found) => found.rule)).not.toContain(id);
          });
      }
    });
  }
}
