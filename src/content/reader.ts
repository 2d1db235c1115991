/** Reads the rows of one open thread, in slices, and hands on what is new. */
import type { Direction } from '../engine/message.ts';
import type { ObservedMessage } from '../protocol/messages.ts';
import type { Adapter, OpenThread, Row } from '../sites/adapter.ts';
import {
  compare,
  firstElement,
  isConnected,
  lastElement,
  nextElement,
  parentElement,
  previousElement,
} from '../sites/dom.ts';
import { isReversed, type Side, sideOf } from '../sites/geometry.ts';
import { textOf } from '../sites/text.ts';
import { type DirectionFacts, DirectionResolver } from './direction.ts';
import { hash } from './hash.ts';
import type { ThreadHealth } from './health.ts';
import { isHistory } from './history.ts';
import { type Candidate, Identity, type Mark } from './identity.ts';
import type { ThreadFacts } from './outbox.ts';

export interface ReaderOptions {
  readonly document: Document;
  readonly adapter: Adapter;
  /** When the watch over this page began, in ms since the epoch. */
  readonly started: number;
  readonly now: () => number;
  /** Is this the text of what the child just sent? Answers once for each sending. */
  readonly echo: (text: string) => boolean;
  /** `more`: the rest of the same opening follows. */
  readonly emit: (thread: ThreadFacts, message: ObservedMessage, more: boolean) => void;
}

interface RowState {
  mark: Mark | null;
  revision: string;
  author: string | null;
  direction: Direction;
  side: Side | null;
  edits: number;
  /** Not read again before this time: a row that changes without end is no conversation. */
  wait: number;
}

interface Item {
  readonly element: Element;
  readonly row: Row;
  readonly author: string | null;
}

/** Rows that are read when a thread opens. */
export const MAX_HISTORY = 200;
const CHUNK = 100;
const MAX_SEEN = 4000;
const LONGEST_WAIT_MS = 5000;
/** Steps that the search for the row above takes at most. */
const MAX_STEPS = 80;

export class ThreadReader {
  readonly #options: ReaderOptions;
  readonly #identity: Identity;
  readonly #directions = new DirectionResolver();
  readonly #states = new WeakMap<Element, RowState>();
  /** Key → revision. */
  readonly #seen = new Map<string, string>();
  #thread: OpenThread;
  #facts: ThreadFacts;
  #pending: Element[] = [];
  #at = 0;
  readonly #dirty = new Set<Element>();
  #opening = true;
  readonly #first: ObservedMessage[] = [];
  #opened = 0;
  #reversed = false;
  #knownAtOpening = false;
  #belowKnown = false;
  #newest: Element | null = null;
  #rows = 0;
  #read = 0;
  #directed = 0;

  constructor(thread: OpenThread, options: ReaderOptions) {
    this.#options = options;
    this.#thread = thread;
    this.#identity = new Identity(thread.id);
    this.#facts = factsOf(options.adapter.id, thread);
    this.#open();
  }

  get thread(): OpenThread {
    return this.#thread;
  }

