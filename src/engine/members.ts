import { codeOfStep } from './known-members.ts';
import { writeLists } from './number-text.ts';
import type { MemberTables } from './tables.ts';
import type { Counts } from './word-counts.ts';

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
  private readonly counts: Counts;
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
  constructor(counts: Counts) {
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

  /**
   * What the members come to; a member of classes that no rule names is left out.
   * @param words a word a line, to be told by their lines
   * @returns with the lines of words that were not among them after these
   */
  tables(words: string): { readonly words: string; readonly members: MemberTables } {
    const lines = words === '' ? [] : words.split('\n');
    const lineOf = new Map(lines.map((word, line) => [word, line]));
    const texts: number[][] = [];
    const listed: number[][] = [];
    const chosen: (readonly number[])[] = [];
    const named: (readonly number[])[] = [];
    const numberOf = new Map<Named, number>();
    let before = 0;
    for (let number = 0; number < this.texts.length; number++) {
      const choices = this.choices[number] ?? [];
      const lists = this.listedBy[number]?.filter(({ ids }) => ids.length > 0) ?? [];
      if (choices.length === 0 && lists.length === 0) continue;
      const [head = 0, ...rest] = (this.texts[number] as string).split(' ').map((word) => {
        const line = lineOf.get(word) ?? lines.push(word) - 1;
        lineOf.set(word, line);
        return line;
      });
      texts.push([codeOfStep(head - before), ...rest]);
      before = head;
      chosen.push(choices);
      listed.push(
        lists.map((list) => {
          const at = numberOf.get(list) ?? named.push(list.ids) - 1;
          numberOf.set(list, at);
          return at;
        }),
      );
    }
    return {
      words: lines.join('\n'),
      members: {
        texts: writeLists(texts),
        listed: writeLists(listed),
        chosen: writeLists(chosen),
        named: writeLists(named),
      },
    };
  }
}
