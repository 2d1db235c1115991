import { describe, expect, it } from 'vitest';
import { makeBatch } from '../../src/dev/train/batch.ts';
import { forward } from '../../src/dev/train/network.ts';
import type { ReadMessage, Sample } from '../../src/dev/train/samples.ts';
import { WordTable } from '../../src/dev/train/word-table.ts';
import type { OpinionInput } from '../../src/engine/index.ts';
import { loadModel } from '../../src/engine/model.ts';
import { GATED, gatedModel, SMALL, smallModel } from './model-fixture.ts';

const input = (over: Partial<OpinionInput> = {}): OpinionInput => ({
  words: ['send', 'your', 'password'],
  direction: 'peer',
  recentPeer: [],
  recentChild: [],
  found: new Set(),
  ...over,
});

describe('the second opinion', () => {
  const { bytes } = smallModel('one');
  const model = loadModel(bytes);
  const concern = (asked: OpinionInput) => model.score(asked).concern;

  it.each([
    ['', SMALL, smallModel('one')],
    [' with gated filters', GATED, gatedModel('gated')],
  ] as const)('computes what the trained network%s computes, with all its context', (_, shape, { bytes, ...made }) => {
    const asRead = loadModel(bytes);
    const { parameters, lexicon } = made;
    const talk: readonly [side: number, words: string][] = [
      [1, 'hello you'],
      [0, 'hello'],
      [1, 'tell the mum a thing'],
      [0, 'nothing you know unheardof'],
      [1, 'send your password'],
    ];
    const messages = talk.map(
      ([side, text], i): ReadMessage => ({
        words: text.split(' '),
        side,
        carries: 0,
        found: i === 4 ? 0b110 : 0,
        text,
      }),
    );
    const sample: Sample = { id: 'x', source: 'x', label: 'none', alertBy: null, messages, note: '', weight: 1 };
    const batch = makeBatch([sample], new WordTable(lexicon), null, 0);
    const { logits } = forward(shape, parameters, batch.input, null);
    const expected = [...logits.slice(-21)].map((x) => 1 / (1 + Math.exp(-x)));
    const side = (wanted: number) => messages.slice(0, 4).flatMap((m) => (m.side === wanted ? [m.words] : []));
    const asked = input({
      recentPeer: side(1),
      recentChild: side(0),
      found: new Set(['credential-request', 'account-hijack']),
    });
    const { signals, concern: told } = asRead.score(asked);
    [...Array.from(signals), told].forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 2);
    });
  });

  it('gives the same opinion of the same input, however often and in whatever order it is asked', () => {
    const first = model.score(input());
    model.score(input({ words: ['hello'], direction: 'child' }));
    expect(model.score(input())).toEqual(first);
  });

  it('reads who speaks, what each side said, and what the rules found', () => {
    const plain = concern(input());
    const others: readonly Partial<OpinionInput>[] = [
      { direction: 'child' },
      { direction: 'unknown' },
      { recentPeer: [['tell', 'your', 'mum']] },
      { recentChild: [['tell', 'your', 'mum']] },
      { found: new Set(['secrecy']) },
    ];
    for (const over of others) expect(concern(input(over))).not.toBe(plain);
  });

  it('forgets what was said more than eight messages ago', () => {
    const filler = Array.from({ length: 8 }, () => ['hello']);
    expect(concern(input({ recentPeer: [['password'], ...filler] }))).toBe(concern(input({ recentPeer: filler })));
  });

  it('reads empty, unknown and endless messages without fail', () => {
    const endless = Array.from({ length: 5000 }, (_, i) => `word${i}`);
    for (const words of [[], [''], ['🦊'], ['x'.repeat(3000)], endless]) {
      const { signals, concern } = model.score(input({ words }));
      expect(signals).toHaveLength(20);
      expect([...Array.from(signals), concern].every((x) => x >= 0 && x <= 1)).toBe(true);
    }
  });

  it('explains an endless message by the words that it reads', () => {
    const endless = loadModel(smallModel('three').bytes);
    const words = Array<string>(500).fill('cam');
    const { words: told } = endless.explain(input({ words }));
    expect(told.length).toBeGreaterThan(40);
    for (const { index } of told) expect(index < 40 || index >= 460).toBe(true);
    const filler = words.map((word, i) => (i === 250 ? 'mum' : word));
    expect(endless.explain(input({ words: filler }))).toEqual({ words: told });
  });

  it('takes the floor off the concern', () => {
    const floored = loadModel(smallModel('one', 0.2).bytes);
    for (const words of [['hello'], ['send', 'cam'], ['tell', 'mum', 'the', 'password']]) {
      const whole = concern(input({ words }));
      expect(floored.score(input({ words })).concern).toBeCloseTo(Math.max(0, (whole - 0.2) / 0.8), 6);
    }
  });

  it('explains a score by the words without which it sinks, the one that carries most first', () => {
    const explained = loadModel(smallModel('explain').bytes);
    const asked = input({ words: ['send', 'send', 'you'] });
    const concernOf = (words: readonly string[]) => explained.score({ ...asked, words }).concern;
    const { words } = explained.explain(asked);
    expect(words).toHaveLength(3);
    for (const { index, share } of words)
      expect(share).toBeCloseTo(concernOf(asked.words) - concernOf(asked.words.with(index, '')), 6);
    expect(words).toEqual([...words].sort((a, b) => b.share - a.share));
  });
});
