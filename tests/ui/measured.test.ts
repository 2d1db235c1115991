import { describe, expect, it } from 'vitest';
import { measuredSchema, ratesOf } from '../../src/dev/eval/measured.ts';
import { summarise } from '../../src/dev/eval/report.ts';
import { filesMeasured } from '../../src/dev/measure-sensitivity.ts';
import file from '../../src/ui/measured.json' with { type: 'json' };
import { MEASURED, MEASURED_ON } from '../../src/ui/measured.ts';

const CURE = 'run: npm run measure-sensitivity';

describe('the published rates', () => {
  it('fit their schema, and were measured on a day that has been', () => {
    const { success, error } = measuredSchema.safeParse(file);
    expect(success, `${CURE}\n${JSON.stringify(error?.issues)}`).toBe(true);
    expect(MEASURED_ON).toBeGreaterThan(Date.UTC(2026, 10, 24));
    expect(MEASURED_ON).toBeLessThan(Date.now() + 86_400_000);
    expect(new Date(MEASURED_ON).toISOString().slice(0, 10)).toBe(file.day);
  });

  it('are those of the model and the weights that ship', () => {
    expect(file.of, `the model or the weights were changed since: ${CURE}`).toEqual(filesMeasured());
  });

  it('name the same sets of chats at each sensitivity', () => {
    const sets = Object.keys(file.messages);
    expect(sets).toEqual(['irc', 'orders', 'small-talk', 'sms', 'support']);
    for (const rate of Object.values(file.rates)) expect(Object.keys(rate.per10k)).toEqual(sets);
  });

  it('grow with the sensitivity, the found and the wrong alike', () => {
    const { fewer, balanced, more } = MEASURED;
    expect(fewer.found).toBeLessThan(balanced.found);
    expect(balanced.found).toBeLessThan(more.found);
    expect(fewer.wrong).toBeLessThanOrEqual(balanced.wrong);
    expect(balanced.wrong).toBeLessThanOrEqual(more.wrong);
    expect(fewer.everyday).toBeLessThanOrEqual(more.everyday);
  });

  it('are told without false hope: found rounded down, wrong rounded up', () => {
    for (const [name, { found, wrong, everyday }] of Object.entries(MEASURED)) {
      const rate = file.rates[name as keyof typeof MEASURED];
      expect(found / 100).toBeLessThanOrEqual(rate.found + 1e-9);
      expect(wrong / 100).toBeGreaterThanOrEqual(rate.wrong - 1e-9);
      for (const each of Object.values(rate.per10k)) expect(everyday).toBeGreaterThanOrEqual(each);
      expect([found, wrong, everyday].every(Number.isInteger)).toBe(true);
    }
  });

  it('can not be made of nothing', () => {
    expect(() => ratesOf(summarise([]))).toThrow('lacks check or benign chats');
  });
});
