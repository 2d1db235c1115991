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
  ])('leaves ordinary words alone: %s', (text) => {
    expect(terms(text)).toBe(text);
  });

  it('keeps the span of a joined word', () => {
    const text = 'ur p a s s w o r d ok';
    const { terms: read1 } = read(text, pack);
    const word = read1.find((term) => term.text === 'password');
    expect(text.slice(word?.start, word?.end)).toBe('p a s s w o r d');
  });
});
