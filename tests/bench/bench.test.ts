import { describe, expect, it } from 'vitest';
import { ratiosOf, readBaseline, regressions } from '../../src/dev/bench/baseline.ts';
import { percentile } from '../../src/dev/bench/latency.ts';
import { figure, keepsBar, type Measurement, median } from '../../src/dev/bench/measurement.ts';
import { loadTexts } from '../../src/dev/bench/texts.ts';
import { renderBench } from '../../src/dev/bench.ts';

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
    expect([0.268, 10.61, 340.4, 24_457.2, Number.NaN].map(figure)).toEqual(['0.27', '10.6', '340', '24,457', '–']);
  });

  it('are percentiles by nearest rank', () => {
    const values = Array.from({ length: 50 }, (_, index) => 50 - index);
    expect([percentile(values, 0.95), percentile(values, 0.5), percentile([7], 0.95)]).toEqual([48, 25, 7]);
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

it('the messages that are measured are harmless ones of ten words, and such as pass the prefilter', () => {
  const { benign, suspicious, terms } = loadTexts();
  expect(new Set(benign).size).toBe(2000);
  expect(benign.filter((text) => text.trim().split(/\s+/u).length !== 10)).toEqual([]);
  expect(new Set(suspicious).size).toBeGreaterThan(20);
  expect(new Set(terms).size).toBe(500);
}, 60_000);

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

  it('is committed, and names the readers beside which the engine is measured', () => {
    expect(Object.keys(readBaseline()).filter((name) => name.startsWith('ratio: '))).toHaveLength(4);
  });
});
