import { describe, expect, it } from 'vitest';
import { parsePattern } from '../../src/engine/pattern.ts';

describe('parsePattern', () => {
  it('writes optional parts out into variants', () => {
    expect(parsePattern('{send} {me}? {image}')).toHaveLength(2);
    expect(parsePattern('{send} {me}? your? {image}')).toHaveLength(4);
  });

  it('reads classes, words, choices, gaps and anchors', () => {
    expect(parsePattern('^ {ask} .{0,3} (a|b c|{secret}) !{not} $')[0]).toEqual([
      { kind: 'start' },
      { kind: 'class', name: 'ask', negative: false },
      { kind: 'gap', min: 0, max: 3 },
      { kind: 'words', choices: ['a', 'b c', '{secret}'], negative: false },
      { kind: 'class', name: 'not', negative: true },
      { kind: 'end' },
    ]);
  });

  it.each([
    ['.{0,3} {send}', 'a gap at the end or start'],
    ['{send} .{0,3}', 'a gap at the end or start'],
    ['!{not}', 'at least one word or class'],
    ['{send} .{0,2} !{not} {image}', 'a gap must be followed'],
    ['{send', 'cannot read'],
    ['a? b? c? d? e? f', 'more than 4 optional parts'],
  ])('refuses %s with a reason', (pattern, reason) => {
    expect(() => parsePattern(pattern)).toThrow(reason);
  });
});
