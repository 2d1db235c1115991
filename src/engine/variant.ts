import nlp from 'compromise/one';

/** One pattern without optional parts, ready for compromise. */
export class Variant {
  /** The pattern over tags, in compromise's syntax. */
  readonly syntax: string;
  /** Ids of the classes that must be there, in the order of the pattern. */
  readonly order: readonly number[];
  private parsed: unknown[] | null = null;

  constructor(syntax: string, order: readonly number[]) {
    this.syntax = syntax;
    this.order = order;
  }

  /** Parsed when it is first tried: most never are, and parsing all would double the time to start. */
  regs(): unknown[] {
    this.parsed ??= nlp.parseMatch(this.syntax) as unknown[];
    return this.parsed;
  }
}

/** The tag of a class, as compromise spells tags. */
export const tagOf = (id: number): string => `C${id}`;
