import fc from 'fast-check';
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

  it('passes lone surrogates through', () => {
    expect(() => fold('a\ud800b\udfffc')).not.toThrow();
  });
});
