import { ADVICE, HELPLINES, STARTERS } from '../catalog-pages.ts';
import {
  type AdviceLibrary,
  type CountryHelp,
  countries,
  helplinesFor,
  loadAdvice,
  loadHelplines,
  loadStarters,
  type Starter,
  startersFor,
} from '../guidance/index.ts';
import { textLanguage } from '../i18n.ts';
import type { AgeGroup } from '../protocol/messages.ts';

/** Who reads. */
export type Reader = 'child' | 'parent';

/** What is said and whom to call, loaded file by file as a page needs it. */
export interface Guide {
  /** Advice in the language of the interface; `keys` are signal ids and `levels/<level>`. */
  readonly advice: (keys: readonly string[]) => Promise<AdviceLibrary>;
  /** Help in one country, ISO 3166-1 alpha-2. */
  readonly help: (country: string) => Promise<CountryHelp>;
  /** Ways to begin a talk with a child of an age, in the language of the interface. */
  readonly starters: (age: AgeGroup) => Promise<readonly Starter[]>;
  /** Countries that have helplines of their own. */
  readonly countries: readonly string[];
}

/** The guidance that ships with the extension. */
export const guide: Guide = {
  advice: (keys) => loadAdvice(textLanguage(), ADVICE, keys),
  help: async (country) => helplinesFor(await loadHelplines(country, HELPLINES), country),
  starters: async (age) => startersFor(await loadStarters(textLanguage(), STARTERS), age, textLanguage()),
  countries: countries(Object.keys(HELPLINES)),
};
