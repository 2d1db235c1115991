import { describe, expect, it } from 'vitest';
import { englishPack } from '../../src/catalog.ts';
import { compilePack } from '../../src/engine/compile.ts';
import { matchText } from '../../src/engine/match.ts';
import { parsePattern } from '../../src/engine/pattern.ts';
import { read } from '../../src/engine/reading.ts';

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
    ['{send} .{5,2} {image}', '.{5,2} matches nothing: write .{2,5}'],
    ['{send} .{3,0} {image}', '.{3,0} matches nothing: write .{0,3}'],
    ['{send} .{5,6} your? .{5,6} {image}', 'two gaps ask for more than 9 words: write two patterns'],
    ['{send', 'cannot read'],
    ['a? b? c? d? e? f', 'more than 4 optional parts'],
    ['{send} (it|your .{0,1} dad)', '"your .{0,1} dad" is no choice'],
    ['{send} (it|now $)', '"now $" is no choice'],
    ['{send} (it|!{not})', 'write a pattern of its own'],
  ])('refuses %s with a reason', (pattern, reason) => {
    expect(() => parsePattern(pattern)).toThrow(reason);
  });
});

describe('a class among the words of a choice', () => {
  const english = englishPack();
  const packOf = (match: string[], words: Record<string, string[]>) =>
    compilePack({
      ...english,
      words,
      frames: {},
      replies: {},
      rules: {
        secrecy: {
          only: { match, weight: 1, speaker: 'any', private: false, question: false, status: 'stable' },
        },
      },
    });
  const finds = (pack: ReturnType<typeof packOf>, text: string) =>
    matchText(read(text, pack), pack, { ignoreBreaks: false, across: null, wanted: () => true }).length > 0;

  it('stands for each of its members', () => {
    const pack = packOf(['get (it|your {thing} back|{old} {thing})'], {
      thing: ['page+', 'user name'],
      old: ['ancient'],
    });
    for (const text of ['get it', 'get your page back', 'get your user name back', 'get ancient pages'])
      expect(finds(pack, text), text).toBe(true);
    for (const text of ['get your thing back', 'get your page', 'get page back', 'get ancient', 'get your name back'])
      expect(finds(pack, text), text).toBe(false);
  });

  it('must be there, and may not be too large', () => {
    expect(() => packOf(['get (it|your {thin} back)'], { thing: ['page'] })).toThrow('there is no class {thin}');
    const thing = Array.from({ length: 40 }, (_, i) => `x${'abcdefgh'[i % 8]}${'abcde'[Math.floor(i / 8)]}`);
    expect(() => packOf(['get (it|{thing} {thing})'], { thing })).toThrow('stands for 1600 phrases');
  });
});
