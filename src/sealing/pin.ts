/** Characters of a PIN or passphrase at least. */
export const MIN_PIN = 6;

/** What is wrong with a new PIN: too short, or one of those that everybody tries first; null for none. */
export function pinTrouble(pin: string): 'short' | 'simple' | null {
  const letters = [...pin.normalize('NFKC')];
  if (letters.length < MIN_PIN) return 'short';
  const steps = letters.slice(1).map((letter, index) => codeOf(letter) - codeOf(letters[index] ?? ''));
  const even = steps.every((step) => step === steps[0]) && Math.abs(steps[0] ?? 0) <= 1;
  return even || new Set(letters).size < 3 ? 'simple' : null;
}

function codeOf(letter: string): number {
  return letter.codePointAt(0) ?? 0;
}
