import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { warningAdvice } from '../../src/catalog.ts';
import { LEVELS, SIGNALS } from '../../src/engine/signal.ts';
import { matchLanguage, parseAdvice, parseTold, warningText } from '../../src/guidance/index.ts';
import { guidanceFiles } from './files.ts';

const whole = parseAdvice(guidanceFiles('advice'));
const locales = readdirSync(new URL('../../src/static/public/_locales/', import.meta.url));
const alerts = SIGNALS.flatMap((signal) => LEVELS.map((level) => ({ level, signals: [signal] })));

describe('the warning on the page, as the worker words it', () => {
  it.each(locales)('says in %s what the advice in that language says', (locale) => {
    const lang = locale.replace('_', '-');
    for (const alert of alerts)
      expect(warningText(warningAdvice(lang), alert, lang)).toEqual(warningText(whole, alert, lang));
  });

  it.each(locales)('has all of it in %s, as the buttons below have', (locale) => {
    const own = warningAdvice(locale).get(matchLanguage(locale, [...whole.keys()]));
    expect([...(own?.keys() ?? [])].sort()).toEqual([...(whole.get('en')?.keys() ?? [])].sort());
  });

  it('is in English where nobody wrote it in the language', () => {
    expect(warningText(warningAdvice('sv'), { level: 'warning', signals: ['credential-request'] }, 'sv').title).toBe(
      'Someone wants your password',
    );
  });

  it('holds one language beside English, whatever others there are', () => {
    expect([...warningAdvice('ar').keys()].sort()).toEqual(['ar', 'en']);
  });

  it('refuses a faulty file with its name and field', () => {
    const path = 'src/guidance/advice/ar/secrecy.yaml';
    expect(() => parseTold('ar', { [path]: '{"child":{"title":"سر","why":"","do":[]}}' })).toThrow(
      `${path}: child.why: must not be empty`,
    );
  });
});
