import { NumberLists } from './number-text.ts';
import type { MemberTables } from './tables.ts';
import type { KnownWords } from './word-counts.ts';

/** A member of several words that begins with a word. */
export interface LongMember {
  /** The words after the first. */
  readonly rest: readonly string[];
  readonly classes: readonly number[];
}

/** Which words are in which classes, in as little memory as may be: asked when a form is first met. */
export class KnownMembers {
  private readonly words: KnownWords;
  private readonly texts: NumberLists;
  private readonly listed: NumberLists;
  private readonly chosen: NumberLists;
  private readonly named: NumberLists;
  /** Word by its number → the member that it is by itself, counted from 1. */
  private readonly single: Uint32Array;
  /** Word by its number → where the longer members that begin with it start in `long`; they end where those of the next do. */
  private readonly from: Uint32Array;
  private readonly long: Uint32Array;

  constructor(tables: MemberTables, words: KnownWords) {
    this.words = words;
    this.texts = new NumberLists(tables.texts);
    this.listed = new NumberLists(tables.listed);
    this.chosen = new NumberLists(tables.chosen);
    this.named = new NumberLists(tables.named);
    const { size } = words.table;
    this.single = new Uint32Array(size);
    this.from = new Uint32Array(size + 1);
    const heads = new Uint32Array(this.texts.length);
    let line = 0;
    let longs = 0;
    for (let member = 0; member < heads.length; member++) {
      line += stepOf(this.texts.first(member));
      const head = words.named[line] as number;
      heads[member] = head;
      if (this.texts.lengthOf(member) === 1) this.single[head] = member + 1;
      else {
        (this.from[head + 1] as number)++;
        longs++;
      }
    }
    for (let word = 0; word < size; word++) (this.from[word + 1] as number) += this.from[word] as number;
    this.long = new Uint32Array(longs);
    const next = this.from.slice();
    for (let member = 0; member < heads.length; member++)
      if (this.texts.lengthOf(member) > 1) this.long[(next[heads[member] as number] as number)++] = member;
  }

  /** Ids of the classes that a word is a member of, ascending. */
  classesOf(word: string): readonly number[] {
    const number = this.words.table.numberOf(word);
    const member = number < 0 ? 0 : (this.single[number] as number);
    return member === 0 ? NO_IDS : this.classesOfMember(member - 1);
  }

  /** Whether a word is a member of a class, or begins one. */
  has(word: string): boolean {
    const number = this.words.table.numberOf(word);
    return number >= 0 && (this.single[number] !== 0 || this.from[number] !== this.from[number + 1]);
  }

  /** The members of several words that begin with a word, in the order in which they were first named. */
  longOf(head: string): readonly LongMember[] {
    const number = this.words.table.numberOf(head);
    if (number < 0) return NO_MEMBERS;
    const from = this.from[number] as number;
    const to = this.from[number + 1] as number;
    if (from === to) return NO_MEMBERS;
    return Array.from({ length: to - from }, (_, i) => {
      const member = this.long[from + i] as number;
      const [, ...rest] = this.texts.of(member);
      return {
        rest: rest.map((line) => this.words.table.word(this.words.named[line] as number)),
        classes: this.classesOfMember(member),
      };
    });
  }

  /** All words that are a member of a class, or begin one. */
  *all(): Generator<string> {
    for (let number = 0; number < this.words.table.size; number++)
      if (this.single[number] !== 0 || this.from[number] !== this.from[number + 1]) yield this.words.table.word(number);
  }

  private classesOfMember(member: number): readonly number[] {
    const ids = new Set<number>(this.chosen.of(member));
    for (const named of this.listed.of(member)) for (const id of this.named.of(named)) ids.add(id);
    return [...ids].sort((a, b) => a - b);
  }
}

const NO_IDS: readonly number[] = [];
const NO_MEMBERS: readonly LongMember[] = [];

/** A step forth or back as a number that is not negative: most members begin with the word after that of the one before. */
export const codeOfStep = (step: number): number => (step < 0 ? -2 * step - 1 : 2 * step);
const stepOf = (code: number): number => (code % 2 === 1 ? -(code + 1) / 2 : code / 2);
