import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allLanguages } from '../../src/catalog.ts';
import { compilePack } from '../../src/engine/compile.ts';
import { createEngine, parsePack } from '../../src/engine/index.ts';
import { read } from '../../src/engine/reading.ts';

const languages = allLanguages();
const { weights } = languages.load(languages.first);

/** A language of a test: its tables, one class a signal, and one rule that joins them. */
function language(tables: {
  language?: object;
  words: Record<string, string[]>;
  match: string[];
  telling?: object;
  common?: string;
}) {
  const pack = parsePack(
    'xx',
    {
      'language.yaml': tables.language ?? {},
      'telling.yaml': tables.telling ?? {},
      'words.yaml': tables.words,
      'common.txt': tables.common ?? '',
      'secrecy.yaml': { rule: { match: tables.match, weight: 0.7 } },
    },
    weights,
  );
  const engine = createEngine(pack);
  const compiled = compilePack(pack);
  return {
    /** What the rule marks in a text; null when it does not match. */
    marks(text: string): string | null {
      const message = { author: 'a', direction: 'peer' as const, text, time: 0 };
      const [finding] = engine.observe(engine.start(), message, { now: 0, group: false }).findings;
      return finding ? text.slice(...finding.span) : null;
    },
    terms: (text: string) => read(text, compiled).terms,
  };
}

describe('forms of a class word', () => {
  const { marks } = language({
    language: { endings: ['ar>ando', 'ar>es', '>s', '<ge en>t', 'ا<ي'] },
    words: { act: ['mandar+', 'schicken+', 'ابعت+'], thing: ['foto+'] },
    match: ['{act} .{0,2} {thing}'],
  });
  it.each(['mandando las fotos', 'no mandes foto', 'geschickt foto', 'يبعت foto', 'mandár fótos'])('%s', (text) => {
    expect(marks(text)).not.toBeNull();
  });
  it('an ending that does not fit makes no form', () => {
    expect(marks('manding fotos')).toBeNull();
  });
});

describe('small words written to a word', () => {
  const { marks, terms } = language({
    language: { clitics: { mela: 'me la', me: 'me' }, prefixes: { "l'": 'le', ال: '', و: 'و', وال: 'و' } },
    telling: { script: 'Arabic' },
    words: { give: ['manda', 'pasa', 'ابعت'], secret: ['clave', 'appli', 'باسورد'] },
    match: ['{give} (me|le|و)? .{0,2} {secret}', 'manda me la'],
    common: 'informe\nوسط',
  });
  const texts = (text: string) => terms(text).map((term) => term.text);
  it.each([
    ['oye mándame la clave', 'mándame la clave'],
    ['mándamela', 'mándamela'],
    ['manda l’appli ici', 'manda l’appli'],
    ['ok manda lappli', 'manda lappli'],
    ['لو ابعت الباسورد هلق', 'ابعت الباسورد'],
    ['ابعت وَالْباسورد', 'ابعت وَالْباسورد'],
  ])('%s', (text, marked) => {
    expect(marks(text)).toBe(marked);
  });
  it('are left on a word that is known as it stands, or whose rest is not', () => {
    expect(texts('informe وسط lame')).toEqual(['informe', 'وسط', 'lame']);
  });
  it('point at the whole written word', () => {
    const text = 'ya, mándamela!';
    expect(terms(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'ya',
      'mándamela',
      'mándamela',
      'mándamela',
    ]);
  });
});

describe('compounds', () => {
  const { marks, terms } = language({
    language: { compounds: ['s', 'en'] },
    words: { bare: ['nackt'], image: ['bild', 'bilder'], safe: ['sicherheit'], code: ['code'] },
    match: ['{bare} {image}', '{safe} {code}'],
  });
  it.each(['Nacktbilder', 'Sicherheitscode'])('%s', (text) => {
    expect(marks(`dein ${text} jetzt`)).toBe(text);
  });
  it('need every part to be known', () => {
    expect(terms('nacktschnecke').map(({ text }) => text)).toEqual(['nacktschnecke']);
  });
});

describe('letters that are read as others', () => {
  const { marks } = language({
    language: { letters: { ae: 'a', oe: 'o', ة: 'ه', ى: 'ي', ـ: '', '7': 'h', '5': 'kh', ee: 'i' } },
    telling: { script: 'Arabic' },
    words: { say: ['schön', 'صورة', '7abibi', 'keef'], to: ['älter', 'علي'] },
    match: ['{say} {to}'],
  });
  it.each([
    'schoen aelter',
    'schon alter',
    'schön älter',
    'صـــورة على',
    'صُورَه علي',
    '\u202bصورة على\u202c',
    'habibi علي',
    'kif علي',
  ])('%s', (text) => {
    expect(marks(text)).not.toBeNull();
  });
  it('are digits where no letter stands beside them', () => {
    const { terms } = language({ language: { letters: { '7': 'h' } }, words: { a: ['x'] }, match: ['{a}'] });
    expect(terms('7 77 7ala a7a').map(({ text }) => text)).toEqual(['7', '77', 'hala', 'aha']);
  });
  it('point back into the original, over marks and letters that say nothing', () => {
    const text = 'قال «صُــورَة» عَلَى!';
    expect(marks(text)).toBe('صُــورَة» عَلَى');
  });
  it('never point outside of the text, whatever is written', () => {
    const { terms } = language({
      language: {
        letters: { ae: 'a', ـ: '', '7': 'h' },
        prefixes: { "l'": 'le' },
        clitics: { me: 'me' },
        compounds: ['s'],
      },
      telling: { script: 'Arabic' },
      words: { a: ['manda', 'bild'] },
      match: ['{a}'],
    });
    const unit = fc.constantFrom(
      'a',
      'e',
      "l'",
      '7',
      'ـ',
      'و',
      'أ',
      'ً',
      'mandame',
      'bild',
      's',
      ' ',
      '\u200f',
      '😀',
      '!',
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 30 }), (units) => {
        const text = units.join('');
        for (const { start, end } of terms(text)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});
