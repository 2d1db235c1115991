import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { englishPack } from '../../src/catalog.ts';
import {
  type Alert,
  type Context,
  type ConversationState,
  createEngine,
  type Direction,
  type Message,
  type OpinionInput,
  SIGNALS,
} from '../../src/engine/index.ts';

const engine = createEngine(englishPack());
const MINUTE = 60_000;

type Line = readonly [from: 'peer' | 'child', text: string];

/** Plays lines a minute apart and gives the alerts with the index of their line. */
function play(
  lines: readonly Line[],
  context: Partial<Context> = {},
): { alerts: { at: number; alert: Alert }[]; state: ConversationState } {
  let state = engine.start();
  const alerts: { at: number; alert: Alert }[] = [];
  lines.forEach(([from, text], at) => {
    const time = at * MINUTE;
    const message: Message = { author: from, direction: from, text, time };
    const observed = engine.observe(state, message, { now: time, group: false, ...context });
    state = observed.state;
    if (observed.alert) alerts.push({ at, alert: observed.alert });
  });
  return { alerts, state };
}

const HIJACK: readonly Line[] = [
  ['peer', 'hey its me from school, my old account got locked so this is my new one'],
  ['child', 'oh ok hi'],
  ['peer', 'whats ur password i need it to get back in'],
  ['child', 'um'],
  ['peer', 'i have your account now, do what i say or you never get it back'],
];
const SMALL_TALK: readonly Line[] = [
  ['peer', 'did you do the maths homework'],
  ['child', 'not yet, football was late'],
  ['peer', 'same, my nan made pancakes after'],
  ['child', 'nice, with lemon?'],
  ['peer', 'lemon and sugar, best kind'],
  ['child', 'see you tomorrow'],
];

