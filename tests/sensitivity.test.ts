import { expect, test } from 'vitest';
import { allLanguages } from '../src/catalog.ts';
import { withSensitivity } from '../src/sensitivity.ts';

test('the fewer false alarms are wanted, the more evidence an alert needs; nothing else changes', () => {
  const pack = allLanguages().load('en');
  const languages = { ...allLanguages(), load: () => pack };
  const thresholds = (['more', 'balanced', 'fewer'] as const).map((sensitivity) => {
    const { weights, ...rest } = withSensitivity(languages, sensitivity).load('en');
    for (const [name, value] of Object.entries(rest)) expect(Reflect.get(pack, name) === value, name).toBe(true);
    expect({ ...weights, threshold: 0 }).toEqual({ ...pack.weights, threshold: 0 });
    return weights.threshold;
  });
  expect(thresholds[1]).toBe(pack.weights.threshold);
  expect(thresholds).toEqual([...new Set(thresholds)].sort((a, b) => a - b));
});
