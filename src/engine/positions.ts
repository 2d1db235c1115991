import type { Membership } from './candidates.ts';
import type { PhraseHit, Term, Text } from './reading.ts';
import type { Variant } from './variant.ts';

/** Texts of this many words fit in what is set aside at first. */
const USUAL_WORDS = 64;
/** Classes that patterns ask about in one text; more make the table grow. */
const USUAL_CLASSES = 64;

/**
 * Where the classes of a pack stand in a text. A class is looked for when a pattern first asks for it: of thousands, a text
 * is asked about a dozen. One table serves all texts of a pack, one after the other, so that a message makes nothing.
 */
export class Positions {
  private text: Text = { terms: [], phrases: [] };
  /** The text that a class was last looked for in, by its number, and the row in which its places stand. */
  private readonly lookedFor: Int32Array;
  private readonly rows: Int32Array;
  private readonly asked: Int32Array;
  private reading = 0;
  private used = 0;
  /** One bit a word, `width` whole numbers a row. */
  private bits = new Int32Array((USUAL_CLASSES * USUAL_WORDS) / 32);
  private width = 1;
  /** First and last place of each row, counted from 1; 0 means that the class is not there. */
  private first = new Int32Array(USUAL_CLASSES);
  private last = new Int32Array(USUAL_CLASSES);

  /** @param classes how many classes the pack has */
  constructor(classes: number) {
    this.lookedFor = new Int32Array(classes);
    this.rows = new Int32Array(classes);
    this.asked = new Int32Array(classes);
  }

  /** Turns to another text; what was known of the one before is forgotten. */
  read(text: Text): void {
    this.text = text;
    this.width = Math.max(1, (text.terms.length + 31) >>> 5);
    this.used = 0;
    this.reading = (this.reading + 1) | 0;
    // a number that comes round again, after four thousand million texts, must not find old rows
    if (this.reading === 0) {
      this.lookedFor.fill(0);
      this.asked.fill(0);
      this.reading = 1;
    }
  }

  /** True once a text for each class: whether it is asked about for the first time. */
  isNew(id: number): boolean {
    if (this.asked[id] === this.reading) return false;
    this.asked[id] = this.reading;
    return true;
  }

  /** Whether a word of the text is of a class. */
  at(place: number, id: number): boolean {
    return ((this.bits[this.row(id) * this.width + (place >>> 5)] as number) & (1 << (place & 31))) !== 0;
  }

  /**
   * Whether all classes of a pattern are there and can stand in its order. With `across`, whether it can also begin at or
   * before that place and end after it.
   */
  allow({ order }: Variant, across: number | null): boolean {
    let place = 0;
    let row = 0;
    for (let i = 0; i < order.length; i++) {
      row = this.row(order[i] as number);
      if ((this.last[row] as number) <= place) return false;
      const first = this.first[row] as number;
      if (i === 0 && across !== null && first > across) return false;
      place = first > place ? first : place + 1;
    }
    return across === null || (this.last[row] as number) > across;
  }

  private row(id: number): number {
    if (this.lookedFor[id] === this.reading) return this.rows[id] as number;
    return this.look(id);
  }

  private look(id: number): number {
    const row = this.used++;
    if (this.used > this.first.length || this.used * this.width > this.bits.length) this.grow();
    this.lookedFor[id] = this.reading;
    this.rows[id] = row;
    this.bits.fill(0, row * this.width, this.used * this.width);
    this.first[row] = 0;
    this.last[row] = 0;
    const { terms, phrases } = this.text;
    for (let i = 0; i < terms.length; i++) {
      const entry = (terms[i] as Term).entry;
      if (entry !== undefined && isIn(entry, id)) this.put(row, i, i);
    }
    for (let i = 0; i < phrases.length; i++) {
      const { at, phrase } = phrases[i] as PhraseHit;
      if (isIn(phrase, id)) this.put(row, at, at + phrase.rest.length);
    }
    return row;
  }

  private put(row: number, from: number, to: number): void {
    const before = this.first[row] as number;
    if (before === 0 || from + 1 < before) this.first[row] = from + 1;
    if (to + 1 > (this.last[row] as number)) this.last[row] = to + 1;
    for (let i = from; i <= to; i++) {
      const at = row * this.width + (i >>> 5);
      this.bits[at] = (this.bits[at] as number) | (1 << (i & 31));
    }
  }

  private grow(): void {
    const longer = (table: Int32Array, length: number) => {
      const copy = new Int32Array(length);
      copy.set(table);
      return copy;
    };
    const rows = Math.max(this.first.length, 2 * this.used);
    this.first = longer(this.first, rows);
    this.last = longer(this.last, rows);
    this.bits = longer(this.bits, Math.max(this.bits.length, rows * this.width));
  }
}

function isIn({ bits, classes }: Membership, id: number): boolean {
  return bits === null ? classes.includes(id) : ((bits[id >>> 5] as number) & (1 << (id & 31))) !== 0;
}
