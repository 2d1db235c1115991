/** Fewest characters of a PIN or passphrase. */
const PIN_MIN = 6;
/** Most of them: what is longer was not meant to be typed. */
export const PIN_MAX = 200;

/** `short`: not accepted. `weak`: a child who looks over a shoulder or knows the family guesses it. */
export type PinStrength = 'short' | 'weak' | 'fair' | 'good' | 'strong';

/** Guesses that a person or a program makes first. */
const COMMON = /^(?:password|passwort|letmein|qwerty|qwertz|azerty|iloveyou|nightlight|abc123|admin|welcome|secret)/i;

/**
 * How hard a PIN or passphrase is to guess, for the meter alone: from its length, its kinds of characters and the
 * patterns that everybody uses. It is a hint and refuses nothing but what is too short.
 */
export function pinStrength(secret: string): PinStrength {
  const length = [...secret].length;
  if (length < PIN_MIN) return 'short';
  if (COMMON.test(secret) || new Set(secret).size <= 3 || isRun(secret) || isDate(secret)) return 'weak';
  const bits = length * Math.log2(alphabet(secret)) * variety(secret);
  if (bits < 24) return 'fair';
  if (bits < 45) return 'good';
  return 'strong';
}

/** How many signs a guesser has to try at each place. */
function alphabet(secret: string): number {
  let signs = 0;
  if (/\d/.test(secret)) signs += 10;
  if (/\p{Ll}/u.test(secret)) signs += 26;
  if (/\p{Lu}/u.test(secret)) signs += 26;
  if (/[^\d\p{L}]/u.test(secret)) signs += 20;
  if (/\p{Lo}/u.test(secret)) signs += 60;
  return Math.max(signs, 2);
}

/** Less than 1 where the same signs come again. */
function variety(secret: string): number {
  const all = [...secret];
  return Math.min(1, (new Set(all).size / all.length) * 1.3);
}

/** `123456`, `987654`, `abcdef`: each sign is one more, or one less, than the one before. */
function isRun(secret: string): boolean {
  const codes = [...secret.toLowerCase()].map((sign) => sign.codePointAt(0) ?? 0);
  const step = (codes[1] ?? 0) - (codes[0] ?? 0);
  return Math.abs(step) <= 1 && codes.every((code, index) => index === 0 || code - (codes[index - 1] ?? 0) === step);
}

/** A day of birth: six or eight digits that a calendar knows, with or without signs between them. */
function isDate(secret: string): boolean {
  const digits = secret.replace(/[./ -]/g, '');
  if (!/^\d{6}(?:\d{2})?$/.test(digits)) return false;
  const part = (from: number, to: number) => Number(digits.slice(from, to));
  const isDay = (day: number) => day >= 1 && day <= 31;
  const isMonth = (month: number) => month >= 1 && month <= 12;
  const isYear = (year: number) => year >= 1930 && year <= 2035;
  const long = digits.length === 8;
  const end = long ? isYear(part(4, 8)) : true;
  const start = long ? isYear(part(0, 4)) : true;
  const from = long ? 4 : 2;
  return (
    (end && ((isDay(part(0, 2)) && isMonth(part(2, 4))) || (isMonth(part(0, 2)) && isDay(part(2, 4))))) ||
    (start && isMonth(part(from, from + 2)) && isDay(part(from + 2, from + 4)))
  );
}
