/**
 * What compiling a pack comes to, as plain data: made when the program is built, so that a start has only to read it. A
 * pack without tables (one that was just changed) is compiled on the spot; both ways go through the same data. Numbers are
 * written as text (see number-text.ts).
 */
export interface PackTables {
  readonly vocabulary: VocabularyTables;
  readonly members: MemberTables;
  /** For each class, how often it occurs in ordinary chat: not how often, but before and after which others. */
  readonly ranks: string;
  /** The patterns of all rules and frames, one after the other (see pattern-code.ts). */
  readonly patterns: string;
}

/** Words, one a line; a form and what it is read as are parted by a tab. */
export interface VocabularyTables {
  readonly spoken: string;
  readonly emoji: string;
  /** Single words that classes and rules name, in the order in which they are first named; the first `known` are known words. */
  readonly words: string;
  readonly known: number;
  /** Lines of words that a class lists by themselves; empty in a language that writes no words together. */
  readonly named: string;
}

/** The members of classes as lists of numbers: each what it is, the classes that list it, and its choices. */
export interface MemberTables {
  /** For each member its words, by their lines; of the first one how far it is from that of the member before (see members.ts). */
  readonly texts: string;
  /** For each member the named classes that list it. */
  readonly listed: string;
  /** For each member the ids of choices that name it themselves. */
  readonly chosen: string;
  /** For each named class its ids. */
  readonly named: string;
}
