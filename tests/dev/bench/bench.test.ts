import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEngine } from '../../../src/cli/open-engine.ts';
import { betterOf, busy, ratiosOf, readBaseline, regressions } from '../../../src/dev/bench/baseline.ts';
import { timeRound } from '../../../src/dev/bench/contestants/contestant.ts';
import { engineReader } from '../../../src/dev/bench/contestants/engine-reader.ts';
import {
  figure,
  keepsBar,
  type Measurement,
  median,
  percentile,
  ratiosToFirst,
  rotated,
  steady,
  undisturbed,
} from '../../../src/dev/bench/measurement.ts';
import { measureMessages } from '../../../src/dev/bench/messages.ts';
import { loadTexts } from '../../../src/dev/bench/texts.ts';
import { renderBench } from '../../../src/dev/bench.ts';
import { startConversation } from '../../../src/engine/conversation.ts';
import type { Engine } from '../../../src/engine/index.ts';

const one = (more: Partial<Measurement>): Measurement => ({
  section: 'scan',
  name: 'n',
  value: 10,
  unit: 'µs',
  bar: null,
  better: 'less',
  ...more,
});

describe('figures', () => {
  it('keep to a bar from the right side, the bar itself included', () => {
    expect(keepsBar(one({ bar: 10 }))).toBe(true);
    expect(keepsBar(one({ bar: 9 }))).toBe(false);
    expect(keepsBar(one({ bar: 9, better: 'more' }))).toBe(true);
    expect(keepsBar(one({ bar: 11, better: 'more' }))).toBe(false);
    expect(keepsBar(one({}))).toBeNull();
  });

  it('are shown with the digits that count', () => {
    expect([0.00854, 0, 0.268, 10.61, 340.4, 24_457.2, Number.NaN].map(figure)).toEqual([
      '0.0085',
      '0.00',
      '0.27',
      '10.6',
      '340',
      '24,457',
      '–',
    ]);
  });

  it('are percentiles by nearest rank', () => {
    const values = Array.from({ length: 50 }, (_, index) => 50 - index);
    expect([percentile(values, 0.95), percentile(values, 0.5), percentile([7], 0.95)]).toEqual([48, 25, 7]);
  });

  it('are ratios of the same rounds, so that a disturbed one changes nothing', () => {
    const quiet = [10, 10, 10, 10, 10];
    expect(ratiosToFirst([quiet, [20, 20, 20, 20, 20], [5, 5, 5, 5, 5]])).toEqual([2, 0.5]);
    // A machine that grows busy for all of them, and a round in which one alone was disturbed.
    expect(
      ratiosToFirst([
        [10, 30, 30, 10, 10],
        [20, 60, 60, 200, 20],
      ]),
    ).toEqual([2]);
    expect(
      ratiosToFirst([
        [10, 10, 70],
        [20, 20, 20],
      ]),
    ).toEqual([2]);
    expect(ratiosToFirst([])).toEqual([]);
  });

  it('are what a batch costs undisturbed, though each round was disturbed somewhere', () => {
    const rounds = [
      [10, 90, 30],
      [80, 20, 70],
      [50, 60, 31],
    ];
    expect(undisturbed(rounds)).toBe(20);
    expect(undisturbed([])).toBeNaN();
  });

  it('are taken until none gets quicker, and then no longer', () => {
    const same = (count: number, time: number) => Array.from({ length: count }, () => [time, time]);
    expect(steady(same(14, 10))).toBe(false);
    expect(steady(same(15, 10))).toBe(true);
    expect(steady([...same(14, 10), ...same(1, 9)])).toBe(false);
    expect(steady([...same(14, 10), ...same(6, 9)])).toBe(true);
    expect(steady([...same(44, 10), ...same(1, 9)])).toBe(true);
  });

  it('come from turns in an order that changes', () => {
    expect([0, 1, 2, 3, 4].map((round) => rotated(['a', 'b', 'c'], round).join(''))).toEqual([
      'abc',
      'bca',
      'cab',
      'abc',
      'bca',
    ]);
    expect(rotated([], 1)).toEqual([]);
  });

  it('are medians', () => {
    expect(median([5, 1, 9])).toBe(5);
    expect(median([])).toBeNaN();
  });
});

it('the table shows ratios first and says which bars are missed', () => {
  const text = renderBench([
    one({ section: 'start', name: 'ready', bar: 5 }),
    one({ section: 'ratio', name: 'other ÷ Nightlight', unit: '×', better: 'more' }),
  ]);
  expect(text.indexOf('other ÷ Nightlight')).toBeLessThan(text.indexOf('ready'));
  expect(text).toMatch(/ready +10\.0 +µs +≤ 5\.00 +MISSED/u);
});

