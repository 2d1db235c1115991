import { describe, expect, it, vi } from 'vitest';
import { formatLanguage, t } from '../../src/i18n.ts';
import { countryName, listText, openingText, sizeText } from '../../src/ui/format.ts';
import { whenText } from '../../src/ui/time-text.ts';
import { fakeChrome } from './fake-chrome.ts';

vi.stubGlobal('chrome', fakeChrome);

const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();

describe('a moment', () => {
  it.each([
    ['today', at(25, 9, 5), 'Today, 09:05'],
    ['a minute past midnight', at(25, 0, 1), 'Today, 00:01'],
    ['yesterday, though an hour ago', at(24, 23, 30), 'Yesterday, 23:30'],
    ['this year', at(16, 18, 30), '16 November, 18:30'],
    ['another year', new Date(2025, 9, 21, 18, 30).getTime(), '21 October 2025, 18:30'],
    ['in the future, after a change of the clock', at(27, 9), '27 November, 09:00'],
  ])('%s', (_, time, words) => {
    expect(whenText(time, at(25, 12), 'en-GB')).toBe(words);
  });

  it('is yesterday across the change to winter time', () => {
    expect(whenText(new Date(2026, 9, 24, 12).getTime(), new Date(2026, 9, 25, 23).getTime(), 'en-GB')).toBe(
      'Yesterday, 12:00',
    );
  });
});

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [48_211, '48.2 kB'],
  [5_242_880, '5.2 MB'],
])('%i bytes are %s', (bytes, words) => {
  expect(sizeText(bytes, 'en-GB')).toBe(words);
});

it.each([
  ['Mon-Fri 09:00-18:00', 'en-GB', 'Mon–Fri 09:00–18:00'],
  ['Mon,Wed 14:00-20:00', 'en-GB', 'Mon, Wed 14:00–20:00'],
  ['Mon-Sun 08:00-24:00', 'de', 'Mo–So 08:00–24:00'],
])('opening hours %s in %s', (hours, language, words) => {
  expect(openingText(hours, language)).toBe(words);
});

it('names a country, and gives a code that is none back', () => {
  expect(countryName('KE', 'en')).toBe('Kenya');
  expect(countryName('not a code', 'en')).toBe('not a code');
});

it('joins things as the language does', () => {
  expect(listText(['a', 'b', 'c'], 'en-GB')).toBe('a, b and c');
});

describe('texts', () => {
  it('are filled in order', () => {
    expect(t('alert_where', 'The Lounge', 'maya')).toBe('The Lounge, chat “maya”');
  });

  it('that are missing at run time show their key, not nothing', () => {
    vi.stubGlobal('chrome', { i18n: { getMessage: () => '' } });
    expect(t('talk')).toBe('talk');
    vi.stubGlobal('chrome', fakeChrome);
  });

  it.each([
    [['en-GB', 'fr'], 'en-GB'],
    [['fr', 'en-AU'], 'en-AU'],
    [['fi'], 'en'],
  ])('dates follow %j', (wanted, language) => {
    expect(formatLanguage(wanted)).toBe(language);
  });
});
