import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inAscii } from '../../../src/dev/vite/ascii.ts';

/** What a piece of code gives. */
const givenBy = (code: string): unknown => new Function(`return ${code};`)();
const ASCII = /^[\n\x20-\x7e]*$/;

describe('code in ASCII', () => {
  it('gives the same texts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const code = inAscii(JSON.stringify(text), 'x.js');
        expect(code).toMatch(ASCII);
        expect(givenBy(code)).toBe(text);
      }),
    );
  });

  it.each([
    ['a template', '`é\n😀`', 'é\n😀'],
    ['a class of a regular expression', '"a😀b’".replace(/[😀’]/gu, "-")', 'a-b-'],
    ['a range of one', '/^[ء-ي]+$/.test("سلام")', true],
    ['a name of a property', '({ "señal": 1 })["señal"]', 1],
  ])('means the same in %s', (_, source, value) => {
    const code = inAscii(source, 'x.js');
    expect(code).toMatch(ASCII);
    expect(givenBy(code)).toBe(value);
  });

  it('is refused where a raw template would say something else', () => {
    expect(() => inAscii('const a = String.raw`é`;', 'x.js')).toThrow('x.js: write the letters as escapes');
    expect(inAscii('String.raw`e` + "é"', 'x.js')).toBe('String.raw`e` + "\\u00e9"');
  });
});
