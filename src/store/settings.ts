import * as z from 'zod/mini';
import type { Level } from '../engine/signal.ts';
import type { AgeGroup, Settings } from '../protocol/messages.ts';
import { guessCountry } from './country.ts';
import { readItem } from './item.ts';
import type { Change, Shelf } from './shelf.ts';

export const SETTINGS_KEY = 'settings';
const AGE_GROUPS = ['under-13', '13-15', '16-17'] as const satisfies readonly AgeGroup[];

const schema: z.ZodMiniType<Settings> = z.object({
  country: z.string().check(z.regex(/^[A-Z]{2}$/)),
  ageGroup: z.enum(AGE_GROUPS),
  sitesOff: z.array(z.string()),
});

/** What an age group means before a parent changes it. The child is warned at every level in all of them. */
export interface AgeDefaults {
  /** Mildest level that the parent is told of. */
  readonly parentFrom: Level;
  /** Whether the parent is told the site. */
  readonly parentSeesSite: boolean;
  /** Mildest level of which the parent can open the lines; null: of none. */
  readonly linesFrom: Level | null;
  /** The pause before something secret is sent. */
  readonly pause: boolean;
}

export const AGE_DEFAULTS: { readonly [G in AgeGroup]: AgeDefaults } = {
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

export async function readSettings(shelf: Shelf, defaults: Settings, now: number): Promise<Settings> {
  return (await readItem(shelf, 'settings', SETTINGS_KEY, schema, now)) ?? defaults;
}

export function putSettings(settings: Settings): Change {
  return {
    store: 'settings',
    key: SETTINGS_KEY,
    value: { ...settings, sitesOff: [...new Set(settings.sitesOff)].sort() },
  };
}
