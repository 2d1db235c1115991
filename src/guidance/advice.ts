import { LEVELS, type Level, SIGNALS, type SignalId } from '../engine/signal.ts';
import { type Advice, adviceSchema, GuidanceError, readFile } from './schema.ts';

/** Loads one file, as a lazy `import.meta.glob(…, { import: 'default' })` gives it. */
export type Loaders = Readonly<Record<string, () => Promise<unknown>>>;
/** Path of a file to its parsed YAML. */
export type Files = Readonly<Record<string, unknown>>;

/** The language every text exists in; what another language lacks is said in it. */
export const BASE_LANGUAGE = 'en';

/** Advice by language; the key within is a signal id or `levels/<level>`. */
export type AdviceLibrary = ReadonlyMap<string, ReadonlyMap<string, Advice>>;

/** What makes an alert urgent (taxonomy.md): of several signals, the warning names the first of these. */
const URGENT: ReadonlySet<SignalId> = new Set([
  'account-hijack',
  'threat-exposure',
  'threat-harm',
  'emotional-blackmail',
  'extortion-payment',
  'meeting-request',
  'self-harm-coercion',
]);

/** Somebody may get hurt at any moment: the signal's own three steps come before those of `urgent`. */
const BODILY_DANGER: ReadonlySet<SignalId> = new Set([
  'threat-harm',
  'emotional-blackmail',
  'meeting-request',
  'self-harm-coercion',
]);

/** What the page's warning says, in one language. */
export interface WarningText {
  /** What happened, one line. */
  readonly title: string;
  /** Why it is a trick. */
  readonly why: string;
  /** Three things to do. */
  readonly todo: readonly string[];
}

function place(path: string): { lang: string; key: string } | null {
  const match = /(?:^|\/)advice\/([A-Za-z_]+)\/((?:levels\/)?[a-z-]+)\.yaml$/.exec(path);
  return match?.[1] && match[2] ? { lang: match[1], key: match[2] } : null;
}

function isKnown(key: string): boolean {
  return SIGNALS.some((signal) => signal === key) || LEVELS.some((level) => `levels/${level}` === key);
}

/**
 * Reads advice files, keyed by a path that ends in `advice/<lang>/<signal>.yaml` or `advice/<lang>/levels/<level>.yaml`.
 * @throws GuidanceError naming file and field, also for a file whose name is neither a signal nor a level.
 */
export function parseAdvice(files: Files): AdviceLibrary {
  const library = new Map<string, Map<string, Advice>>();
  for (const [path, value] of Object.entries(files)) {
    const where = place(path);
    if (!where || !isKnown(where.key)) {
      throw new GuidanceError(`${path}: must be advice/<lang>/<signal>.yaml or advice/<lang>/levels/<level>.yaml`);
    }
    const book = library.get(where.lang) ?? new Map<string, Advice>();
    book.set(where.key, readFile(adviceSchema, path, value));
    library.set(where.lang, book);
  }
  return library;
}

/** Languages that have advice, sorted. */
export function adviceLanguages(paths: readonly string[]): string[] {
  return [...new Set(paths.flatMap((path) => place(path)?.lang ?? []))].sort();
}

/**
 * The best of the languages at hand for a wanted one: `pt-BR` finds `pt_BR`, `de-AT` finds `de`, `pt` finds `pt_BR`;
 * English when there is none.
 */
export function matchLanguage(wanted: string, available: readonly string[]): string {
  const tag = wanted.replace(/-/g, '_').toLowerCase();
  const base = tag.split('_')[0];
  return (
    available.find((lang) => lang.toLowerCase() === tag) ??
    available.find((lang) => lang.toLowerCase() === base) ??
    available.find((lang) => lang.toLowerCase().split('_')[0] === base) ??
    BASE_LANGUAGE
  );
}

/**
 * Loads the advice of one language, and of English only for what that language lacks.
 * @param keys signal ids and `levels/<level>`; everything when left out.
 */
export async function loadAdvice(lang: string, loaders: Loaders, keys?: readonly string[]): Promise<AdviceLibrary> {
  const paths = Object.keys(loaders);
  const best = matchLanguage(lang, adviceLanguages(paths));
  const chosen = new Map<string, string>();
  for (const from of new Set([best, BASE_LANGUAGE])) {
    for (const path of paths) {
      const where = place(path);
      if (where?.lang !== from || chosen.has(where.key)) continue;
      if (!keys || keys.includes(where.key)) chosen.set(where.key, path);
    }
  }
  const loaded = await Promise.all([...chosen.values()].map(async (path) => [path, await loaders[path]?.()] as const));
  return parseAdvice(Object.fromEntries(loaded));
}

function find(library: AdviceLibrary, key: string, lang: string): Advice {
  const best = matchLanguage(lang, [...library.keys()]);
  const advice = library.get(best)?.get(key) ?? library.get(BASE_LANGUAGE)?.get(key);
  if (!advice) throw new GuidanceError(`advice/${BASE_LANGUAGE}/${key}.yaml: is missing or was not loaded`);
  return advice;
}

/** Advice on one signal. @throws GuidanceError when neither the language nor English has it. */
export function adviceFor(library: AdviceLibrary, signal: SignalId, lang: string): Advice {
  return find(library, signal, lang);
}

/** Advice on one level. @throws GuidanceError when neither the language nor English has it. */
export function adviceForLevel(library: AdviceLibrary, level: Level, lang: string): Advice {
  return find(library, `levels/${level}`, lang);
}

/** Keys of the advice that one alert needs, for `loadAdvice`. */
export function adviceKeys(level: Level, signals: readonly SignalId[]): string[] {
  return [`levels/${level}`, ...signals];
}

/**
 * What the warning on the page says about an alert. It names the first signal; at `urgent` the first that makes it so.
 * At `urgent` the child reads that they are not in trouble, and the three steps are those of the level, unless somebody
 * may get hurt: then the steps of the signal, since they lead to the emergency number.
 */
export function warningText(
  library: AdviceLibrary,
  alert: { readonly level: Level; readonly signals: readonly SignalId[] },
  lang: string,
): WarningText {
  const general = adviceForLevel(library, alert.level, lang).child;
  const urgent = alert.level === 'urgent';
  const named = (urgent && alert.signals.find((signal) => URGENT.has(signal))) || alert.signals[0];
  if (!named) return { title: general.title, why: general.why, todo: general.do };
  const { title, why, do: steps } = adviceFor(library, named, lang).child;
  if (!urgent) return { title, why, todo: steps };
  return { title, why: `${general.title}. ${why}`, todo: BODILY_DANGER.has(named) ? steps : general.do };
}
