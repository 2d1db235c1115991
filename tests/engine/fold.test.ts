import fc from 'fast-check';
import LOOK_ALIKES from 'unhomoglyph/data.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/engine/fold.ts';

describe('fold', () => {
  it.each([
    ['full-width letters', 'ｐａｓｓｗｏｒｄ', 'password'],
    ['mathematical letters', '𝐩𝐚𝐬𝐬𝐰𝐨𝐫𝐝 𝓹𝓲𝓬', 'password pic'],
    ['circled and squared letters', 'ⓢⓔⓝⓓ 🅿🅸🅲', 'send pic'],
    ['combining marks', 'p̶a̷s̸s̴w̵o̶r̷d', 'password'],
    ['accents', 'pássword', 'password'],
    ['zero-width characters and soft hyphens', 'pass\u200bwo\u00adrd', 'password'],
    ['right-to-left overrides', '\u202epass\u202cword', 'password'],
    ['Cyrillic look-alikes inside a Latin word', 'pаsswоrd', 'password'],
    ['Greek look-alikes inside a Latin word', 'sεnd pοst', 'send post'],
    ['look-alikes beyond U+FFFF inside a Latin word', 'passw\u{1042c}rd', 'password'],
    ['a dotless i', 'pıc', 'pic'],
    ['curly apostrophes', 'don’t', "don't"],
  ])('undoes %s', (_name, written, read) => {
    expect(fold(written).text).toBe(read);
  });

  it('leaves words of another script as they are', () => {
    expect(fold('привет как дела').text).toBe('привет как дела');
    expect(fold('γεια σου').text).toBe('γεια σου');
  });

  it('points every unit back into the original, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { text: out, starts, ends } = fold(text);
        if (!starts || !ends) {
          expect(out).toBe(text.toLowerCase());
          return;
        }
        expect(starts.length).toBe(out.length);
        for (let i = 0; i < out.length; i++) {
          const [start = -1, end = -1, before = 0] = [starts[i], ends[i], starts[i - 1]];
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });

  it('reads a look-alike beyond U+FFFF as one letter of its word, and points back at the whole of it', () => {
    // what has no case and no form of compatibility, and looks like one plain letter
    const twins = Object.entries(LOOK_ALIKES).filter(
      ([letter, plain]) =>
        /^[\u{10000}-\u{10ffff}]$/u.test(letter) &&
        /^[a-z]$/.test(plain) &&
        /^(?!\p{Script=Latin})\p{L}$/u.test(letter) &&
        letter.normalize('NFKD').toLowerCase() === letter,
    );
    expect(twins.length).toBeGreaterThan(10);
    const letters = fc.oneof(
      fc.constantFrom(...'adeoprsw').map((letter) => [letter, letter] as const),
      fc.constantFrom(...twins),
    );
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 12 }), (word) => {
        const written = `p${word.map(([letter]) => letter).join('')}`;
        const { text, starts, ends } = fold(written);
        expect(text).toBe(`p${word.map(([, plain]) => plain).join('')}`);
        const symbols = [...text].map((_, i) => written.slice(starts?.[i] ?? i, ends?.[i] ?? i + 1));
        expect(symbols).toEqual([...written]);
      }),
    );
  });

  it('keeps a letter beyond U+FFFF that looks like none whole, wherever it stands', () => {
    for (const text of ['passw\u{10480}rd', 'ok \u{10480}\u{10481}\u{10482}']) expect(fold(text).text).toBe(text);
  });

  it('passes lone surrogates through', () => {
    expect(() => fold('a\ud800b\udfffc')).not.toThrow();
  });
});
