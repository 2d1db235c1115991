import { LEVELS, type Level, SIGNALS, type SignalId } from '../engine/signal.ts';
import {
  type Advice,
  adviceSchema,
  GuidanceError,
  readFile,
  type WarningAdvice,
  warningAdviceSchema,
} from './schema.ts';

/** Loads one file, as a lazy `import.meta.glob(…, { import: 'default' })` gives it. */
export type Loaders = Readonly<Record<string, () => Promise<unknown>>>;
/** Path of a file to its parsed YAML. */
export type Files = Readonly<Record<string, unknown>>;

/** The language every text exists in; what another language lacks is said in it. */
export const BASE_LANGUAGE = 'en';

/** Advice by language; the key within is a signal id or `levels/<level>`. */
export type AdviceLibrary = Library<Advice>;
/** The same as far as the warning on the page needs it. */
export type WarningLibrary = Library<WarningAdvice>;
type Library<A> = ReadonlyMap<string, ReadonlyMap<string, A>>;

/** What makes an alert urgent (taxonomy.md): of several signals, the first of these is named. */
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
  return parse(files, (path, value) => readFile(adviceSchema, path, value));
}

/**
 * What is left of an advice file for the warning on the page, as JSON text. The build keeps this of each file for the
 * worker (`?told`), which says all languages' warnings and no more of them.
 */
export function told(file: unknown): string {
  const { child } = file as { readonly child?: Partial<WarningAdvice['child']> };
  return JSON.stringify({ child: { title: child?.title, why: child?.why, do: child?.do } });
}

/**
 * Reads what `?told` left of the advice files: those of one language, and the English ones for what it lacks.
 * @throws GuidanceError naming file and field.
 */
export function parseTold(lang: string, files: Files): WarningLibrary {
  const wanted = [matchLanguage(lang, adviceLanguages(Object.keys(files))), BASE_LANGUAGE];
  const own = Object.entries(files).filter(([path]) => wanted.includes(place(path)?.lang ?? ''));
  return parse(Object.fromEntries(own), (path, value) =>
    readFile(warningAdviceSchema, path, JSON.parse(String(value))),
  );
}

function parse<A>(files: Files, read: (path: string, value: unknown) => A): Library<A> {
  const library = new Map<string, Map<string, A>>();
  for (const [path, value] of Object.entries(files)) {
    const where = place(path);
    if (!where || !isKnown(where.key)) {
      throw new GuidanceError(`${path}: must be advice/<lang>/<signal>.yaml or advice/<lang>/levels/<level>.yaml`);
    }
    const book = library.get(where.lang) ?? new Map<string, A>();
    book.set(where.key, read(path, value));
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
 * @throws GuidanceError that names the file and the field
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

function find<A>(library: Library<A>, key: string, lang: string): A {
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

/** What advice on an alert is chosen by. */
interface Signalled {
  readonly level: Level;
  readonly signals: readonly SignalId[];
}

/** The one signal that child and parent are told of: the first; at `urgent` the first that makes it so. */
export function namedSignal({ level, signals }: Signalled): SignalId | undefined {
  return (level === 'urgent' ? signals.find((signal) => URGENT.has(signal)) : undefined) ?? signals[0];
}

/**
 * What the warning on the page says about an alert, by the signal that is named. At `urgent` the child reads that they are
 * not in trouble, and the three steps are those of the level, unless somebody may get hurt: then the steps of the signal,
 * since they lead to the emergency number.
 */
export function warningText(library: WarningLibrary, alert: Signalled, lang: string): WarningText {
  const general = find(library, `levels/${alert.level}`, lang).child;
  const urgent = alert.level === 'urgent';
  const named = namedSignal(alert);
  if (!named) return { title: general.title, why: general.why, todo: general.do };
  const { title, why, do: steps } = find(library, named, lang).child;
  if (!urgent) return { title, why, todo: steps };
  return { title, why: `${general.title}. ${why}`, todo: BODILY_DANGER.has(named) ? steps : general.do };
}
