import type { CompiledRule } from './compile.ts';
import type { Variant } from './variant.ts';

/** A rule and one of its patterns. */
export interface Candidate {
  readonly rule: CompiledRule;
  readonly variant: Variant;
}

/** What a word, or a member of several words, is to the rules. */
export interface Membership {
  /** Ids of the classes that it is a member of by itself. */
  readonly classes: readonly number[];
  /** Those of them at which patterns are tried: the rarest class of each pattern. */
  readonly anchors: readonly number[];
  /** The classes as bits, where they are many; null for few. */
  readonly bits: Uint32Array | null;
  /** Bits of what they are to patterns that are tried at another class. */
  readonly needs: readonly number[];
}

/** More classes than this are bits too: one look instead of a search. */
const MANY = 6;
const NO_IDS: readonly number[] = [];
const NO_MEMBER: Membership = { classes: NO_IDS, anchors: NO_IDS, bits: null, needs: NO_IDS };

/**
 * Patterns by the class that ordinary chat has least of (the anchor), each with the class that it has least of beside
 * that: what else must be there. Those second classes are some hundreds, so what a text has of them fits in a few numbers,
 * put together word by word; most patterns whose anchor is in a text are ruled out by one bit.
 */
export class Candidates {
  /** The patterns of all anchors, one anchor after the other, and for each the bit of what else it needs; -1 for nothing. */
  readonly list: readonly Candidate[];
  readonly needs: Int32Array;
  /** Class → where its patterns begin in `list`; those of the next class begin where they end. */
  private readonly from: Int32Array;
  /** Class → its bit as a need; -1 for most. */
  private readonly bitOf: Int32Array;
  /** What the text that is being read has of the needs. */
  private readonly there: Int32Array;

  /** @param frequency how often each class occurs in ordinary chat */
  constructor(rules: readonly CompiledRule[], frequency: readonly number[]) {
    const classes = frequency.length;
    const often = (id: number) => frequency[id] ?? 0;
    const rarest = (ids: readonly number[]) => ids.reduce((rare, id) => (often(id) < often(rare) ? id : rare));
    const byAnchor = new Map<number, Candidate[]>();
    for (const rule of rules)
      for (const variant of rule.variants) {
        const anchor = rarest(variant.order);
        const of = byAnchor.get(anchor);
        if (of) of.push({ rule, variant });
        else byAnchor.set(anchor, [{ rule, variant }]);
      }
    const list: Candidate[] = [];
    const needs: number[] = [];
    this.bitOf = new Int32Array(classes).fill(-1);
    this.from = new Int32Array(classes + 1);
    let bits = 0;
    for (let id = 0; id < classes; id++) {
      for (const candidate of byAnchor.get(id) ?? NONE) {
        const others = candidate.variant.order.filter((other) => other !== id);
        list.push(candidate);
        if (others.length === 0) needs.push(-1);
        else {
          const need = rarest(others);
          if (this.bitOf[need] === -1) this.bitOf[need] = bits++;
          needs.push(this.bitOf[need] as number);
        }
      }
      this.from[id + 1] = list.length;
    }
    this.list = list;
    this.needs = Int32Array.from(needs);
    this.there = new Int32Array(Math.ceil(bits / 32));
  }

  /** The patterns of an anchor: from `start` to `end` (exclusive) of `list`. */
  start(id: number): number {
    return this.from[id] as number;
  }

  end(id: number): number {
    return this.from[id + 1] as number;
  }

  /** @param classes ids, ascending */
  membership(classes: readonly number[]): Membership {
    if (classes.length === 0) return NO_MEMBER;
    const anchors = classes.filter((id) => this.start(id) < this.end(id));
    const bits = classes.length > MANY ? new Uint32Array(Math.ceil(this.bitOf.length / 32)) : null;
    const needs: number[] = [];
    for (const id of classes) {
      if (bits) bits[id >>> 5] = (bits[id >>> 5] as number) | (1 << (id & 31));
      const bit = this.bitOf[id] as number;
      if (bit >= 0) needs.push(bit);
    }
    return { classes, anchors, bits, needs };
  }

  /** Forgets the text before. */
  clear(): void {
    this.there.fill(0);
  }

  /** What a word adds to what is there. */
  add(needs: readonly number[]): void {
    const { there } = this;
    for (let i = 0; i < needs.length; i++) {
      const bit = needs[i] as number;
      there[bit >>> 5] = (there[bit >>> 5] as number) | (1 << (bit & 31));
    }
  }

  /** Whether what a pattern of `list` needs beside its anchor is there. */
  meets(index: number): boolean {
    const need = this.needs[index] as number;
    return need < 0 || ((this.there[need >>> 5] as number) & (1 << (need & 31))) !== 0;
  }
}

const NONE: readonly Candidate[] = [];
