import * as z from 'zod/mini';
import { guessCountry } from '../country.ts';
import type { FamilySettings, SettingName, SettingsChange, View } from '../protocol/family.ts';
import { SETTING_FIELDS } from '../protocol/family-schemas.ts';
import type { AgeGroup, Settings } from '../protocol/messages.ts';
import { readItem } from './item.ts';
import type { Change, Shelf } from './shelf.ts';

export const SETTINGS_KEY = 'settings';
export const SETTING_NAMES = Object.keys(SETTING_FIELDS) as SettingName[];

/**
 * What an age group means before a parent changes it. The child is warned at every level in all of them; see the table
 * of defaults by age in the description of the product.
 */
export const AGE_DEFAULTS: { readonly [G in AgeGroup]: View } = {
  'under-13': { parentFrom: 'caution', parentSeesSite: true, linesFrom: 'caution', pause: true },
  '13-15': { parentFrom: 'warning', parentSeesSite: true, linesFrom: 'urgent', pause: true },
  '16-17': { parentFrom: 'urgent', parentSeesSite: false, linesFrom: null, pause: true },
};

/**
 * Settings before anybody chose. The age group is the middle one: the child is warned in the same way in all of them, so
 * it only decides how much a parent is shown, and before the family has agreed on that, everything would be too much.
 */
export function defaultSettings(timeZone: string, language: string): Settings {
  return { country: guessCountry(timeZone, language), ageGroup: '13-15', sitesOff: [] };
}

/** What is stored of the family's settings. */
export interface StoredFamily {
  readonly settings: FamilySettings;
  /** Grows by one with each change. */
  readonly revision: number;
  /** ms: when each was last changed, for devices that share them. */
  readonly changed: Partial<Record<SettingName, number>>;
}

const schema = z.object({
  country: SETTING_FIELDS.country,
  ageGroup: SETTING_FIELDS.ageGroup,
  sitesOff: SETTING_FIELDS.sitesOff,
  view: z._default(SETTING_FIELDS.view, {}),
  sensitivity: z._default(SETTING_FIELDS.sensitivity, 'balanced'),
  trusted: z._default(SETTING_FIELDS.trusted, []),
  quietHours: z._default(SETTING_FIELDS.quietHours, null),
  retentionDays: z._default(SETTING_FIELDS.retentionDays, 30),
  safeguarding: z._default(SETTING_FIELDS.safeguarding, null),
  revision: z._default(z.int().check(z.gte(0)), 0),
  changed: z._default(z.partialRecord(z.enum(SETTING_NAMES), z.number()), {}),
});

/** The stored settings, or the defaults. One that doesn't fit its schema is set aside, and the defaults hold. */
export async function readFamily(shelf: Shelf, defaults: Settings, now: number): Promise<StoredFamily> {
  return familyOf((await readItem(shelf, 'settings', SETTINGS_KEY, schema, now)) ?? schema.parse(defaults));
}

function familyOf({ revision, changed, ...settings }: z.infer<typeof schema>): StoredFamily {
  return { settings, revision, changed };
}

/** The settings with some of them changed; those that stay the same keep their time. */
export function changedFamily(
  before: StoredFamily,
  change: SettingsChange,
  now: number,
): { readonly family: StoredFamily; readonly names: readonly SettingName[] } {
  // Another age group brings its own defaults; what was chosen for the other one doesn't fit it.
  const regrouped = change.ageGroup !== undefined && change.ageGroup !== before.settings.ageGroup;
  const settings = tidy({ ...before.settings, ...(regrouped && { view: {} }), ...change });
  const names = SETTING_NAMES.filter(
    (name) => JSON.stringify(settings[name]) !== JSON.stringify(before.settings[name]),
  );
  if (names.length === 0) return { family: before, names };
  // A device that merges this must let go of its view even where there was none here: it was chosen for another age group.
  const stamped: readonly SettingName[] = regrouped ? [...names, 'view'] : names;
  const changed = { ...before.changed, ...Object.fromEntries(stamped.map((name) => [name, now])) };
  return { family: { settings, revision: before.revision + 1, changed }, names };
}

/**
 * The settings of two devices: of each the one that was changed later. One of the future counts as of now, since a wrong
 * clock must not win for ever.
 */
export function mergedFamily(
  before: StoredFamily,
  theirs: Pick<StoredFamily, 'settings' | 'changed'>,
  now: number,
): { readonly family: StoredFamily; readonly taken: readonly SettingName[] } {
  const time = (name: SettingName) => Math.min(theirs.changed[name] ?? 0, now);
  const later = SETTING_NAMES.filter((name) => time(name) > (before.changed[name] ?? 0));
  const pick = (from: FamilySettings) => Object.fromEntries(later.map((name) => [name, from[name]]));
  const settings = tidy({ ...before.settings, ...pick(theirs.settings) });
  const taken = later.filter((name) => JSON.stringify(settings[name]) !== JSON.stringify(before.settings[name]));
  const changed = { ...before.changed, ...Object.fromEntries(later.map((name) => [name, time(name)])) };
  return { family: { settings, changed, revision: before.revision + Math.min(1, taken.length) }, taken };
}

/**
 * Settings that were made while the stored ones could not be read, brought together with them: of each the one that was
 * changed later. The revision is new to every page, since none has seen them together.
 */
export function joinFamilies(held: unknown, stored: unknown, now: number): object | null {
  const mine = schema.safeParse(held);
  const theirs = schema.safeParse(stored);
  if (!mine.success) return theirs.success ? theirs.data : null;
  if (!theirs.success) return mine.data;
  const { family } = mergedFamily(familyOf(theirs.data), familyOf(mine.data), now);
  return putFamily({ ...family, revision: Math.max(mine.data.revision, theirs.data.revision) + 1 }).value;
}

export function putFamily({ settings, revision, changed }: StoredFamily): Change {
  return { store: 'settings', key: SETTINGS_KEY, value: { ...settings, revision, changed } };
}

/** Each site and each contact once, in order, so that the same settings look the same. */
function tidy(settings: FamilySettings): FamilySettings {
  const contacts = new Map(settings.trusted.map((contact) => [`${contact.site}\n${contact.name}`, contact]));
  return {
    ...settings,
    sitesOff: [...new Set(settings.sitesOff)].sort(),
    trusted: [...contacts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, contact]) => contact),
  };
}
