import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../src/dev/shell.ts';
import {
  aboutLine,
  countries,
  HELP_KINDS,
  type Helpline,
  helplinesFor,
  loadHelplines,
  nameOf,
  overdue,
  parseHelplines,
  smsHref,
  telHref,
} from '../../src/guidance/index.ts';
import { guidanceFiles, recordingLoaders, withField } from './files.ts';
import { readability } from './readability.ts';

/** Those of the interface. */
const LANGUAGES = readdirSync(join(ROOT, 'src/static/public/_locales')).map((name) => name.slice(0, 2));

const files = guidanceFiles('helplines');
const book = parseHelplines(files);
const known = countries(Object.keys(files));
const britain = 'src/guidance/helplines/GB.yaml';
const all = [...book].flatMap(([code, file]) =>
  HELP_KINDS.flatMap((kind) => file[kind].map((line) => ({ code, kind, line }))),
);

const REQUIRED = 'GB IE US CA AU NZ IN ZA NG KE DE AT CH FR BE NL ES PT IT PL SE BR MX AR KW AE SA EG'.split(' ');

function firstLine(code: string, kind: 'child' | 'emergency' | 'report' | 'images'): Helpline {
  const line = book.get(code)?.[kind][0];
  if (!line) throw new Error(`${code} has no line of the kind ${kind}`);
  return line;
}

describe('helplines', () => {
  it.each(REQUIRED)('%s has a file', (code) => {
    expect(known).toContain(code);
  });

  it.each([...known, 'GR', 'JP'])(
    '%s: a child reaches somebody, can report, and can have pictures taken down',
    (code) => {
      const { offers } = helplinesFor(book, code);
      for (const kind of ['child', 'report', 'images'] as const) {
        expect([...offers[kind].lines, ...offers[kind].fallback].length, kind).toBeGreaterThan(0);
      }
    },
  );

  it.each(known)('%s: the emergency number is known', (code) => {
    expect(firstLine(code, 'emergency').phone).toMatch(/^\d{2,5}$/);
  });

  it('no entry is older than a year', () => {
    const faults = overdue(book, new Date().toISOString().slice(0, 10));
    expect(faults, `\n${faults.join('\n')}\n`).toEqual([]);
  });

  it('an entry that is due names its file and the cure', () => {
    const faults = overdue(
      parseHelplines({ [britain]: withField(files[britain], 'child.0.checked', '2025-01-01') }),
      '2026-01-02',
    );
    expect(faults[0]).toBe(
      'src/guidance/helplines/GB.yaml: child: Childline: checked 2025-01-01, 366 days ago. ' +
        'Call or open it, correct it, then set checked to today and check to live.',
    );
  });

  it('an entry may be exactly a year old, and not of tomorrow', () => {
    const dated = parseHelplines({ [britain]: withField(files[britain], 'child.0.checked', '2025-01-01') });
    expect(overdue(dated, '2026-01-01').filter((fault) => fault.includes('Childline: checked'))).toEqual([]);
    expect(overdue(dated, '2024-12-31')[0]).toContain('lies in the future');
  });

  it.each(HELP_KINDS)('%s: every description is short and plain', (wanted) => {
    for (const { code, line } of all.filter(({ kind }) => kind === wanted)) {
      const about = aboutLine(line, 'en');
      expect(readability([about]).longest, `${code}: ${line.name}: words in a sentence`).toBeLessThanOrEqual(20);
      expect(about, `${code}: ${line.name}`).not.toMatch(/sextort|groom|verify|recheck|do not show/i);
    }
  });

  it.each(LANGUAGES)('%s: what every line is for is told in this language', (lang) => {
    const untold = all.filter(({ line }) => !(lang in line.about)).map(({ code, line }) => `${code}: ${line.name}`);
    expect(untold, 'add the text to `about`').toEqual([]);
  });

  it.each(LANGUAGES)('%s: a name that is no more than plain words is in this language', (lang) => {
    const plain = /\b(?:police|ambulance|fire|emergenc(?:y|ies)|number|missing|find a|office)\b/i;
    const foreign = all
      .filter(({ kind, line }) => kind === 'emergency' || 'called' in line)
      .filter(({ line }) => plain.test(line.name) && lang !== 'en' && nameOf(line, lang) === line.name)
      // "Police" is French as well.
      .filter(({ line }) => !(lang === 'fr' && line.called?.[lang] === line.name));
    expect(
      foreign.map(({ code, line }) => `${code}: ${line.name}`),
      'add it to `called`',
    ).toEqual([]);
  });

  it('keeps the name of an organisation in every language', () => {
    expect(nameOf(firstLine('GB', 'child'), 'ar')).toBe('Childline');
    expect(nameOf(firstLine('MX', 'emergency'), 'es')).toBe('Emergencias');
    expect(nameOf(firstLine('BR', 'emergency'), 'pt-BR')).toBe('Polícia Militar');
    expect(nameOf(firstLine('DE', 'emergency'), 'nl')).toBe('Police');
  });

  it('shows what was found uncertain as uncertain', () => {
    expect(firstLine('MX', 'child').unsure).toContain('coverage');
    expect(firstLine('IE', 'report').unsure).toContain('phone');
    expect(firstLine('GB', 'child').unsure).toEqual([]);
  });

  it('does not show what could not be confirmed', () => {
    const text = JSON.stringify([...book]);
    for (const number of [
      '0800722203',
      '9868235077',
      '6363176363',
      '8774474847',
      '0800148148',
      '01102121600',
      '88858',
    ]) {
      expect(text.replace(/[\s-]/g, ''), number).not.toContain(number);
    }
  });
});

