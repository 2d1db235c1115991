import { BASE_LANGUAGE, type Files, matchLanguage } from './advice.ts';
import { type AGE_GROUPS, GuidanceError, readFile, type Starter, startersSchema } from './schema.ts';

/** Conversation starters by language. */
export type StarterLibrary = ReadonlyMap<string, readonly Starter[]>;

/** Reads files keyed by a path that ends in `starters/<lang>.yaml`. @throws GuidanceError naming file and field. */
export function parseStarters(files: Files): StarterLibrary {
  const library = new Map<string, readonly Starter[]>();
  for (const [path, value] of Object.entries(files)) {
    const lang = /(?:^|\/)starters\/([A-Za-z_]+)\.yaml$/.exec(path)?.[1];
    if (!lang) throw new GuidanceError(`${path}: must be starters/<lang>.yaml`);
    library.set(lang, readFile(startersSchema, path, value).starters);
  }
  return library;
}

/** Starters that fit an age, in the language or in English. */
export function startersFor(library: StarterLibrary, age: (typeof AGE_GROUPS)[number], lang: string): Starter[] {
  const starters = library.get(matchLanguage(lang, [...library.keys()])) ?? library.get(BASE_LANGUAGE) ?? [];
  return starters.filter((starter) => starter.ages.includes(age));
}
