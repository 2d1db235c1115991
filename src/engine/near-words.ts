import { fnv1a, spread } from './hash.ts';

/** Shortest word that is repaired by one letter: shorter ones have too many neighbours. */
const MIN_NEAR = 6;

/**
 * Words by themselves and with one letter left out, the first letter aside: `password` and `pasword` lead to `password`.
 *
 * A table of numbers, not of texts: written out, the forms of a language would be four megabytes of strings. A form is found
 * by its hash, and what was found is compared letter by letter, so that no answer depends on the hash.
 */
export class NearWords {
  private readonly words: readonly string[];
  /** Open addressing: the number of a word, counted from 1, and a part of the form's hash; as many slots as a power of two. */
  private readonly slots: Uint16Array | Uint32Array;
  private readonly tags: Uint8Array;

  /** @param words in the order in which they go before each other where a form is close to several */
  constructor(words: Iterable<string>) {
    this.words = [...words].filter((word) => word.length >= MIN_NEAR);
    let forms = 0;
    for (const word of this.words) forms += word.length;
    const size = 2 ** Math.ceil(Math.log2(Math.max(2, forms * 1.5)));
    this.slots = this.words.length < 0xffff ? new Uint16Array(size) : new Uint32Array(size);
    this.tags = new Uint8Array(size);
    // a word is itself before it is another with a letter missing
    for (let at = 0; at < this.words.length; at++) this.put(at, this.words[at] as string, -1);
    for (let at = 0; at < this.words.length; at++) {
      const word = this.words[at] as string;
      for (let cut = 1; cut < word.length; cut++) this.put(at, word, cut);
    }
  }

  /** The word that a form is, or is with one letter missing; undefined for none. */
  get(form: string): string | undefined {
    return this.find(form, -1, hashOf(form, -1));
  }

  /** The same of a form without its letter at `cut`. */
  without(form: string, cut: number): string | undefined {
    return this.find(form, cut, hashOf(form, cut));
  }

  private find(form: string, cut: number, hash: number): string | undefined {
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = this.slots[slot] as number;
      if (number === 0) return undefined;
      if (this.tags[slot] !== hash >>> 24) continue;
      const word = this.words[number - 1] as string;
      if (isFormOf(form, cut, word)) return word;
    }
  }

  private put(number: number, word: string, cut: number): void {
    const hash = hashOf(word, cut);
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    while (this.slots[slot] !== 0) {
      if (
        this.tags[slot] === hash >>> 24 &&
        isFormOf(word, cut, this.words[(this.slots[slot] as number) - 1] as string)
      )
        return;
      slot = (slot + 1) & mask;
    }
    this.slots[slot] = number + 1;
    this.tags[slot] = hash >>> 24;
  }
}

/** Hash of a text without its letter at `cut` (-1: whole): 32 bits, unsigned. */
function hashOf(text: string, cut: number): number {
  return spread(cut < 0 ? fnv1a(text) : fnv1a(text, cut + 1, text.length, fnv1a(text, 0, cut)));
}

/** Whether a form without its letter at `cut` is the word, or the word without one letter that is not its first. */
function isFormOf(form: string, cut: number, word: string): boolean {
  const length = cut < 0 ? form.length : form.length - 1;
  const missing = word.length - length;
  if (missing !== 0 && missing !== 1) return false;
  let whole = missing === 0;
  let at = 0;
  for (let i = 0; i < form.length; i++) {
    if (i === cut) continue;
    const unit = form.charCodeAt(i);
    if (word.charCodeAt(at) !== unit) {
      // one letter of the word is passed over
      if (whole || at === 0) return false;
      whole = true;
      at++;
      if (word.charCodeAt(at) !== unit) return false;
    }
    at++;
  }
  return true;
}
