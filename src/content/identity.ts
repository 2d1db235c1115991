/**
 * Who is who among the rows of one thread. A key survives remounting, recycling of nodes, edits and temporary ids;
 * it never is a node or a position on the page.
 */
import { hash } from './hash.ts';

/** What tells a row apart, as read now. */
export interface RowFacts {
  readonly id: string | null;
  readonly author: string;
  readonly text: string;
  readonly time: number | null;
  /** It may be the child's own: only such rows get temporary ids. */
  readonly maybeOwn: boolean;
}

/** What is remembered of an element. The element may show another message the next time. */
export interface Mark {
  readonly id: string | null;
  readonly author: string;
  readonly time: number | null;
  readonly text: string;
  readonly key: string;
  readonly entry: Entry | null;
}

/** A message without an id in the order of the thread; its neighbours tell it from its doubles. */
interface Entry {
  signature: string;
  readonly key: string;
  before: Entry | null;
  after: Entry | null;
}

/** One row of a batch, in the order of the page. */
export interface Candidate {
  readonly facts: RowFacts;
  /** What the element showed before, or null for a new element. */
  readonly mark: Mark | null;
  /** Marks of the rows above and below, null when they are not known; a candidate of the same batch by its place. */
  readonly above: Mark | number | null;
  readonly below: Mark | number | null;
}

/** An own message gets its final id within this time. */
const MERGE_MS = 60_000;
/** Messages without an id that are remembered. */
const MAX_ENTRIES = 2000;
/** Longest key. */
const MAX_KEY = 120;

export class Identity {
  readonly #thread: string;
  /** Final ids of messages that were first read under another key. */
  readonly #aliases = new Map<string, string>();
  readonly #own: { key: string; id: string | null; text: string; at: number; live: () => boolean }[] = [];
  #head: Entry | null = null;
  #tail: Entry | null = null;
  readonly #places = new Map<string, Entry[]>();
  readonly #counts = new Map<string, number>();
  #size = 0;

  constructor(thread: string) {
    this.#thread = thread;
  }

  /** Marks for a batch of rows. `now` in ms; `isLive` tells whether the element of a candidate is on the page. */
  place(batch: readonly Candidate[], now: number, isLive: (index: number) => () => boolean): Mark[] {
    const changed = batch.filter(({ facts, mark }) => mark !== null && differs(facts, mark)).length;
    const marks: (Mark | null)[] = batch.map(() => null);
    batch.forEach((candidate, index) => {
      const { facts, mark } = candidate;
      const known = facts.id === null ? null : this.#withId(facts.id, facts, mark, now);
      const entry = known === null ? this.#withoutId(batch, marks, index, changed) : null;
      const key = known ?? entry?.key ?? '';
      marks[index] = { id: facts.id, author: facts.author, time: facts.time, text: facts.text, key, entry };
      if (facts.maybeOwn) this.#remember(key, facts, now, isLive(index));
    });
    return marks.filter((mark) => mark !== null);
  }

  #withId(id: string, facts: RowFacts, mark: Mark | null, now: number): string {
    const full = `id:${id}`;
    const key = full.length <= MAX_KEY ? full : `id#${hash(full)}`;
    const alias = this.#aliases.get(key);
    if (alias !== undefined) return alias;
    if (!facts.maybeOwn || mark?.id === id) return key;
    const temporary = this.#own.findIndex(
      (own) =>
        own.id !== id && own.text === facts.text && now - own.at <= MERGE_MS && (own.key === mark?.key || !own.live()),
    );
    const [own] = temporary < 0 ? [] : this.#own.splice(temporary, 1);
    if (own === undefined || own.key === key) return key;
    this.#aliases.set(key, own.key);
    return own.key;
  }

  #remember(key: string, { id, text }: RowFacts, at: number, live: () => boolean) {
    if (this.#own.some((own) => own.key === key)) return;
    this.#own.push({ key, id, text, at, live });
    if (this.#own.length > 50) this.#own.shift();
  }

  #withoutId(
    batch: readonly Candidate[],
    marks: readonly (Mark | null)[],
    index: number,
    changed: number,
  ): Entry | null {
    const candidate = batch[index];
    if (candidate === undefined) return null;
    const { facts, mark } = candidate;
    const signature = signatureOf(facts);
    const above = entryAt(candidate.above, marks);
    const old = mark?.entry ?? null;
    if (old !== null && mark !== null) {
      if (old.signature === signature) return old;
      // One row changed its text alone, between the same neighbours: an edit. Else the node shows another message.
      const edit = changed === 1 && mark.author === facts.author && mark.time === facts.time;
      if (edit && (above === null || old.before === above)) {
        this.#index(old, signature);
        return old;
      }
    }
    if (above !== null) {
      if (above.after?.signature === signature) return above.after;
      return this.#insert(signature, above);
    }
    const below = typeof candidate.below === 'number' ? null : (candidate.below?.entry ?? null);
    if (below !== null) {
      if (below.before?.signature === signature) return below.before;
      return this.#insert(signature, below.before, below);
    }
    return this.#again(batch, index, signature) ?? this.#insert(signature, this.#tail);
  }

  /** A block that was read before and is mounted again: the place where most of its rows stand in the same order. */
  #again(batch: readonly Candidate[], index: number, signature: string): Entry | null {
    let best: Entry | null = null;
    let longest = 0;
    for (const start of this.#places.get(signature) ?? []) {
      let length = 0;
      let entry: Entry | null = start;
      for (let at = index; entry !== null && at < batch.length; at++, entry = entry.after) {
        const next = batch[at];
        if (next === undefined || signatureOf(next.facts) !== entry.signature) break;
        length++;
      }
      if (length > longest || (length === longest && best !== null)) {
        best = start;
        longest = length;
      }
    }
    const wholeBlock = longest === batch.length - index;
    return longest >= 2 || wholeBlock ? best : null;
  }

  #insert(signature: string, before: Entry | null, after: Entry | null = before?.after ?? null): Entry {
    const count = (this.#counts.get(signature) ?? 0) + 1;
    this.#counts.set(signature, count);
    const key = `h:${hash(`${this.#thread}\n${signature}`)}.${count}`;
    const entry: Entry = { signature, key, before, after };
    if (before === null) this.#head = entry;
    else before.after = entry;
    if (after === null) this.#tail = entry;
    else after.before = entry;
    this.#index(entry, signature);
    if (++this.#size > MAX_ENTRIES) this.#forget();
    return entry;
  }

  #index(entry: Entry, signature: string) {
    const old = this.#places.get(entry.signature);
    if (old?.includes(entry)) old.splice(old.indexOf(entry), 1);
    entry.signature = signature;
    const places = this.#places.get(signature);
    if (places === undefined) this.#places.set(signature, [entry]);
    else places.push(entry);
  }

  #forget() {
    const oldest = this.#head;
    if (oldest === null || oldest.after === null) return;
    this.#head = oldest.after;
    this.#head.before = null;
    const places = this.#places.get(oldest.signature);
    if (places !== undefined && places.length > 1) places.splice(places.indexOf(oldest), 1);
    else this.#places.delete(oldest.signature);
    this.#size--;
  }
}

function entryAt(neighbour: Mark | number | null, marks: readonly (Mark | null)[]): Entry | null {
  return (typeof neighbour === 'number' ? marks[neighbour] : neighbour)?.entry ?? null;
}

function signatureOf({ author, text, time }: RowFacts): string {
  return hash(`${author}\n${time ?? ''}\n${text}`);
}

function differs(facts: RowFacts, mark: Mark): boolean {
  return facts.text !== mark.text || facts.author !== mark.author || facts.time !== mark.time;
}
