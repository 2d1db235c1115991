/** A size in the unit that a person reads: bytes, kB or MB. */
export function sizeText(bytes: number, language: string): string {
  const [value, unit] =
    bytes < 1000 ? [bytes, 'byte'] : bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  const style = {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: 1,
  } as const;
  return new Intl.NumberFormat(language, style).format(value);
}

/** A count, as the language writes numbers. */
export function countText(count: number, language: string): string {
  return new Intl.NumberFormat(language).format(count);
}

/** Name of a country from its ISO 3166-1 alpha-2 code; the code itself where the browser knows no name. */
export function countryName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Things in a row, as the language joins them. */
export function listText(things: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(things);
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const DAY = 86_400_000;
/** Monday, 1 January 2024. */
const A_MONDAY = Date.UTC(2024, 0, 1);

/** Opening hours such as `Mon-Fri 09:00-18:00`, with the days in the words of the language. */
export function openingText(hours: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  return hours
    .replace(/Mon|Tue|Wed|Thu|Fri|Sat|Sun/g, (day) => format.format(A_MONDAY + DAYS.indexOf(day) * DAY))
    .replace(/-/g, '–')
    .replace(/,/g, ', ');
}
