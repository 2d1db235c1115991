import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Advice, adviceForLevel, parseAdvice } from '../../src/guidance/index.ts';
import { guidanceFiles } from './files.ts';

const library = parseAdvice(guidanceFiles('advice'));

interface Wording {
  readonly lang: 'fr' | 'de';
  /** What does not belong in a text, with the reason. */
  readonly forbidden: readonly (readonly [RegExp, string])[];
  /** Each is found in some forbidden pattern, and none of those that pass is. */
  readonly found: readonly string[];
  readonly passes: readonly string[];
  /** How a child is never spoken to. */
  readonly formal: RegExp;
  /** Said to parents wherever pictures may be at hand. */
  readonly neverCopy: RegExp;
  readonly fiveThings: readonly RegExp[];
}

const WORDINGS: readonly Wording[] = [
  {
    lang: 'fr',
    forbidden: [
      [/(?<!veut que tu l’)(?<!\p{L})(effac|supprim)\p{L}*/iu, 'it is evidence: say "garde"'],
      [/(?<!(?:ne|n’)\s)(?<!\p{L})(paie|paye|payez)(?!\p{L})/iu, 'never an instruction to pay'],
      [/(?<!pas )(?<!\p{L})(?:ta|sa|votre) faute|aurais dû|auriez dû|naïf|stupide|imprudent/iu, 'no blame'],
      [
        /prédat|(?<!\p{L})pédo|pervers|agresseur|criminel|monstre|grooming|sextorsion/iu,
        'no label, no term of the trade',
      ],
      [/(?<!\p{L})promets|garanti|tout ira bien|tout va s’arranger/iu, 'no promise'],
    ],
    found: [
      'Paie ce qu’on demande.',
      'Efface la discussion.',
      'C’est ta faute.',
      'C’est un prédateur.',
      'Tout ira bien.',
    ],
    passes: ['Ne paie pas.', 'Ce n’est pas ta faute.', 'Garde la discussion.', 'Tu as déjà payé ?'],
    formal: /(?<!\p{L})(votre|vos)(?!\p{L})/iu,
    neverCopy: /ne copiez (et ne transmettez jamais|ni).*image/iu,
    fiveThings: [/ne paie pas/iu, /n’envoie rien de plus/iu, /garde les messages/iu, /parles-en/iu, /numéro d’aide/iu],
  },
  {
    lang: 'de',
    forbidden: [
      [/lösch\p{L}*/iu, 'it is evidence: say "heb auf"'],
      [/(?<!\p{L})(?:be)?zahl(?:e|t)?(?!\p{L})(?! (?:bitte )?nicht)/iu, 'never an instruction to pay'],
      [/(?:du bist|du warst|selbst) schuld|hättest|hätten Sie|naiv|dumm|leichtsinn/iu, 'no blame'],
      [/(?<!\p{L})täter|pädo|pervers|grooming|monster|verbrecher|sextortion/iu, 'no label, no term of the trade'],
      [/versprech(?:e|en wir)(?!\p{L})|garantier|alles (?:wird )?(?:wieder )?gut wird|alles wird/iu, 'no promise'],
    ],
    found: ['Zahl einfach.', 'Lösch den Chat.', 'Du bist schuld.', 'Das ist ein Täter.', 'Alles wird gut.'],
    passes: ['Zahl nicht.', 'Du bist nicht schuld.', 'Heb den Chat auf.', 'Hast du schon gezahlt?'],
    formal: /(?<!^|[.!?] )(?<!\p{L})(Sie|Ihr|Ihre|Ihnen)(?!\p{L})/u,
    neverCopy: /sexuelle?\p{L}* Bild.*kopieren/u,
    fiveThings: [
      /zahl nicht/iu,
      /schick nichts mehr/iu,
      /heb die nachrichten auf/iu,
      /sag es jetzt/iu,
      /hilfetelefon/iu,
    ],
  },
];

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