describe('an alert', () => {
  it('rises with the conversation, once a level', () => {
    const { alerts } = play(HIJACK);
    const levels = alerts.map(({ alert }) => alert.level);
    expect(levels.at(-1)).toBe('urgent');
    expect(new Set(levels).size).toBe(levels.length);
    expect(alerts.at(-1)?.alert.signals).toContain('account-hijack');
  });

  it('stays quiet for the same thing said again', () => {
    const { alerts } = play([...HIJACK, ...HIJACK.slice(4), ...HIJACK.slice(4)]);
    expect(alerts.filter(({ alert }) => alert.level === 'urgent')).toHaveLength(1);
  });

  it('carries reasons that point into the messages', () => {
    const { alerts } = play(HIJACK);
    const reason = alerts.at(-1)?.alert.reasons.at(-1);
    const text = HIJACK[alerts.at(-1)?.at ?? 0]?.[1] ?? '';
    expect(reason?.rule).toMatch(/^en\//);
    expect(text.slice(...(reason?.span ?? [0, 0])).length).toBeGreaterThan(3);
  });

  it('is the same with innocent talk before and after', () => {
    const alone = play(HIJACK);
    const amid = play([...SMALL_TALK, ...HIJACK, ...SMALL_TALK]);
    expect(amid.alerts.map(({ at, alert }) => [at - SMALL_TALK.length, alert.level, alert.signals])).toEqual(
      alone.alerts.map(({ at, alert }) => [at, alert.level, alert.signals]),
    );
  });

  it('is not raised by what the child writes', () => {
    expect(play(HIJACK.map(([, text]) => ['child', text] as const)).alerts).toEqual([]);
  });

  it('is not raised by innocent talk, however long', () => {
    const long = Array.from({ length: 200 }, () => SMALL_TALK).flat();
    expect(play(long).alerts).toEqual([]);
  });

  it('takes more from a trusted contact', () => {
    expect(play([['peer', 'whats ur password']]).alerts).toHaveLength(1);
    expect(play([['peer', 'whats ur password']], { trusted: true }).alerts).toEqual([]);
  });

  it('leaves out rules that the family has quietened here', () => {
    const first = play([['peer', 'whats ur password']]).alerts[0]?.alert.reasons[0]?.rule ?? '';
    const quiet = new Set(play([['peer', 'whats ur password']]).state.reasons.map((reason) => reason.rule));
    expect(quiet.has(first)).toBe(true);
    expect(play([['peer', 'whats ur password']], { quiet }).alerts).toEqual([]);
  });
});

describe('a long message', () => {
  const long = (jest: string) =>
    `${jest} ${'we went to the park and the dog ran off again. '.repeat(12)} i will kill you. ${'then we had chips by the sea and went home. '.repeat(12)}`;
  const threat = (text: string) => play([['peer', text]]).state.evidence['threat-harm']?.[0] ?? 0;

  it('is jest as a whole, however far from the threat that is said', () => {
    expect(threat(long(''))).toBeGreaterThan(0);
    expect(threat(long('lol just kidding.'))).toBeLessThan(threat(long('')) / 2);
  });
});

describe('the second opinion', () => {
  const opinion = {
    id: 'model/test',
    score: () => ({
      signals: Float32Array.from(SIGNALS, (signal) => (signal === 'flattery' ? 0.9 : 0)),
      concern: 0.95,
    }),
    explain: ({ words }: OpinionInput) => ({ words: [{ index: words.length - 1, share: 0.5 }] }),
  };
  const doubting = createEngine(englishPack(), { opinion });

  it('points the reasons of a message at its words, and leaves those of an earlier one of the same moment', () => {
    let state = doubting.start();
    const say = (text: string) => {
      const read = doubting.observe(
        state,
        { author: 'a', direction: 'peer', text, time: null },
        { now: 5, group: false },
      );
      state = read.state;
      return read.alert ?? read.grown;
    };
    const spans = (alert: Alert | null) => alert?.reasons.map(({ span }) => span);
    expect(spans(say('one two three'))).toEqual([[8, 13]]);
    expect(spans(say('four five six seven'))).toEqual([
      [8, 13],
      [14, 19],
    ]);
  });

  it('is heard on a signal that only an experimental rule has found', () => {
    const pack = englishPack();
    const trial = { ...pack, rules: { ...pack.rules } };
    trial.rules.flattery = Object.fromEntries(
      Object.entries(pack.rules.flattery ?? {}).map(([name, rule]) => [
        name,
        { ...rule, status: 'experimental' as const },
      ]),
    );
    const { findings } = createEngine(trial, { opinion }).observe(
      doubting.start(),
      { author: 'a', direction: 'peer', text: 'you are so mature for your age', time: 0 },
      { now: 0, group: false },
    );
    const sources = findings.flatMap(({ signal, source }) => (signal === 'flattery' ? [source] : []));
    expect([...new Set(sources)]).toEqual(['rule', 'model']);
  });
});

describe('a chat of two', () => {
  it('that becomes a group leaves what was gathered with the one who spoke', () => {
    const said = (author: string, text: string, group: boolean, before = engine.start()) =>
      engine.observe(before, { author, direction: 'peer', text, time: 0 }, { now: 0, group }).state;
    const two = said('ann', 'whats your password', false);
    expect(two.evidence['credential-request']).toBeDefined();
    const other = said('bea', 'hi all', true, two);
    expect(other.evidence['credential-request']).toBeUndefined();
    expect(said('ann', 'well?', true, other).evidence['credential-request']).toBeDefined();
    expect(said('ann', 'well?', true, two).evidence['credential-request']).toBeDefined();
  });
});

describe('messages of one author', () => {
  it('are read joined when a sentence is split over them', () => {
    const { state } = play([
      ['peer', 'send me'],
      ['peer', 'your password'],
    ]);
    expect(state.evidence['credential-request']).toBeDefined();
  });

  it('are read joined when a word is split over them', () => {
    const { state } = play([
      ['peer', 'whats your pass'],
      ['peer', 'word'],
    ]);
    expect(state.evidence['credential-request']).toBeDefined();
  });

  it('with a word split over them give nothing anew that stands in the last one alone', () => {
    const { state } = play([
      ['peer', 'the pass'],
      ['peer', 'word is long. i have to send. your password manager has it'],
    ]);
    expect(state.evidence['credential-request']).toBeUndefined();
  });

  it('are not joined over an answer of the child', () => {
    const { state } = play([
      ['peer', 'send me'],
      ['child', 'what'],
      ['peer', 'a password manager is good'],
    ]);
    expect(state.evidence['credential-request']).toBeUndefined();
  });
});

describe('any input', () => {
  it('gives findings with spans inside the text, and a state that JSON keeps', () => {
    const direction = fc.constantFrom<Direction>('peer', 'child', 'unknown');
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('your password', 'send', 'dont tell', 'ur mum', 'or else', '\u202e', '\ud800', '🤫'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(direction, fc.array(piece, { maxLength: 6 })), { maxLength: 12 }), (lines) => {
        let state = engine.start();
        lines.forEach(([from, pieces], i) => {
          const text = pieces.join(' ');
          const observed = engine.observe(
            state,
            { author: from, direction: from, text, time: null },
            { now: i, group: false },
          );
          for (const { span } of observed.findings) {
            expect(span[0]).toBeGreaterThanOrEqual(0);
            expect(span[1]).toBeLessThanOrEqual(text.length);
            expect(span[1]).toBeGreaterThan(span[0]);
          }
          state = JSON.parse(JSON.stringify(observed.state)) as ConversationState;
          expect(state).toEqual(observed.state);
        });
      }),
      { numRuns: 200 },
    );
  });
});
