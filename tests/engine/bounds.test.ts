import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CorpusConversation, parseCorpusLine } from '../../src/cli/corpus.ts';
import { corpusMessages } from '../../src/cli/predict.ts';
import { packWithExamples } from '../../src/dev/rule-files.ts';
import { type Alert, type ConversationState, createEngine, type Message, SIGNALS } from '../../src/engine/index.ts';

const engine = createEngine(packWithExamples('en'));
const HOUR = 3_600_000;
/** Bytes of a state as it is stored: without the last messages, which stay in memory. */
const MOST = 4096;

const chatsOf = (path: string): CorpusConversation[] =>
  readFileSync(join(import.meta.dirname, '../corpus', path), 'utf8')
    .trim()
    .split('\n')
    .map(parseCorpusLine);
const stored = (state: ConversationState): string => JSON.stringify({ ...state, recent: [] });

describe('the state of a long conversation', () => {
  const texts = chatsOf('tune/en.jsonl').flatMap(({ messages }) => messages.map(({ text }) => text));
  const name = fc.string({ unit: 'grapheme', minLength: 0, maxLength: 200 });
  const step = fc.record({
    text: fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'grapheme', maxLength: 300 })),
    author: name,
    direction: fc.constantFrom('peer', 'peer', 'peer', 'child', 'unknown' as const),
    gap: fc.integer({ min: -HOUR, max: 200 * HOUR }),
  });

  it('stays under 4 KB with every alarming text there is, from many authors with long names', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 200, maxLength: 400 }), fc.boolean(), (steps, group) => {
        let state = engine.start();
        let now = 1_700_000_000_000;
        let most = 0;
        for (const { text, author, direction, gap } of steps) {
          now += gap;
          state = engine.observe(state, { text, author, direction, time: now } as Message, { now, group }).state;
          most = Math.max(most, Buffer.byteLength(stored(state)));
        }
        expect(most).toBeLessThan(MOST);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('is as large after ten thousand messages as after a hundred', () => {
    let state = engine.start();
    let early = 0;
    for (let at = 0; at < 10_000; at++) {
      const now = 1_700_000_000_000 + at * 60_000;
      const text = texts[(at * 7) % texts.length] ?? '';
      state = engine.observe(
        state,
        { text, author: `peer ${at % 97}`, direction: 'peer', time: now },
        { now, group: true },
      ).state;
      if (at < 1000) early = Math.max(early, stored(state).length);
    }
    expect(stored(state).length).toBeLessThanOrEqual(1.1 * early);
    expect(Buffer.byteLength(stored(state))).toBeLessThan(MOST);
  }, 60_000);
});

describe('what the rules say of a chat', () => {
  type Line = ReturnType<typeof corpusMessages>[number];
  interface Heard {
    readonly at: number;
    readonly level: Alert['level'];
    readonly signals: Alert['signals'];
  }
  const hear = (parts: readonly (readonly Line[])[]): Heard[] => {
    let state = engine.start();
    let at = 0;
    let start = 1_700_000_000_000;
    const alerts: Heard[] = [];
    const group = parts.some((part) => part[0]?.context.group);
    for (const part of parts) {
      const first = part[0]?.message.time ?? 0;
      let now = start;
      for (const { message } of part) {
        now = start + (message.time ?? 0) - first;
        const observed = engine.observe(state, { ...message, time: now }, { now, group });
        state = observed.state;
        if (observed.alert) alerts.push({ at, level: observed.alert.level, signals: observed.alert.signals });
        at++;
      }
      start = now + HOUR;
    }
    return alerts;
  };
  /** No rule says anything of it, not even one that waits for what was found before. */
  const isInnocent = (lines: readonly Line[]): boolean => {
    const time = lines[0]?.message.time ?? 0;
    const evidence = Object.fromEntries(SIGNALS.map((signal) => [signal, [1, time] as const]));
    let state: ConversationState = { ...engine.start(), evidence };
    return lines.every(({ message, context }) => {
      const observed = engine.observe(state, message, context);
      state = observed.state;
      return observed.findings.length === 0 && Object.keys(state.replies).length === 0;
    });
  };
  const pairs = (chats: readonly CorpusConversation[]) =>
    chats.map(corpusMessages).filter((lines) => lines.length > 0 && !lines[0]?.context.group);
  const innocent = ['benign/sms.jsonl', 'benign/small-talk.jsonl']
    .flatMap((path) => pairs(chatsOf(path).slice(0, 400)))
    .filter(isInnocent);
  const chats = pairs(['', '-b', '-c', '-d', '-e'].flatMap((part) => chatsOf(`tune/en${part}.jsonl`))).filter(
    (lines) => hear([lines]).length > 0,
  );

  it('is the same with innocent talk before and after it', () => {
    expect(innocent.length).toBeGreaterThan(100);
    expect(chats.length).toBeGreaterThan(20);
    const talk = fc.array(fc.constantFrom(...innocent), { maxLength: 6 });
    fc.assert(
      fc.property(talk, fc.constantFrom(...chats), talk, (before, chat, after) => {
        const offset = before.reduce((sum, lines) => sum + lines.length, 0);
        const alone = hear([chat]);
        const amid = hear([...before, chat, ...after]);
        expect(amid.map((alert) => ({ ...alert, at: alert.at - offset }))).toEqual(alone);
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
