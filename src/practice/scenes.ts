import * as z from 'zod/mini';
import { BASE_LANGUAGE, GuidanceError, type Loaders, matchLanguage } from '../guidance/index.ts';

/** One line of the chat of a scene. */
interface Line {
  readonly from: 'them' | 'you';
  readonly text: string;
}

/** Something that one could do, and what comes of it. */
export interface Choice {
  readonly say: string;
  /** A way out; the others say why they are none, without blame. */
  readonly good: boolean;
  readonly why: string;
}

/** A short chat to practise with. */
export interface Scene {
  /** Name of its file. */
  readonly id: string;
  readonly order: number;
  readonly title: string;
  /** Who writes, and where. */
  readonly story: string;
  readonly chat: readonly Line[];
  readonly choices: readonly Choice[];
}

const line = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));

/** The shape of `scenes/<lang>/<scene>.yaml`. */
const sceneSchema = z.strictObject({
  order: z.int().check(z.gte(1)),
  title: line(40),
  story: line(120),
  chat: z
    .array(z.strictObject({ from: z.enum(['them', 'you']), text: line(120) }))
    .check(z.minLength(2), z.maxLength(6)),
  choices: z.array(z.strictObject({ say: line(80), good: z.boolean(), why: line(240) })).check(
    z.minLength(3),
    z.maxLength(4),
    z.refine(
      (choices) => choices.some(({ good }) => good) && choices.some(({ good }) => !good),
      'needs a way out and others',
    ),
  ),
});

/** Language and name of a scene, from its path. */
function placeOf(path: string): { readonly lang: string; readonly id: string } | null {
  const [, lang, id] = /(?:^|\/)scenes\/([A-Za-z_]+)\/([a-z-]+)\.yaml$/.exec(path) ?? [];
  return lang === undefined || id === undefined ? null : { lang, id };
}

/** Languages that have scenes, sorted. */
export function sceneLanguages(paths: readonly string[]): string[] {
  return [...new Set(paths.flatMap((path) => placeOf(path)?.lang ?? []))].sort();
}

/** Reads one scene. @throws GuidanceError that names file and field */
export function parseScene(path: string, value: unknown): Scene {
  const place = placeOf(path);
  if (place === null) throw new GuidanceError(`${path}: must be scenes/<lang>/<scene>.yaml`);
  const result = sceneSchema.safeParse(value);
  if (result.success) return { id: place.id, ...result.data };
  const [issue] = result.error.issues;
  throw new GuidanceError(
    `${path}: ${issue?.path.map(String).join('.') || 'the file'}: ${issue?.message ?? 'not valid'}`,
  );
}

/** The scenes in a language, in their order; what it lacks in English. */
export async function loadScenes(lang: string, loaders: Loaders): Promise<Scene[]> {
  const paths = Object.keys(loaders);
  const best = matchLanguage(lang, sceneLanguages(paths));
  const chosen = new Map<string, string>();
  for (const from of new Set([best, BASE_LANGUAGE]))
    for (const path of paths) {
      const place = placeOf(path);
      if (place?.lang === from && !chosen.has(place.id)) chosen.set(place.id, path);
    }
  const scenes = await Promise.all([...chosen.values()].map(async (path) => parseScene(path, await loaders[path]?.())));
  return scenes.sort((a, b) => a.order - b.order);
}
