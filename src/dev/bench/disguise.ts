/** Until a set of disguises is given, the commonest one: digits for letters, and stretched vowels. */
export function plainDisguise(text: string): string {
  const digits: Readonly<Record<string, string>> = { a: '4', e: '3', i: '1', o: '0' };
  let turn = 0;
  return text.replace(/[aeio]/gu, (letter) => {
    turn += 1;
    return turn % 3 === 0 ? (digits[letter] ?? letter) : turn % 7 === 0 ? letter.repeat(3) : letter;
  });
}
