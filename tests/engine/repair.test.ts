import { describe, expect, it } from 'vitest';
import { englishPack } from '../../src/catalog.ts';
import { compilePack } from '../../src/engine/compile.ts';
import { read } from '../../src/engine/reading.ts';

const pack = compilePack(englishPack());
const terms = (text: string) =>
  read(text, pack)
    .terms.map((term) => term.text)
    .join(' ');

describe('what people do to words is undone', () => {
  it.each([
    ['leet', 'p4ssw0rd', 'password'],
    ['leet with signs', 'p@$$w0rd', 'password'],
    ['stretched letters', 'passsswooord', 'password'],
    ['stretched short words', 'pleeeease', 'please'],
    ['spaced letters', 'your p a s s w o r d now', 'your password now'],
    ['dotted letters', 'p.a.s.s.w.o.r.d', 'password'],
    ['dropped vowels', 'psswrd', 'password'],
    ['a missing letter', 'pasword', 'password'],
    ['a doubled letter', 'passwword', 'password'],
    ['swapped letters', 'passwrod', 'password'],
    ['a wrong letter', 'passwird', 'password'],
    ['a word in two pieces', 'pass-word', 'password'],
    ['words written together', 'yourpassword', 'your password'],
    ['text-speak', 'dont tell ur mum pls', 'do not tell your mum please'],
    ['emoji for a word', 'send 📸', 'send camera'],
    ['spaced text-speak', 's e n d', 'send'],
    ['spaced words in a row', 'k e e p t h i s between us', 'keep this between us'],
    ['a word of one letter among them', 'u s t i l l want it', 'you still want it'],
    ['an apostrophe that is spelled', "w h e r e y o u ' r e from", 'where you are from'],
    ['an apostrophe between dashes', "y-o-u-'-r-e late", 'you are late'],
    ['dotted letters of a name', 'hi b.r.i.x', 'hi brix'],
    ['short words written together', 'doyou like mymum', 'do you like my mum'],
  ])('%s: %s', (_name, written, expected) => {
    expect(terms(written)).toBe(expected);
  });

  it.each([
    'the world is ours',
    'i like maths and art',
    'gg well played',
    'see you at 5',
    'we won 3 1',
    'my nan is here',
    'send help',
    'my friend saoirse',
    'a kebab please',
    'b and c are wrong',
  ])('leaves ordinary words alone: %s', (text) => {
    expect(terms(text)).toBe(text);
  });

  it('gives each word of a spelled row its own place', () => {
    const text = 'ok k e e p t h i s safe';
    const words = read(text, pack).words.map(({ text: word, start, end }) => [word, text.slice(start, end)]);
    expect(words).toEqual([
      ['ok', 'ok'],
      ['keep', 'k e e p'],
      ['this', 't h i s'],
      ['safe', 'safe'],
    ]);
  });

  it('loses no letter of a row of two thousand', () => {
    const row = 's e n d m e i t '.repeat(250);
    const words = read(row, pack).words.map(({ text }) => text);
    expect(words.join('')).toBe(row.replaceAll(' ', ''));
    expect(words.slice(0, 3)).toEqual(['send', 'me', 'it']);
  });

  it('keeps the span of a joined word', () => {
    const text = 'ur p a s s w o r d ok';
    const { terms: read1 } = read(text, pack);
    const word = read1.find((term) => term.text === 'password');
    expect(text.slice(word?.start, word?.end)).toBe('p a s s w o r d');
  });
});
