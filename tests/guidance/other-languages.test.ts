import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Advice, adviceForLevel, parseAdvice } from '../../src/guidance/index.ts';
import { guidanceFiles } from './files.ts';
import { WORDINGS } from './wordings.ts';

const library = parseAdvice(guidanceFiles('advice'));

function lines(side: Advice['child'] | Advice['parent']): string[] {
  return Object.entries(side).flatMap(([field, value]) => (field === 'avoid' ? [] : [value ?? []].flat()));
}

describe.each(WORDINGS)('the advice in $lang', ({ lang, forbidden, found, passes, formal, neverCopy, fiveThings }) => {
  const book = [...(library.get(lang) ?? new Map<string, Advice>())].map(([key, advice]) => ({ key, advice }));

  it.each(book)('$key: has no forbidden word, and speaks to a child as to a child', ({ key, advice }) => {
    for (const line of [...lines(advice.child), ...lines(advice.parent)])
      for (const [pattern, reason] of forbidden)
        expect(pattern.test(line), `src/guidance/advice/${lang}/${key}.yaml: "${line}": ${reason}`).toBe(false);
    for (const line of lines(advice.child)) expect(line, 'informal').not.toMatch(formal);
  });

  it.each(found)('the list of forbidden words finds "%s"', (line) => {
    expect(forbidden.some(([pattern]) => pattern.test(line))).toBe(true);
  });

  it.each(passes)('the list of forbidden words lets "%s" pass', (line) => {
    expect(forbidden.some(([pattern]) => pattern.test(line))).toBe(false);
  });

  it('tells a child in an urgent case the five things', () => {
    const steps = adviceForLevel(library, 'urgent', lang).child.do.join(' ');
    for (const thing of fiveThings) expect(steps).toMatch(thing);
  });

  it('warns parents against copying sexual pictures where English does', () => {
    for (const { key, advice } of book) {
      const english = library.get('en')?.get(key)?.parent.keep.join(' ') ?? '';
      if (/(never|do not) copy/i.test(english)) expect(advice.parent.keep.join(' '), key).toMatch(neverCopy);
    }
  });

  it('names a matter in a line of its own', () => {
    const titles = book.map(({ advice }) => advice.child.title);
    expect(titles.length).toBeGreaterThan(20);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

/** All texts below a value. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(texts) : [];
}

function folder(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => texts(parse(readFileSync(`${path}/${name}`, 'utf8'))));
}

function pages(lang: string): string[] {
  const all: unknown = JSON.parse(readFileSync(`src/static/public/_locales/${lang}/messages.json`, 'utf8'));
  return Object.values(all as Record<string, { readonly message: string }>).map(({ message }) => message);
}

describe('typography', () => {
  it.each([
    ['the advice', () => folder('src/guidance/advice/fr')],
    ['the practice chats', () => folder('src/practice/scenes/fr')],
    ['the starters', () => texts(parse(readFileSync('src/guidance/starters/fr.yaml', 'utf8')))],
    ['the pages', () => pages('fr')],
  ])('French in %s: a curled apostrophe, a narrow space before ? ! ; : », guillemets', (_, read) => {
    const own = read();
    expect(own.length).toBeGreaterThan(10);
    for (const line of own) {
      expect(line, "’ instead of '").not.toMatch(/'/);
      expect(line, 'U+202F before the mark').not.toMatch(/[ \u00a0][?!;:»]|«[ \u00a0]|[\p{L})][?!;»]/u);
      expect(line, '« » instead of quotation marks').not.toMatch(/["“”„]/);
    }
  });

  it.each([
    ['the advice', () => folder('src/guidance/advice/de')],
    ['the practice chats', () => folder('src/practice/scenes/de')],
    ['the pages', () => pages('de')],
  ])('German in %s: „ and “', (_, read) => {
    const own = read();
    expect(own.length).toBeGreaterThan(10);
    for (const line of own) {
      expect(line).not.toMatch(/["”«»]/);
      expect([...line].filter((sign) => sign === '„').length, line).toBe(
        [...line].filter((sign) => sign === '“').length,
      );
    }
  });

  it.each([
    ['the advice', () => folder('src/guidance/advice/it')],
    ['the practice chats', () => folder('src/practice/scenes/it')],
    ['the pages', () => pages('it')],
  ])('Italian in %s: a curled apostrophe, guillemets', (_, read) => {
    const own = read();
    expect(own.length).toBeGreaterThan(10);
    for (const line of own) expect(line, "’ and « » instead of ' and quotation marks").not.toMatch(/['"“”„]/);
  });

  it.each([
    ['the advice', () => folder('src/guidance/advice/ar')],
    ['the practice chats', () => folder('src/practice/scenes/ar')],
    ['the pages', () => pages('ar')],
  ])('Arabic in %s: marks that point the right way', (_, read) => {
    const own = read();
    expect(own.length).toBeGreaterThan(10);
    for (const line of own) {
      expect(line, '، ؛ ؟ instead of , ; ?').not.toMatch(/[,;?]/);
      expect(line, '« » instead of quotation marks').not.toMatch(/["“”„]/);
      expect(line, 'no stretched letters').not.toMatch(/\p{L}ـ\p{L}/u);
    }
  });

  it('speaks to German parents as to friends: one way on every page', () => {
    const formal = /(?<!\p{L})(Ihr|Ihre|Ihrem|Ihren|Ihrer|Ihnen)(?!\p{L})|\p{L}+en Sie(?!\p{L})/u;
    for (const line of [
      ...pages('de'),
      ...folder('src/guidance/advice/de'),
      ...texts(parse(readFileSync('src/guidance/starters/de.yaml', 'utf8'))),
    ])
      expect(line, 'du, dein instead of Sie, Ihr').not.toMatch(formal);
  });
});
