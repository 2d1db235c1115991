import { browserRandom, type Random } from './bytes.ts';

/** Crockford's letters: none that is taken for another when written by hand. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 32;

/** A recovery code: 155 random bits and one letter that catches a slip, in eight groups of four. */
export function newRecoveryCode(random: Random = browserRandom): string {
  const letters = Array.from(random(LENGTH - 1), (byte) => LETTERS.charAt(byte % 32)).join('');
  return grouped(letters + checkOf(letters));
}

/** The code in its one form, or null for what is none: a slip is told without costing a try. */
export function readRecoveryCode(typed: string): string | null {
  const letters = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (letters.length !== LENGTH || [...letters].some((letter) => !LETTERS.includes(letter))) return null;
  const body = letters.slice(0, -1);
  return letters.endsWith(checkOf(body)) ? grouped(letters) : null;
}

function grouped(letters: string): string {
  return (letters.match(/.{4}/g) ?? []).join('-');
}

/** Odd weights have an inverse modulo 32: one wrong letter, and nearly every exchange of neighbours, changes the sum. */
function checkOf(letters: string): string {
  let sum = 0;
  [...letters].forEach((letter, index) => {
    sum += LETTERS.indexOf(letter) * (2 * index + 1);
  });
  return LETTERS.charAt(sum % 32);
}