describe('the way through', () => {
  it('gives the lines of a country, without a fallback where they are certain', () => {
    const { offers, known: own } = helplinesFor(book, 'gb');
    expect(own).toBe(true);
    expect(offers.child.lines.map((line) => line.phone)).toEqual(['08001111']);
    expect(offers.child.fallback).toEqual([]);
    expect(offers.parent.lines[0]?.name).toMatch(/NSPCC/);
  });

  it('shows the international way beside lines that are not certain', () => {
    expect(helplinesFor(book, 'NZ').offers.child.fallback[0]?.link).toBe(
      'https://childhelplineinternational.org/helplines/',
    );
  });

  it('shows the international way where the country has none', () => {
    const { offers } = helplinesFor(book, 'NG');
    expect(offers.report.lines).toEqual([]);
    expect(offers.report.fallback.map((line) => line.link)).toContain('https://www.inhope.org/');
  });

  it('always offers the removal service that works everywhere, once', () => {
    for (const code of known) {
      const { lines, fallback } = helplinesFor(book, code).offers.images;
      const forms = [...lines, ...fallback].map((line) => line.form);
      expect(
        forms.filter((form) => form === 'https://takeitdown.ncmec.org/'),
        code,
      ).toHaveLength(1);
    }
  });

  it('falls back to Europe for a country of the union without a file', () => {
    const { offers, known: own } = helplinesFor(book, 'GR');
    expect(own).toBe(false);
    expect(offers.child.lines[0]?.phone).toBe('116111');
    expect(offers.child.fallback).not.toEqual([]);
    expect(offers.emergency.lines[0]?.phone).toBe('112');
  });

  it('falls back to the international ways for a country without data', () => {
    const { offers, known: own } = helplinesFor(book, 'JP');
    expect(own).toBe(false);
    expect(offers.child).toEqual({ lines: [], fallback: book.get('international')?.child });
    expect(offers.emergency).toEqual({ lines: [], fallback: [] });
  });

  it('does not invent a worldwide emergency number', () => {
    expect(book.get('international')?.emergency).toEqual([]);
  });

  it('loads the file of one country and the international one', async () => {
    const { asked, loaders } = recordingLoaders(files);
    helplinesFor(await loadHelplines('SE', loaders), 'SE');
    expect(asked.sort()).toEqual(['src/guidance/helplines/SE.yaml', 'src/guidance/helplines/international.yaml']);
    asked.length = 0;
    const greek = helplinesFor(await loadHelplines('GR', loaders), 'GR');
    expect(greek.offers.child.lines[0]?.phone).toBe('116111');
    expect(asked.sort()).toEqual(['src/guidance/helplines/EU.yaml', 'src/guidance/helplines/international.yaml']);
  });

  it('loads it whatever the case of its code', async () => {
    const { loaders } = recordingLoaders(files);
    expect(await loadHelplines('se', loaders)).toEqual(await loadHelplines('SE', loaders));
  });

  it('lists countries by their files alone', () => {
    expect(
      countries([
        './helplines/SE.yaml',
        './helplines/EU.yaml',
        './helplines/AT.yaml',
        './helplines/international.yaml',
      ]),
    ).toEqual(['AT', 'SE']);
  });

  it('gives addresses to call and to text', () => {
    expect(telHref(firstLine('GB', 'child'))).toBe('tel:08001111');
    expect(telHref(firstLine('GB', 'images'))).toBeNull();
    expect(smsHref(firstLine('CA', 'child'))).toBe('sms:686868?body=CONNECT');
    expect(smsHref(firstLine('IE', 'child'))).toBe('sms:50101');
    expect(smsHref(firstLine('GB', 'child'))).toBeNull();
  });
});

describe('a faulty helpline file is refused with its name and field', () => {
  it.each([
    ['child.0.phone', '0800 1111', 'child.0.phone: must be digits only'],
    ['child.0.phone', 8001111, 'child.0.phone: must be text; put it in quotes'],
    ['child.0.shown', '0800 1112', 'child.0.shown: must have the same digits as phone'],
    ['child.0.chat', 'http://www.childline.org.uk/', 'child.0.chat: must be an https address'],
    ['child.0.confidence', 'low', 'child.0.confidence: must be high or medium'],
    ['child.0.confidence', 'medium', 'child.0.unsure: must say what is not certain'],
    ['child.0.cost', undefined, 'child.0.cost: is missing'],
    ['child.0.hours', ['9 to 5'], 'child.0.hours'],
    ['child.0.checked', '25.11.2026', 'child.0.checked: must be a day'],
    ['child.0.about', { fr: 'x' }, 'child.0.about: needs a text in en'],
    ['child.0.fax', '1', 'child.0: has unknown fields: fax'],
    ['missing', ['child'], 'missing: must name exactly the kinds whose list is empty'],
    ['child', [], 'missing: must name exactly the kinds whose list is empty'],
  ])('%s: %j', (field, value, message) => {
    expect(() => parseHelplines({ [britain]: withField(files[britain], field, value) })).toThrow(
      `${britain}: ${message}`,
    );
  });

  it('also by its name', () => {
    expect(() => parseHelplines({ 'helplines/uk.yaml': files[britain] })).toThrow('helplines/uk.yaml: must be');
  });
});
