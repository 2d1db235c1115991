/**
 * Who is who among the rows of one thread. A key survives remounting, recycling of nodes, edits and temporary ids;
 * it never is a node or a position on the page.
 */
import { fingerprint, shortHash } from '../fingerprint.ts';
import { forgetOldest } from '../sites/forget.ts';

/** What tells a row apart, as read now. */
export interface RowFacts {
  readonly id: string | null;
  readonly author: string;
  readonly text: string;
  readonly time: number | null;
  /** It may be the child's own: only such rows get temporary ids. */
  readonly maybeOwn: boolean;
  /** The browser's translation stands in its place: other words, the same message. */
  readonly translated?: boolean;
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

/**
 * A message without an id in the order of the thread; its neighbours tell it from its doubles. A page remembers thousands, so it
 * holds numbers, and its key is made when it is asked for.
 */
interface Entry {
  /** Of the words that it shows now. */
  signature: number;
  /** Of the rows of this signature that were read, the how-manieth. */
  readonly count: number;
  /** What it was called before its words changed. */
  key: string | null;
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
  /** Is the element on the page? */
  readonly isLive: () => boolean;
}

/** Marks for a batch of rows, in its order. `now` in ms. */
export type Identity = (batch: readonly Candidate[], now: number) => Mark[];

/** An own message gets its final id within this time. */
const MERGE_MS = 60_000;
/** Messages without an id that are remembered. */
const MAX_ENTRIES = 2000;
/** Ids of own messages that were first read under another key, and different rows without an id, that are remembered. */
const MAX_ALIASES = 2000;
const MAX_COUNTS = 4000;
/** Messages in a row that may have gone from the page while nobody looked. */
const MAX_GAP = 200;
/** Longest key. */
const MAX_KEY = 120;

export function createIdentity(thread: string): Identity {
  /** Final ids of messages that were first read under another key. */
  const aliases = new Map<string, string>();
  const own: {
    readonly key: string;
    readonly id: string | null;
    readonly author: string;
    readonly text: string;
    readonly at: number;
    readonly isLive: () => boolean;
  }[] = [];
  const places = new Map<number, Entry | readonly Entry[]>();
  /** How often a signature was read, of those that no entry of `places` counts any more. */
  const counts = new Map<number, number>();
  let head: Entry | null = null;
  let tail: Entry | null = null;
  let size = 0;

  const withId = (id: string, { author, text, maybeOwn }: RowFacts, mark: Mark | null, now: number): string => {
    const full = `id:${id}`;
    const key = full.length <= MAX_KEY ? full : `id#${shortHash(full)}`;
    const alias = aliases.get(key);
    if (alias !== undefined || !maybeOwn || mark?.id === id) return alias ?? key;
    const temporary = own.findIndex(
      (one) =>
        one.id !== id &&
        one.text === text &&
        // A row that waits to be sent may not name its author yet.
        (one.author === author || one.author === '' || author === '') &&
        now - one.at <= MERGE_MS &&
        (one.key === mark?.key || !one.isLive()),
    );
    const [one] = temporary < 0 ? [] : own.splice(temporary, 1);
    if (one === undefined) return key;
    aliases.set(key, one.key);
    forgetOldest(aliases, MAX_ALIASES);
    return one.key;
  };

  const keyOf = ({ signature, count, key }: Entry): string =>
    key ?? `h:${shortHash(`${thread}\n${signature.toString(36)}`)}.${count}`;

  const placesOf = (signature: number | undefined): readonly Entry[] => {
    const found = signature === undefined ? undefined : places.get(signature);
    return found === undefined ? [] : Array.isArray(found) ? found : [found as Entry];
  };

  const place = (signature: number, entries: readonly Entry[]) => {
    const [one] = entries;
    if (one === undefined) places.delete(signature);
    else places.set(signature, entries.length === 1 ? one : entries);
  };

  /** How often a row of this signature was read. */
  const countOf = (signature: number): number =>
    placesOf(signature).reduce(
      // one that was renamed to it is counted under its first
      (most, { key, count }) => (key === null ? Math.max(most, count) : most),
      counts.get(signature) ?? 0,
    );

  const leave = (entry: Entry) => {
    const { signature, key } = entry;
    const count = countOf(signature);
    place(
      signature,
      placesOf(signature).filter((other) => other !== entry),
    );
    if (key !== null) return;
    counts.delete(signature);
    counts.set(signature, count);
    forgetOldest(counts, MAX_COUNTS);
  };

  const join = (entry: Entry) => place(entry.signature, [...placesOf(entry.signature), entry]);

  const rename = (entry: Entry, signature: number) => {
    leave(entry);
    entry.key = keyOf(entry);
    entry.signature = signature;
    join(entry);
  };

  const insert = (signature: number, before: Entry | null, after: Entry | null = before?.after ?? null): Entry => {
    const entry: Entry = { signature, count: countOf(signature) + 1, key: null, before, after };
    if (before === null) head = entry;
    else before.after = entry;
    if (after === null) tail = entry;
    else after.before = entry;
    join(entry);
    if (++size > MAX_ENTRIES && head?.after) {
      leave(head);
      head = head.after;
      head.before = null;
      size--;
    }
    return entry;
  };

  /** How many rows of a block stand from here on, one after the other. */
  const runFrom = (start: Entry, block: readonly number[]): number => {
    let length = 0;
    for (let entry: Entry | null = start; entry !== null && entry.signature === block[length]; entry = entry.after)
      length++;
    return length;
  };

  /** Where a block goes on beyond messages that are gone: two rows of it must stand there. */
  const beyond = (over: Entry, block: readonly number[]): Entry | null => {
    let entry = over.after;
    for (let gone = 0; entry !== null && gone < MAX_GAP; gone++, entry = entry.after)
      if (entry.signature === block[0] && runFrom(entry, block) >= 2) return entry;
    return null;
  };

  /** A block that was read before and is mounted again: the place where most of its rows stand in the same order. */
  const again = (block: readonly number[]): Entry | null => {
    let best: Entry | null = null;
    let longest = 0;
    for (const start of placesOf(block[0])) {
      const run = runFrom(start, block);
      // The message below it may be gone.
      const length = run === 1 && beyond(start, block.slice(1)) !== null ? 2 : run;
      if (length >= longest) {
        best = start;
        longest = length;
      }
    }
    return longest >= 2 || longest === block.length ? best : null;
  };

  const withoutId = (
    { facts, mark, above, below }: Candidate,
    marks: readonly Mark[],
    block: () => readonly number[],
    alone: boolean,
  ): Entry => {
    const signature = signatureOf(facts);
    const over = entryAt(above, marks);
    const old = mark?.entry;
    // Under its own words it is known again when it is mounted anew, so the entry keeps them.
    if (old && (old.signature === signature || facts.translated)) return old;
    // One row changed its text alone, between the same neighbours: an edit. Else the node shows another message.
    if (old && alone && mark.author === facts.author && mark.time === facts.time && (!over || old.before === over)) {
      rename(old, signature);
      return old;
    }
    if (over?.after?.signature === signature) return over.after;
    // Where nothing was known below it, it is new; else what stood between may be gone.
    if (over) return (over.after && beyond(over, block())) ?? insert(signature, over);
    const under = typeof below === 'number' ? null : entryAt(below, marks);
    if (under) return under.before?.signature === signature ? under.before : insert(signature, under.before, under);
    return again(block()) ?? insert(signature, tail);
  };

  return (batch, now) => {
    const alone = batch.filter(({ facts, mark }) => mark !== null && differs(facts, mark)).length === 1;
    const marks: Mark[] = [];
    let signatures: readonly number[] | null = null;
    batch.forEach((candidate, index) => {
      const { id, author, time, text, maybeOwn } = candidate.facts;
      const block = () => {
        signatures ??= batch.map((next) => signatureOf(next.facts));
        return signatures.slice(index);
      };
      const entry = id === null ? withoutId(candidate, marks, block, alone) : null;
      const key = entry ? keyOf(entry) : withId(id ?? '', candidate.facts, candidate.mark, now);
      marks.push({ id, author, time, text, key, entry });
      if (!maybeOwn || own.some((one) => one.key === key)) return;
      own.push({ key, id, author, text, at: now, isLive: candidate.isLive });
      if (own.length > 50) own.shift();
    });
    return marks;
  };
}

function entryAt(neighbour: Mark | number | null, marks: readonly Mark[]): Entry | null {
  return (typeof neighbour === 'number' ? marks[neighbour] : neighbour)?.entry ?? null;
}

function signatureOf({ author, text, time }: RowFacts): number {
  return fingerprint(`${author}\n${time ?? ''}\n${text}`);
}

function differs(facts: RowFacts, mark: Mark): boolean {
  return facts.text !== mark.text || facts.author !== mark.author || facts.time !== mark.time;
}
