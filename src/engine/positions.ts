import type { CompiledPack } from './compile.ts';
import type { Text } from './reading.ts';
import type { Variant } from './variant.ts';

/** Which classes of a pack are in a text, as bits: most patterns are ruled out by them. */
export class Presence {
  private readonly bits: Uint32Array;

  constructor({ terms, phrases }: Text, pack: CompiledPack) {
    const size = Math.ceil(pack.classes / 32);
    const bits = new Uint32Array(size);
    for (const { entry } of terms) {
      if (!entry) continue;
      const many = entry.bits;
      if (many) for (let i = 0; i < size; i++) bits[i] = (bits[i] as number) | (many[i] as number);
      else for (const id of entry.classes) bits[id >>> 5] = (bits[id >>> 5] as number) | (1 << (id & 31));
    }
    for (const { phrase } of phrases)
      for (const id of phrase.classes) bits[id >>> 5] = (bits[id >>> 5] as number) | (1 << (id & 31));
    this.bits = bits;
  }

  /** Whether all classes of a pattern are there, anywhere. */
  has(variant: Variant): boolean {
    for (const id of variant.order) if (((this.bits[id >>> 5] as number) & (1 << (id & 31))) === 0) return false;
    return true;
  }
}

/**
 * Where the classes of a pack stand in a text: the cheap facts that decide whether a pattern is worth trying.
 * Places are counted from 1; 0 means that the class is not there.
 */
export class Positions {
  private readonly first: Uint16Array;
  private readonly last: Uint16Array;

  constructor({ terms, phrases }: Text, pack: CompiledPack) {
    this.first = new Uint16Array(pack.classes);
    this.last = new Uint16Array(pack.classes);
    for (let i = 0; i < terms.length; i++) for (const id of terms[i]?.entry?.classes ?? []) this.put(id, i + 1, i + 1);
    for (const { at, phrase } of phrases)
      for (const id of phrase.classes) this.put(id, at + 1, at + 1 + phrase.rest.length);
  }

  private put(id: number, first: number, last: number): void {
    const before = this.first[id] ?? 0;
    if (before === 0 || first < before) this.first[id] = first;
    if (last > (this.last[id] ?? 0)) this.last[id] = last;
  }

  /**
   * Whether all classes of a pattern are there and can stand in its order. With `across`, whether it can also begin at or
   * before that place and end after it.
   */
  allow(variant: Variant, across: number | null): boolean {
    const { order } = variant;
    let place = 0;
    for (const id of order) {
      const last = this.last[id] ?? 0;
      if (last <= place) return false;
      const first = this.first[id] ?? 0;
      place = first > place ? first : place + 1;
    }
    if (across === null) return true;
    return (this.first[order[0] ?? 0] ?? 0) <= across && (this.last[order.at(-1) ?? 0] ?? 0) > across;
  }
}
