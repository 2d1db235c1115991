import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { englishPack } from '../../src/catalog.ts';
import {
  amountAt,
  MAX_REASONS,
  type Observation,
  RECENT_MESSAGES,
  reduce,
  startConversation,
} from '../../src/engine/conversation.ts';
import type { Finding } from '../../src/engine/finding.ts';
import { SIGNALS, type SignalId } from '../../src/engine/signal.ts';

const { weights } = englishPack();
const DAY = 86_400_000;

const finding = (signal: SignalId, weight = 0.6): Finding => ({
  signal,
  source: 'rule',
  rule: `en/${signal}#test`,
  span: [0, 4],
  weight,
  direction: 'peer',
  experimental: false,
  alone: null,
});
const observation = (at: number, findings: readonly Finding[]): Observation => ({
  at,
  findings,
  replies: [],
  concern: 0,
  recent: { side: 'peer', author: 'a', at, words: ['a', 'word'] },
});

describe('evidence', () => {
  it('halves in the half-life, and never grows by waiting', () => {
    const half = weights.halfLifeDays;
    expect(amountAt([0.8, 0], half * DAY, half)).toBeCloseTo(0.4);
    expect(amountAt([0.8, 1000], 0, half)).toBe(0.8);
  });

  it('does not depend on the order of findings within a moment', () => {
    const signals = fc.uniqueArray(fc.constantFrom(...SIGNALS), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(signals, fc.infiniteStream(fc.double({ min: 0.05, max: 0.95, noNaN: true })), (chosen, stream) => {
        const findings = chosen.map((signal) => finding(signal, stream.next().value ?? 0.5));
        const run = (list: readonly Finding[]) =>
          list.reduce((state, one) => reduce(state, observation(5, [one]), weights), startConversation());
        const there = run(findings);
        const back = run([...findings].reverse());
        for (const signal of chosen) expect(there.evidence[signal]?.[0]).toBeCloseTo(back.evidence[signal]?.[0] ?? -1);
      }),
    );
  });

  it('is left alone by innocent messages', () => {
    let state = reduce(startConversation(), observation(0, [finding('secrecy')]), weights);
    const before = state.evidence;
    for (let i = 1; i <= 50; i++) state = reduce(state, observation(i * 1000, []), weights);
    expect(state.evidence).toBe(before);
  });

  it('grows with another rule of the same signal, and not with one that sees the same again', () => {
    const first = reduce(startConversation(), observation(0, [finding('meeting-request')]), weights);
    let again = first;
    for (let i = 1; i <= 30; i++) again = reduce(again, observation(i, [finding('meeting-request')]), weights);
    expect(again.evidence['meeting-request']?.[0]).toBeCloseTo(0.6);
    const other = { ...finding('meeting-request'), rule: 'en/meeting-request#other' };
    const both = reduce(first, observation(1, [other]), weights);
    expect(both.evidence['meeting-request']?.[0]).toBeGreaterThan(0.62);
  });

  it('counts no experimental rule', () => {
    const state = reduce(startConversation(), observation(0, [{ ...finding('secrecy'), experimental: true }]), weights);
    expect(state.evidence).toEqual({});
  });
});

describe('the state of a conversation', () => {
  it('stays under 4 KB, whatever comes', () => {
    const word = fc.string({ minLength: 1, maxLength: 40 });
    const step = fc.record({
      signals: fc.array(fc.constantFrom(...SIGNALS), { maxLength: 5 }),
      weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
      words: fc.array(word, { maxLength: 30 }),
      gap: fc.integer({ min: 0, max: 10 * DAY }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 30, maxLength: 60 }), (steps) => {
        let state = startConversation();
        let at = 1_700_000_000_000;
        for (const { signals, weight, words, gap } of steps) {
          at += gap;
          state = reduce(
            state,
            {
              at,
              findings: signals.map((signal) => finding(signal, weight)),
              replies: ['complies', 'refuses'],
              concern: weight,
              recent: { side: 'peer', author: 'someone', at, words },
            },
            weights,
          );
        }
        expect(state.reasons.length).toBeLessThanOrEqual(MAX_REASONS);
        expect(state.recent.length).toBeLessThanOrEqual(RECENT_MESSAGES);
        expect(JSON.stringify({ ...state, recent: [] }).length).toBeLessThan(4096);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps the first reason of every signal when there are many', () => {
    let state = startConversation();
    for (const signal of SIGNALS.slice(0, 6)) state = reduce(state, observation(1, [finding(signal)]), weights);
    for (let i = 0; i < 40; i++) state = reduce(state, observation(2 + i, [finding('pressure')]), weights);
    for (const signal of SIGNALS.slice(0, 6))
      expect(state.reasons.some((reason) => reason.signal === signal)).toBe(true);
    expect(state.reasons.at(-1)?.time).toBe(41);
  });
});
