import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pinStrength } from '../../src/ui/pin-strength.ts';

const ORDER = ['short', 'weak', 'fair', 'good', 'strong'];

describe('the meter of a PIN', () => {
  it.each(['', '1', '12345', 'abcde', '🌙🌙🌙🌙🌙'])('finds %j too short', (secret) => {
    expect(pinStrength(secret)).toBe('short');
  });

  it.each([
    '123456',
    '987654',
    '111111',
    '121212',
    'abcdef',
    'qwerty12',
    'password1',
    '24122015',
    '241215',
    '20151224',
    '24.12.2015',
  ])('finds %j easy to guess', (secret) => {
    expect(pinStrength(secret)).toBe('weak');
  });

  it.each([
    ['739471', 'fair'],
    ['7394718265', 'good'],
    ['blue horses sing at noon', 'strong'],
    ['القمر يضيء الليل', 'strong'],
  ])('finds %j %s', (secret, strength) => {
    expect(pinStrength(secret)).toBe(strength);
  });

  it('never calls what is shorter than six signs anything but short, and nothing else short', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (secret) => {
        const strength = pinStrength(secret);
        expect(ORDER).toContain(strength);
        expect(strength === 'short').toBe([...secret].length < 6);
      }),
    );
  });
});