  /** The thread as it stands on the page now; another container is read from its beginning. */
  update(thread: OpenThread) {
    const moved = thread.container !== this.#thread.container;
    this.#thread = thread;
    const facts = factsOf(this.#options.adapter.id, thread);
    if (JSON.stringify(facts) !== JSON.stringify(this.#facts)) this.#facts = facts;
    if (moved) this.#open();
  }

  /** The thread was away and is open again. */
  reopen(thread: OpenThread) {
    this.update(thread);
    this.#open();
  }

  /** Something changed in this element, or it is new and may hold rows. */
  touch(element: Element, isNew: boolean) {
    const row = this.#options.adapter.rowOf(element, this.#thread);
    if (row !== null) this.#dirty.add(row);
    else if (isNew) for (const inner of this.#rowsIn(element)) this.#dirty.add(inner);
  }

  /** More changed than was followed: whatever is new, and the newest rows once more. */
  touchAll() {
    const rows = this.#all();
    for (const row of rows) if (!this.#states.has(row)) this.#dirty.add(row);
    for (const row of rows.slice(-MAX_HISTORY)) this.#dirty.add(row);
  }

  /** Reads until `deadline` (ms on the clock of `clock`); true when rows are left. */
  read(deadline: number, clock: () => number): boolean {
    const now = this.#options.now();
    do {
      if (this.#at >= this.#pending.length) this.#next(now);
      if (this.#at >= this.#pending.length) return false;
      const chunk = new Map<Element, Item>();
      while (this.#at < this.#pending.length && chunk.size < CHUNK) {
        const element = this.#pending[this.#at++];
        if (element !== undefined) this.#take(element, chunk, now);
        if (clock() >= deadline) break;
      }
      this.#finish([...chunk.values()], now);
      if (this.#at >= this.#pending.length) this.#finishOpening();
    } while (clock() < deadline);
    return this.#at < this.#pending.length || this.#ready(now).length > 0;
  }

  /** When a row that waits may be read again, in ms since the epoch; null when none waits. */
  get wake(): number | null {
    let first: number | null = null;
    for (const row of this.#dirty)
      first = Math.min(first ?? Number.POSITIVE_INFINITY, this.#states.get(row)?.wait ?? 0);
    return first;
  }

  get health(): ThreadHealth {
    return {
      rows: this.#rows,
      read: this.#read,
      directed: this.#directed,
      composer: this.#options.adapter.composer(this.#thread) !== null,
      filled: this.#rows === 0 && textOf(this.#thread.container, this.#options.adapter.beside) !== '',
    };
  }

  #all(): Element[] {
    const rows = [...this.#options.adapter.rows(this.#thread)];
    return this.#reversed ? rows.reverse() : rows;
  }

  #rowsIn(element: Element): Element[] {
    return [...this.#options.adapter.rows({ ...this.#thread, container: element })].filter(
      (row) => this.#options.adapter.rowOf(row, this.#thread) === row,
    );
  }

  #open() {
    const { adapter, now } = this.#options;
    this.#reversed = adapter.newestFirst ?? isReversed(this.#thread.container);
    const rows = this.#all();
    this.#rows = rows.length;
    this.#pending = rows.slice(-MAX_HISTORY);
    this.#at = 0;
    this.#dirty.clear();
    this.#first.length = 0;
    this.#opening = true;
    this.#opened = now();
    this.#knownAtOpening = this.#seen.size > 0;
    this.#belowKnown = false;
    this.#newest = null;
  }

  #ready(now: number): Element[] {
    return [...this.#dirty].filter((row) => (this.#states.get(row)?.wait ?? 0) <= now);
  }

  #next(now: number) {
    let rows = this.#ready(now);
    for (const row of rows) this.#dirty.delete(row);
    if (rows.length > 1) {
      if (rows.length <= MAX_HISTORY) rows.sort((a, b) => (compare(a, b) & 4 ? -1 : 1));
      else {
        const wanted = new Set(rows);
        rows = [...this.#options.adapter.rows(this.#thread)].filter((row) => wanted.has(row));
      }
      if (this.#reversed) rows.reverse();
    }
    this.#rows += rows.filter((row) => !this.#states.has(row)).length;
    this.#pending = rows;
    this.#at = 0;
  }

  #take(element: Element, chunk: Map<Element, Item>, now: number) {
    if (!isConnected(element)) return;
    const row = this.#options.adapter.readRow(element, this.#thread);
    const state = this.#states.get(element);
    if (row === null || row.text === '') {
      // An emptied row is not mounted, which is not the same as deleted: what was known of it stays.
      if (state === undefined) this.#states.set(element, blank());
      return;
    }
    if (state !== undefined && state.wait > now) return;
    chunk.set(element, { element, row, author: row.author ?? this.#carried(element, chunk) });
  }

  /** The author at the head of the run that this row belongs to. */
  #carried(element: Element, chunk: ReadonlyMap<Element, Item>): string | null {
    const above = this.#neighbour(element, true);
    if (above === null) return null;
    return chunk.get(above)?.author ?? this.#states.get(above)?.author ?? null;
  }

  #finish(items: readonly Item[], now: number) {
    if (items.length === 0) return;
    const places = new Map(items.map((item, index) => [item.element, index]));
    const markAt = (element: Element | null): Mark | number | null => {
      if (element === null) return null;
      return places.get(element) ?? this.#states.get(element)?.mark ?? null;
    };
    const candidates = items.map(({ element, row, author }): Candidate => {
      const bare = row.id === null;
      return {
        facts: { id: row.id, author: author ?? '', text: row.text, time: row.time, maybeOwn: row.direction !== 'peer' },
        mark: this.#states.get(element)?.mark ?? null,
        above: bare ? markAt(this.#neighbour(element, true)) : null,
        below: bare ? markAt(this.#neighbour(element, false)) : null,
      };
    });
    const live = (index: number) => {
      const element = new WeakRef(items[index]?.element ?? this.#thread.container);
      return () => {
        const alive = element.deref();
        return alive !== undefined && isConnected(alive);
      };
    };
    const marks = this.#identity.place(candidates, now, live);
    const history = this.#histories(items, marks, now);
    const directions = this.#resolve(items, marks, history);
    items.forEach((item, index) => {
      const mark = marks[index];
      const direction = directions[index];
      if (mark !== undefined && direction !== undefined) this.#hand(item, mark, direction, history[index] ?? true, now);
    });
    const last = items.at(-1)?.element ?? null;
    const newest = this.#newest;
    if (newest === null || !isConnected(newest) || (last !== null && !this.#precedes(last, newest)))
      this.#newest = last;
  }

  #histories(items: readonly Item[], marks: readonly Mark[], now: number): boolean[] {
    const fresh = marks.filter((mark) => !this.#seen.has(mark.key)).length;
    const newest = !this.#opening && this.#newest !== null && isConnected(this.#newest) ? this.#newest : null;
    // Items stand in order: below the newest, all do.
    const first = items[0]?.element;
    const someAbove = newest !== null && first !== undefined && this.#precedes(first, newest);
    return items.map(({ element, row }, index) => {
      const known = this.#seen.has(marks[index]?.key ?? '');
      if (this.#opening && this.#knownAtOpening && known) this.#belowKnown = true;
      const facts = {
        opening: this.#opening,
        aboveKnown: someAbove && newest !== null && newest !== element && this.#precedes(element, newest),
        belowKnown: this.#belowKnown,
        edited: known,
        batch: fresh,
        time: row.time,
      };
      return isHistory(facts, this.#options.started, this.#opened, now);
    });
  }

  #precedes(row: Element, other: Element): boolean {
    return (compare(row, other) & (this.#reversed ? 2 : 4)) !== 0;
  }

  #resolve(items: readonly Item[], marks: readonly Mark[], history: readonly boolean[]): Direction[] {
    const { adapter, document, echo } = this.#options;
    this.#directions.ownName = adapter.ownName?.(document, this.#thread) ?? null;
    const facts = items.map(({ row, author }, index): DirectionFacts => {
      const news = history[index] === false && !this.#seen.has(marks[index]?.key ?? '');
      return {
        markup: row.direction,
        author: author || null,
        look: row.look ?? null,
        hint: row.hint ?? 'unknown',
        echo: news && echo(row.text),
      };
    });
    const sides = items.map(({ element, row }, index): Side | null => {
      const known = this.#states.get(element)?.side ?? null;
      const fact = facts[index];
      if (known !== null || fact === undefined || !this.#directions.needsSide(fact)) return known;
      const side = sideOf(row.bubble ?? element, this.#thread.container);
      this.#directions.seen(side);
      return side;
    });
    return facts.map((fact, index) => {
      const element = items[index]?.element;
      const side = sides[index] ?? null;
      const direction = this.#directions.resolve(fact, side);
      if (element !== undefined) {
        const state = this.#states.get(element) ?? blank();
        state.side = side;
        this.#states.set(element, state);
      }
      return direction;
    });
  }

  #hand({ element, row, author }: Item, mark: Mark, direction: Direction, history: boolean, now: number) {
    const state = this.#states.get(element) ?? blank();
    this.#states.set(element, state);
    const revision = hash(row.text);
    // The element itself remembers longer than the bounded list of keys.
    const before = state.mark?.key === mark.key ? state.revision : this.#seen.get(mark.key);
    if (state.mark?.key === mark.key && before !== revision) {
      state.edits++;
      state.wait = now + Math.min(100 * 2 ** state.edits, LONGEST_WAIT_MS);
    } else if (state.mark?.key !== mark.key) {
      state.edits = 0;
    }
    state.mark = mark;
    state.revision = revision;
    state.author = author;
    state.direction = direction;
    if (before === revision) return;
    this.#seen.delete(mark.key);
    this.#seen.set(mark.key, revision);
    if (this.#seen.size > MAX_SEEN) for (const [oldest] of this.#seen) if (this.#seen.delete(oldest)) break;
    this.#read++;
    if (direction !== 'unknown') this.#directed++;
    const message: ObservedMessage = {
      key: mark.key,
      revision,
      author: author || (direction === 'child' ? 'me' : this.#thread.title || 'peer'),
      direction,
      text: row.text,
      time: row.time,
      history,
    };
    if (this.#opening) this.#first.push(message);
    else this.#options.emit(this.#facts, message, false);
  }

  /** The whole of an opening goes out together, so that it can be told where it ends. */
  #finishOpening() {
    this.#opening = false;
    const messages = this.#first.splice(0);
    messages.forEach((message, index) => {
      this.#options.emit(this.#facts, message, index < messages.length - 1);
    });
  }

  /** The row above (or below) on the screen, found by a bounded walk from sibling to sibling. */
  #neighbour(row: Element, above: boolean): Element | null {
    const { adapter } = this.#options;
    const back = above !== this.#reversed;
    const beside = back ? previousElement : nextElement;
    const inner = back ? lastElement : firstElement;
    let at: Element | null = row;
    for (let steps = 0; at !== null && at !== this.#thread.container && steps < MAX_STEPS; steps++) {
      const sibling: Element | null = beside(at);
      if (sibling === null) {
        at = parentElement(at);
        continue;
      }
      for (let part: Element | null = sibling; part !== null && steps < MAX_STEPS; part = inner(part), steps++) {
        if (adapter.rowOf(part, this.#thread) === part) return part;
      }
      at = sibling;
    }
    return null;
  }
}

function blank(): RowState {
  return { mark: null, revision: '', author: null, direction: 'unknown', side: null, edits: 0, wait: 0 };
}

function factsOf(site: string, { id, title, group, stranger }: OpenThread): ThreadFacts {
  return { site, thread: id, title, group, stranger };
}