describe('the messages that are measured', () => {
  const texts = loadTexts();
  const lengths = (messages: readonly string[]) => new Set(messages.map((text) => text.trim().split(/\s+/u).length));

  it('are harmless ones of ten words, and such as pass the prefilter', () => {
    expect(new Set(texts.benign).size).toBe(2000);
    expect(lengths(texts.benign)).toEqual(new Set([10]));
    expect(new Set(texts.suspicious).size).toBeGreaterThan(20);
    expect(new Set(texts.terms).size).toBe(500);
  });

  it('are Arabic ones of about ten words, which are read as Arabic', () => {
    expect(new Set(texts.arabic).size).toBeGreaterThan(500);
    expect(texts.arabic).toHaveLength(new Set(texts.arabic).size);
    expect(lengths(texts.arabic)).toEqual(new Set([9, 10, 11, 12]));
    const { languages } = timeRound(engineReader(openEngine({ withModel: false, withRules: true })), {
      texts: texts.arabic,
      batch: 1,
      warmUp: 0,
    });
    expect(languages).toEqual(['ar']);
  });

  it('are not measured where Arabic is taken for another language', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-contestant-'));
    const path = join(folder, 'contestant.mjs');
    writeFileSync(
      path,
      `import { parentPort } from 'node:worker_threads';
      parentPort.on('message', () => parentPort.postMessage({ times: [1], languages: ['ar', 'en'] }));`,
    );
    try {
      await expect(measureMessages(() => path, texts, [])).rejects.toThrow('took Arabic for ar, en');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}, 60_000);

it('chats that are open at once have a state each', () => {
  const seen: string[] = [];
  const engine: Engine = {
    lang: 'en',
    start: startConversation,
    observe(state, { direction, text }) {
      seen.push(`${state.author} ${direction} ${text}`);
      return {
        state: { ...state, author: state.author + text },
        findings: [],
        alert: null,
        grown: null,
        languages: [],
      };
    },
  };
  engineReader(engine, 2)(['a', 'b', 'c', 'd', 'e']);
  expect(seen).toEqual([' peer a', ' peer b', 'a child c', 'b child d', 'ac peer e']);
  seen.length = 0;
  engineReader(engine)(['a', 'b']);
  expect(seen).toEqual([' peer a', 'a child b']);
});

describe('the baseline', () => {
  const less = one({ section: 'growth', name: 'long ÷ short', unit: '×', value: 1.1 });
  const more = one({ section: 'ratio', name: 'other ÷ Nightlight', unit: '×', value: 8, better: 'more' });
  const baseline = { 'growth: long ÷ short': 1, 'ratio: other ÷ Nightlight': 9, 'ratio: not measured': 3 };

  it('holds the ratios alone', () => {
    expect(ratiosOf([less, more, one({})])).toEqual({ 'growth: long ÷ short': 1.1, 'ratio: other ÷ Nightlight': 8 });
  });

  it('is kept by ratios that are worse by a fifth at most', () => {
    expect(regressions([less, more], baseline)).toEqual([]);
    const worse = [
      { ...less, value: 1.3 },
      { ...more, value: 7 },
    ];
    expect(regressions(worse, baseline).map(({ name }) => name)).toEqual([
      'growth: long ÷ short',
      'ratio: other ÷ Nightlight',
    ]);
    expect(regressions([{ ...more, value: 90 }], baseline)).toEqual([]);
  });

  it('is not fallen short of by what is as good in a second run', () => {
    const slow = [{ ...less, value: 1.6 }, { ...more, value: 4 }, one({})];
    const again = [
      { ...less, value: 1.1 },
      { ...more, value: 3 },
    ];
    expect(betterOf(slow, again).map(({ value }) => value)).toEqual([1.1, 4, 10]);
    expect(betterOf(slow, [])).toEqual(slow);
  });

  it('is made on a machine that has nothing else to do', () => {
    expect(busy(0.1, 2)).toBeNull();
    expect(busy(0.5, 2)).toBeNull();
    expect(busy(7.5, 2)).toContain('load 7.5 on 2 cores');
  });

  it('is committed, and names the readers beside which the engine is measured', () => {
    const ratios = Object.keys(readBaseline()).filter((name) => name.startsWith('ratio: '));
    for (const own of ['Nightlight as in the extension', 'Nightlight in a terminal'])
      expect(ratios.filter((name) => name.endsWith(`÷ ${own}`))).toHaveLength(4);
    expect(ratios).toHaveLength(8);
  });
});
