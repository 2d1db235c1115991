import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newRecoveryCode, readRecoveryCode } from '../../src/sealing/code.ts';

test('a code is eight groups of four, and no two are the same', () => {
  const codes = Array.from({ length: 50 }, () => newRecoveryCode());
  for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(new Set(codes).size).toBe(50);
});

test('a code is read however it was written down', () => {
  const code = newRecoveryCode(() => new Uint8Array(31).fill(17).fill(0, 0, 4).fill(1, 4, 8));
  expect(code.startsWith('0000-1111-')).toBe(true);
  const sloppy = code.toLowerCase().replaceAll('-', ' ').replace('0000', 'oO0o').replace('1111', 'iLl1');
  expect(readRecoveryCode(` ${sloppy}\n`)).toBe(code);
  expect(readRecoveryCode(code.replaceAll('-', '\u2013'))).toBe(code);
});

test('one wrong letter is found before it costs a try', () => {
  fc.assert(
    fc.property(fc.nat(31), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (at, letter) => {
      const code = newRecoveryCode();
      const letters = code.replaceAll('-', '');
      fc.pre(letters[at] !== letter);
      expect(readRecoveryCode(letters.slice(0, at) + letter + letters.slice(at + 1))).toBeNull();
    }),
  );
});

test.each(['', 'hello', '0'.repeat(31), '0'.repeat(33), 'U'.repeat(32), '\u{1f319}'.repeat(8), 'x'.repeat(1_000_000)])(
  'no code: %#',
  (typed) => {
    expect(readRecoveryCode(typed)).toBeNull();
  },
);
