import { expect, test } from 'vitest';
import { guessCountry } from '../../src/store/country.ts';
import { AGE_DEFAULTS, defaultSettings } from '../../src/store/settings.ts';

test.each([
  ['the clock tells, whatever the language', 'Europe/London', 'en-US', 'GB'],
  ['by a whole region of zones', 'Australia/Hobart', 'en-US', 'AU'],
  ['by the old name of a zone', 'Asia/Calcutta', 'en-US', 'IN'],
  ['a zone of nobody: the region of the language', 'Etc/UTC', 'de-AT', 'AT'],
  ['no region: where most speak it', 'Etc/UTC', 'pl', 'PL'],
  ['English without a region', 'Etc/UTC', 'en', 'GB'],
  ['a script and no region', 'Etc/UTC', 'zh-Hant', 'TW'],
  ['a region that is a number', 'Etc/UTC', 'es-419', 'GB'],
  ['nonsense', '', '-', 'GB'],
])('country: %s', (_name, zone, language, country) => {
  expect(guessCountry(zone, language)).toBe(country);
});

test('before anybody chose, every site is on and the age group is the middle one', () => {
  expect(defaultSettings('Europe/Dublin', 'en-GB')).toEqual({ country: 'IE', ageGroup: '13-15', sitesOff: [] });
});

test('the older, the less a parent is told', () => {
  const levels = Object.values(AGE_DEFAULTS).map(({ parentFrom, linesFrom }) => [parentFrom, linesFrom]);
  expect(levels).toEqual([
    ['caution', 'caution'],
    ['warning', 'urgent'],
    ['urgent', null],
  ]);
});
