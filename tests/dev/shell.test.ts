import { describe, expect, it } from 'vitest';
import { duration } from '../../src/dev/shell.ts';

describe('a duration', () => {
  it.each([
    [0, '0.0 s'],
    [440, '0.4 s'],
    [59_940, '59.9 s'],
    [59_960, '1 min 0 s'],
    [60_000, '1 min 0 s'],
    [72_400, '1 min 12 s'],
    [119_499, '1 min 59 s'],
    [119_600, '2 min 0 s'],
    [3_599_700, '60 min 0 s'],
  ])('of %d ms reads "%s"', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});
