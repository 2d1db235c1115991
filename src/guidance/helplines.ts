import type { Files, Loaders } from './advice.ts';
import {
  type CountryFile,
  countrySchema,
  GuidanceError,
  HELP_KINDS,
  type HelpKind,
  type Helpline,
  readFile,
} from './schema.ts';

/** Ways to get help by file: a country code, `EU`, or `international`. */
export type HelplineBook = ReadonlyMap<string, CountryFile>;

const INTERNATIONAL = 'international';
const EUROPE = 'EU';
/** An entry must be checked anew after this many days. */
const MAX_AGE_DAYS = 365;

/** A name by language. */
type Called = Readonly<Record<string, string>>;

/** What one country offers for one need. */
export interface Offer {
  /** Lines of the country, best first; may be empty. */
  readonly lines: readonly Helpline[];
  /** To be shown below them: not empty where the country has none, or where something about a line is not certain. */
  readonly fallback: readonly Helpline[];
}

export interface CountryHelp {
  readonly country: string;
  /** False: nothing is known about this country, and what stands for it is European or international. */
  readonly known: boolean;
  readonly offers: Readonly<Record<HelpKind, Offer>>;
}

function codeOf(path: string): string | null {
  return /(?:^|\/)helplines\/([A-Z]{2}|international)\.yaml$/.exec(path)?.[1] ?? null;
}

/**
 * Reads helpline files, keyed by a path that ends in `helplines/<COUNTRY>.yaml`.
 * @throws GuidanceError naming file and field.
 */
export function parseHelplines(files: Files): HelplineBook {
  const book = new Map<string, CountryFile>();
  for (const [path, value] of Object.entries(files)) {
    const code = codeOf(path);
    if (!code) throw new GuidanceError(`${path}: must be helplines/<two capital letters>.yaml or international.yaml`);
    book.set(code, readFile(countrySchema, path, value));
  }
  return book;
}

/**
 * Loads what one country needs: its own file, or the European one, and always the international one.
 * @param country ISO 3166-1 alpha-2, any case
 * @throws GuidanceError that names the file and the field
 */
export async function loadHelplines(country: string, loaders: Loaders): Promise<HelplineBook> {
  const paths = new Map(Object.keys(loaders).map((path) => [codeOf(path), path]));
  const own = country.toUpperCase();
  const wanted = [paths.has(own) ? own : EUROPE, INTERNATIONAL].flatMap((code) => paths.get(code) ?? []);
  const loaded = await Promise.all(wanted.map(async (path) => [path, await loaders[path]?.()] as const));
  return parseHelplines(Object.fromEntries(loaded));
}

/** Codes of the countries that have a file of their own, sorted; names come from `Intl.DisplayNames`. */
export function countries(paths: readonly string[]): string[] {
  return paths
    .flatMap((path) => codeOf(path) ?? [])
    .filter((code) => code !== EUROPE && code !== INTERNATIONAL)
    .sort();
}

/** The way to reach a line, to tell whether two entries are the same. */
function reach(line: Helpline): string {
  return line.form ?? line.chat ?? line.link ?? line.phone ?? line.name;
}

/**
 * Help in one country (ISO 3166-1 alpha-2, any case). Every kind has a fallback where the country has nothing, or
 * nothing certain; removal of images always has it, since the international service works everywhere.
 * @throws GuidanceError when the international file was not loaded.
 */
export function helplinesFor(book: HelplineBook, country: string): CountryHelp {
  const code = country.toUpperCase();
  const international = book.get(INTERNATIONAL);
  if (!international) throw new GuidanceError(`helplines/${INTERNATIONAL}.yaml: is missing or was not loaded`);
  const own = code === EUROPE ? undefined : book.get(code);
  const europe = book.get(EUROPE);
  const file = own ?? (code === EUROPE || europe?.covers.includes(code) ? europe : undefined);
  const offer = (kind: HelpKind): Offer => {
    const lines = file?.[kind] ?? [];
    const certain = lines.length > 0 && lines.every((line) => line.unsure.length === 0);
    if (certain && kind !== 'images') return { lines, fallback: [] };
    const known = new Set(lines.map(reach));
    return { lines, fallback: international[kind].filter((line) => !known.has(reach(line))) };
  };
  return {
    country: code,
    known: own !== undefined,
    offers: {
      child: offer('child'),
      emergency: offer('emergency'),
      report: offer('report'),
      images: offer('images'),
      parent: offer('parent'),
    },
  };
}

/** `tel:` address of a line, null when it has no phone. */
export function telHref(line: Helpline): string | null {
  return line.phone === null ? null : `tel:${line.phone}`;
}

/** `sms:` address of a line, with the word to send, null when it takes no texts. */
export function smsHref(line: Helpline): string | null {
  if (line.text === null) return null;
  return line.text.word === null
    ? `sms:${line.text.number}`
    : `sms:${line.text.number}?body=${encodeURIComponent(line.text.word)}`;
}

/** What a line is called in a language, or in general. */
export function nameOf(line: { readonly name: string; readonly called?: Called | undefined }, lang: string): string {
  const called = line.called ?? {};
  return called[lang] ?? called[lang.split(/[-_]/)[0] ?? ''] ?? line.name;
}

/** What a line is for, in a language or in English. */
export function aboutLine(line: Helpline, lang: string): string {
  return line.about[aboutLanguage(line, lang)] ?? '';
}

/** Language of `aboutLine`: the wanted one, the same without its country, or English. */
export function aboutLanguage(line: Helpline, lang: string): string {
  return [lang, lang.split(/[-_]/)[0] ?? ''].find((tag) => tag in line.about) ?? 'en';
}

/** A sentence for every entry that is due: file, entry and cure. `today` is a day as `2026-11-25`. */
export function overdue(book: HelplineBook, today: string): string[] {
  const now = Date.parse(today);
  const faults: string[] = [];
  for (const [code, file] of book) {
    for (const kind of HELP_KINDS) {
      for (const line of file[kind]) {
        const days = Math.round((now - Date.parse(line.checked)) / 86_400_000);
        const where = `src/guidance/helplines/${code}.yaml: ${kind}: ${line.name}`;
        if (days > MAX_AGE_DAYS) {
          faults.push(
            `${where}: checked ${line.checked}, ${days} days ago. Call or open it, correct it, then set checked to today and check to live.`,
          );
        } else if (days < 0)
          faults.push(`${where}: checked ${line.checked} lies in the future. Set it to the day of the check.`);
      }
    }
  }
  return faults;
}
