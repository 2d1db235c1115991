import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const LOCALES = new URL('src/static/public/_locales/', ROOT);

interface Entry {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

function texts(language: string): Record<string, Entry> {
  return JSON.parse(readFileSync(new URL(`${language}/messages.json`, LOCALES), 'utf8')) as Record<string, Entry>;
}

const code = readdirSync(new URL('src/', ROOT), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => readFileSync(new URL(`src/${path}`, ROOT), 'utf8'))
  .concat(readFileSync(new URL('manifest.json', ROOT), 'utf8'))
  .join('\n');

const english = texts('en');

/** Texts that are named in code or manifest: as a string of their own, or as `__MSG_key__`. */
function isUsed(key: string): boolean {
  return code.includes(`'${key}'`) || code.includes(`__MSG_${key}__`);
}

describe('texts', () => {
  it('are all used', () => {
    const idle = Object.keys(english).filter((key) => !isUsed(key));
    expect(idle, 'remove these keys from _locales/en/messages.json, or use them').toEqual([]);
  });

  it('are all there', () => {
    const asked = [...code.matchAll(/\bt\(\s*'([^']+)'/g), ...code.matchAll(/__MSG_(\w+)__/g)].map((match) => match[1]);
    expect(asked.length).toBeGreaterThan(50);
    const missing = asked.filter((key) => key === undefined || !(key in english));
    expect(missing, 'add these keys to _locales/en/messages.json').toEqual([]);
  });

  it.each(Object.keys(english))('%s: says something, and fills exactly what it names', (key) => {
    const entry = english[key];
    expect(entry?.message.trim()).not.toBe('');
    const named = [...(entry?.message ?? '').matchAll(/\$(\w+)\$/g)].map((match) => match[1]?.toLowerCase());
    const given = Object.entries(entry?.placeholders ?? {});
    expect(new Set(named), 'placeholders must be those of the message').toEqual(new Set(given.map(([name]) => name)));
    const numbers = given.map(([, { content }]) => content).sort();
    expect(numbers, 'placeholders must be $1, $2 … in a row').toEqual(numbers.map((_, index) => `$${index + 1}`));
  });

  it('have no other language with other keys or placeholders', () => {
    for (const language of readdirSync(LOCALES)) {
      const other = texts(language);
      expect(Object.keys(other).sort(), `${language}: keys differ from en`).toEqual(Object.keys(english).sort());
      for (const [key, entry] of Object.entries(other)) {
        const names = Object.keys(entry.placeholders ?? {}).sort();
        expect(names, `${language}: ${key}`).toEqual(Object.keys(english[key]?.placeholders ?? {}).sort());
        const used = [...entry.message.matchAll(/\$(\w+)\$/g)].map((match) => match[1]?.toLowerCase());
        expect([...new Set(used)].sort(), `${language}: ${key}: says each placeholder`).toEqual(names);
      }
    }
  });

  it.each(readdirSync(LOCALES))('%s: fit the stores, and say their own language and direction', (language) => {
    const own = texts(language);
    expect(own.name?.message.length).toBeLessThanOrEqual(75);
    expect(own.description?.message.length).toBeLessThanOrEqual(132);
    expect(own.lang?.message).toBe(language.replace('_', '-'));
    expect(own.dir?.message).toBe(language === 'ar' ? 'rtl' : 'ltr');
  });

  it.each(readdirSync(LOCALES))(
    '%s: the paper does not say that the code works once: opening changes no code',
    (language) => {
      const paper = texts(language).recovery_printed_text?.message ?? '';
      expect(paper).not.toMatch(/\bonce\b|\beinmal\b|una sola ve|une fois|una volta|uma vez|واحدة/i);
    },
  );

  it('keep a name or an address in right-to-left words apart, whatever its own direction is', () => {
    const rightToLeft = readdirSync(LOCALES)
      .map(texts)
      .filter((own) => own.dir?.message === 'rtl');
    expect(rightToLeft.length).toBeGreaterThan(0);
    for (const [key, { message }] of rightToLeft.flatMap((own) => Object.entries(own))) {
      const bare = message.replace(/\u2068\$\w+\$\u2069/g, '');
      expect(bare, `${key}: put U+2068 before and U+2069 behind a placeholder`).not.toMatch(/\$\w+\$|[\u2066-\u2069]/);
    }
  });
});
