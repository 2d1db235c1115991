import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { guessCountry } from '../../src/country.ts';
import type { FamilySettings } from '../../src/protocol/family.ts';
import {
  AGE_DEFAULTS,
  changedFamily,
  defaultSettings,
  mergedFamily,
  type StoredFamily,
} from '../../src/store/settings.ts';

test.each([
  ['the clock tells, whatever the language', 'Europe/London', 'en-US', 'GB'],
  ['by a whole region of zones', 'Australia/Hobart', 'en-US', 'AU'],
  ['by the old name of a zone', 'Asia/Calcutta', 'en-US', 'IN'],
  ['of a country that the EU stands for', 'Europe/Athens', 'en-US', 'GR'],
  ['a place in no list, whatever the language', 'Europe/Istanbul', 'en-US', 'ZZ'],
  ['a place in no list, in the language of Latin America', 'America/Bogota', 'es-419', 'ZZ'],
  ['a place in a list, in the language of Latin America', 'America/Chihuahua', 'es-419', 'MX'],
  ['a zone of nobody: the region of the language', 'Etc/UTC', 'de-AT', 'AT'],
  ['hours alone', 'UTC', 'de-AT', 'AT'],
  ['no region: where most speak it', 'Etc/UTC', 'pl', 'PL'],
  ['English without a region', 'Etc/UTC', 'en', 'GB'],
  ['a script and no region', 'Etc/UTC', 'zh-Hant', 'TW'],
  ['a region that is a number', 'Etc/UTC', 'es-419', 'ZZ'],
  ['nonsense', '', '-', 'ZZ'],
])('country: %s', (_name, zone, language, country) => {
  expect(guessCountry(zone, language)).toBe(country);
});

/** The countries that a helpline file is about, that of the EU about many. */
function covered(): string[] {
  const folder = new URL('../../src/guidance/helplines/', import.meta.url);
  return readdirSync(folder).flatMap((name) => {
    const { covers } = parse(readFileSync(new URL(name, folder), 'utf8')) as { readonly covers?: readonly string[] };
    return [...(/^(?!EU)[A-Z]{2}/.exec(name) ?? []), ...(covers ?? [])];
  });
}

/** The zones of a country, as the browser's own tables name them. */
function zonesOf(country: string): readonly string[] {
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & {
    readonly timeZones?: readonly string[];
    getTimeZones?(): readonly string[];
  };
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

test.each(covered())('every clock of %s leads to the help of that country', (country) => {
  const zones = zonesOf(country);
  expect(zones).not.toEqual([]);
  expect(zones.filter((zone) => guessCountry(zone, 'en-US') !== country)).toEqual([]);
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

test('another age group takes back what was chosen for the last one, also on a device that chose it before', () => {
  const settings: FamilySettings = {
    ...defaultSettings('Europe/Dublin', 'en-GB'),
    view: {},
    sensitivity: 'balanced',
    trusted: [],
    quietHours: null,
    retentionDays: 30,
    safeguarding: null,
  };
  const both: StoredFamily = { settings, revision: 0, changed: {} };
  const here = changedFamily(both, { view: { linesFrom: 'caution', parentSeesSite: true } }, 1000).family;
  // The other device has no view of its own that the new age group could take back.
  const there = changedFamily(both, { ageGroup: '16-17' }, 2000);
  expect(there.names).toEqual(['ageGroup']);
  const { family, taken } = mergedFamily(here, there.family, 3000);
  expect([family.settings.ageGroup, family.settings.view]).toEqual(['16-17', {}]);
  expect([...taken].sort()).toEqual(['ageGroup', 'view']);
});
