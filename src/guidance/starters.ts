import { BASE_LANGUAGE, type Files, type Loaders, matchLanguage } from './advice.ts';
import { type AGE_GROUPS, GuidanceError, readFile, type Starter, startersSchema } from './schema.ts';

type AgeGroup = (typeof AGE_GROUPS)[number];

/** Conversation starters by language. */
export type StarterLibrary = ReadonlyMap<string, readonly Starter[]>;

/** Language of a file of starters; null for another file. */
const languageOf = (path: string): string | null => /(?:^|\/)starters\/([A-Za-z_]+)\.yaml$/.exec(path)?.[1] ?? null;

/** Reads files keyed by a path that ends in `starters/<lang>.yaml`. @throws GuidanceError naming file and field. */
export function parseStarters(files: Files): StarterLibrary {
  const library = new Map<string, readonly Starter[]>();
  for (const [path, value] of Object.entries(files)) {
    const lang = languageOf(path);
    if (lang === null) throw new GuidanceError(`${path}: must be starters/<lang>.yaml`);
    library.set(lang, readFile(startersSchema, path, value).starters);
  }
  return library;
}

/** Loads the starters of one language; the English ones where it has none. @throws GuidanceError that names the file and the field */
export async function loadStarters(lang: string, loaders: Loaders): Promise<StarterLibrary> {
  const paths = Object.keys(loaders);
  const best = matchLanguage(
    lang,
    paths.flatMap((path) => languageOf(path) ?? []),
  );
  const path = paths.find((each) => languageOf(each) === best);
  return path === undefined ? new Map() : parseStarters({ [path]: await loaders[path]?.() });
}

/** Starters that fit an age, in the language or in English. */
export function startersFor(library: StarterLibrary, age: AgeGroup, lang: string): Starter[] {
  const starters = library.get(matchLanguage(lang, [...library.keys()])) ?? library.get(BASE_LANGUAGE) ?? [];
  return starters.filter((starter) => starter.ages.includes(age));
}
