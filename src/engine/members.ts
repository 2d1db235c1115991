/** A class of words.yaml: its members by number, and the classes of the pack that hold them all (itself, and choices). */
export interface Named {
  readonly members: readonly number[];
  readonly ids: number[];
}

/**
 * Which words are in which classes. A choice of classes is kept as what it is made of: written out word by word, the
 * choices of a pack would be some hundred thousand pairs and most of the time to start.
 */
export class Members {
  private readonly counts: ReadonlyMap<string, number>;
  private readonly numbers = new Map<string, number>();
  private readonly texts: string[] = [];
  /** How often a member occurs in ordinary chat. */
  private readonly worth: number[] = [];
  /** The named classes that list a member, and the choices that name it themselves. */
  private readonly listedBy: Named[][] = [];
  private readonly choices: (number[] | undefined)[] = [];
  /** For each member the last list that it was counted in: each is counted once. */
  private readonly counted: number[] = [];
  private lists = 0;

  /** @param counts how often a word occurs in ordinary chat */
  constructor(counts: ReadonlyMap<string, number>) {
    this.counts = counts;
  }

  /** The number of a word, or of several parted by spaces, as they are read. */
  numberOf(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    const number = this.texts.length;
    this.numbers.set(text, number);
    this.texts.push(text);
    this.worth.push(text.includes(' ') ? this.worthOf(text.split(' ')) : (this.counts.get(text) ?? 0));
    this.listedBy.push([]);
    return number;
  }

  /** Two given words follow each other in about one of twenty places where the rarer one stands. */
  private worthOf(words: readonly string[]): number {
    let least = Number.POSITIVE_INFINITY;
    for (const word of words) least = Math.min(least, this.counts.get(word) ?? 0);
    return least / 20;
  }

  /** Makes a named class of members, each taken once. */
  name(members: Iterable<number>): Named {
    const list = ++this.lists;
    const named: Named = { members: [], ids: [] };
    const own = named.members as number[];
    for (const member of members) {
      if (this.counted[member] === list) continue;
      this.counted[member] = list;
      own.push(member);
      this.listedBy[member]?.push(named);
    }
    return named;
  }

  /**
   * Gives an id to a class that holds all that its parts do: members by number, and named classes.
   * @param id larger than all before
   * @returns how often its members occur in ordinary chat
   */
  open(id: number, parts: readonly (Named | number)[]): number {
    const list = ++this.lists;
    let frequency = 0;
    const count = (member: number) => {
      if (this.counted[member] === list) return;
      this.counted[member] = list;
      frequency += this.worth[member] as number;
    };
    for (const part of parts) {
      if (typeof part !== 'number') {
        for (const member of part.members) count(member);
        if (part.ids.at(-1) !== id) part.ids.push(id);
        continue;
      }
      count(part);
      const choices = this.choices[part];
      if (!choices) this.choices[part] = [id];
      else if (choices.at(-1) !== id) choices.push(id);
    }
    return frequency;
  }

  /** Ids of the classes that a text is a member of, ascending. */
  classesOf(text: string): readonly number[] {
    const number = this.numbers.get(text);
    if (number === undefined) return [];
    const ids = new Set(this.choices[number]);
    for (const named of this.listedBy[number] ?? []) for (const id of named.ids) ids.add(id);
    return [...ids].sort((a, b) => a - b);
  }

  has(text: string): boolean {
    const number = this.numbers.get(text);
    return number !== undefined && this.isUsed(number);
  }

  /** Members that are in a class with an id: a class that no rule names has none. */
  *used(): Generator<string> {
    for (let number = 0; number < this.texts.length; number++)
      if (this.isUsed(number)) yield this.texts[number] as string;
  }

  private isUsed(number: number): boolean {
    if (this.choices[number] !== undefined) return true;
    return this.listedBy[number]?.some(({ ids }) => ids.length > 0) === true;
  }
}
