/** Reads the rows of one open thread, in slices, and hands on what is new. */
import { shortHash } from '../fingerprint.ts';
import type { ObservedMessage } from '../protocol/messages.ts';
import type { Adapter, OpenThread } from '../sites/adapter.ts';
import { compare, create, isConnected } from '../sites/dom.ts';
import { shortened, textOf } from '../sites/text.ts';
import type { DirectionResolver } from './direction.ts';
import { directionsOf, type Verdict } from './directions.ts';
import type { ThreadHealth } from './health.ts';
import { isHistory } from './history.ts';
import { createIdentity, type Mark } from './identity.ts';
import { createKnown } from './known.ts';
import { createLedger } from './ledger.ts';
import type { ThreadFacts } from './outbox.ts';
import { factsOf, type Item, isTranslated, MAX_NAME, newState, type RowState } from './row-state.ts';
import { isNewestFirst, liveness, neighbour } from './row-walk.ts';

export interface ReaderOptions {
  readonly document: Document;
  readonly adapter: Adapter;
  /** One for all threads of the page: what one taught of sides and names holds in the others. */
  readonly directions: DirectionResolver;
  /** When the watch over this page began, in ms since the epoch. */
  readonly started: number;
  /** ms on a clock that nobody sets: all that is measured with it are lengths of time. */
  readonly now: () => number;
  /** Is this the text of what the child just sent? Answers once for each sending. */
  readonly echo: (text: string) => boolean;
  /** `more`: the rest of the same opening follows. */
  readonly emit: (thread: ThreadFacts, message: ObservedMessage, more: boolean) => void;
}

export interface ThreadReader {
  readonly thread: OpenThread;
  /** The thread as it stands on the page now; another container is read from its beginning. */
  update(thread: OpenThread): void;
  /** The thread is open no more: holds nothing of the page until `update`, by which it opens again. */
  close(): void;
  /** Something changed in this element, or it is new and may hold rows. */
  touch(element: Element, isNew: boolean): void;
  /** More changed than was followed: whatever is new, and the newest rows once more. */
  touchAll(): void;
  /** Reads until `deadline` (ms on the clock of `clock`); true when rows are left. */
  read(deadline: number, clock: () => number): boolean;
  /** When a row that waits may be read again, in ms on the clock of `now`; infinite when none waits. */
  wake(): number;
  health(): ThreadHealth;
}

/** Rows that are read when a thread opens. */
const MAX_HISTORY = 200;
const CHUNK = 100;
const MAX_SEEN = 4000;
const LONGEST_WAIT_MS = 5000;

export function createReader(thread: OpenThread, options: ReaderOptions): ThreadReader {
  const { adapter, document, directions, now, echo, emit, started } = options;
  const identity = createIdentity(thread.id);
  const ledger = createLedger(directions, () => facts.title || 'peer');
  const states = new WeakMap<Element, RowState>();
  const seen = createKnown(MAX_SEEN);
  const dirty = new Set<Element>();
  let facts: ThreadFacts = factsOf(adapter.id, thread);
  let pending: Element[] = [];
  let at = 0;
  let items = new Map<Element, Item>();
  /** Messages of the opening, until its end is known. */
  let first: ObservedMessage[] | null = [];
  let opened = 0;
  /** The newest row is the first of the document; null while too few stand there to tell. */
  let reversed: boolean | null = null;
  let knownBefore = false;
  let belowKnown = false;
  let newest: Element | null = null;
  let rows = 0;
  let read = 0;
  let directed = 0;

  const all = () => {
    const list = [...adapter.rows(thread)];
    reversed ??= isNewestFirst(adapter, list);
    return reversed ? list.reverse() : list;
  };
  const open = () => {
    reversed = null;
    const list = all();
    rows = list.length;
    pending = list.slice(-MAX_HISTORY);
    at = 0;
    items = new Map();
    first = [];
    dirty.clear();
    opened = now();
    knownBefore = seen.any();
    belowKnown = false;
    newest = null;
  };
  const stateOf = (element: Element) => {
    const state = states.get(element) ?? newState();
    states.set(element, state);
    return state;
  };
  const ready = (time: number) => [...dirty].filter((row) => (states.get(row)?.wait ?? 0) <= time);
  const precedes = (row: Element, other: Element) => (compare(row, other) & (reversed ? 2 : 4)) !== 0;

  /** The row above (or below) on the screen. */
  const beside = (row: Element, above: boolean) => neighbour(adapter, thread, row, above !== (reversed ?? false));
  /** The author at the head of the run that this row belongs to. */
  const carried = (element: Element) => {
    const above = beside(element, true);
    return above === null ? null : (items.get(above)?.author ?? states.get(above)?.author ?? null);
  };

  /** The rows that changed, in order. */
  const next = (time: number) => {
    const changed = ready(time);
    for (const row of changed) dirty.delete(row);
    const wanted = new Set(changed);
    pending =
      changed.length > MAX_HISTORY || reversed === null
        ? all().filter((row) => wanted.has(row))
        : changed.sort((a, b) => (precedes(a, b) ? -1 : 1));
    rows += pending.filter((row) => !states.has(row)).length;
    at = 0;
  };

  const take = (element: Element, time: number) => {
    if (!isConnected(element)) return;
    const whole = adapter.readRow(element, thread);
    const state = stateOf(element);
    // An emptied row is not mounted, which is not the same as deleted: what was known of it stays.
    if (whole === null || whole.text === '') return;
    if (state.wait > time) return void dirty.add(element);
    // What the background would refuse is cut, here for all sites: parts may be joined to any length.
    const row = { ...whole, text: shortened(whole.text) };
    // The browser translates names, too.
    const translated = state.mark !== null && isTranslated(element);
    const author = translated ? state.author : (row.author?.slice(0, MAX_NAME) ?? carried(element));
    items.set(element, { element, row, state, author, translated, known: false, history: true });
  };

  const finish = (time: number) => {
    const lines = [...items.values()];
    const [top] = lines;
    const last = lines.at(-1);
    if (top === undefined || last === undefined) return;
    directions.ownName(adapter.ownName?.(document, thread) ?? null);
    const places = new Map(lines.map((item, index) => [item.element, index]));
    const markAt = (element: Element | null) =>
      element === null ? null : (places.get(element) ?? states.get(element)?.mark ?? null);
    // A row that was taken out since it was read stands beside nothing: above it is what was read before it.
    const around = (element: Element, above: boolean, index: number) => {
      if (isConnected(element)) return beside(element, above);
      return above ? (lines[index - 1]?.element ?? null) : null;
    };
    const marks = identity(
      lines.map(({ element, row, author, state, translated }, index) => ({
        facts: {
          id: row.id,
          author: author ?? '',
          text: row.text,
          time: row.time,
          maybeOwn: row.direction !== 'peer',
          translated,
        },
        mark: state.mark,
        above: row.id === null ? markAt(around(element, true, index)) : null,
        below: row.id === null ? markAt(around(element, false, index)) : null,
        isLive: liveness(element),
      })),
      time,
    );
    // Not before: the adapter may trip over the page, and these rows must not be lost with that.
    items = new Map();

    const lowest = first === null && newest !== null && isConnected(newest) ? newest : null;
    // They stand in order: when the top one is below the newest, all are.
    const someAbove = lowest !== null && precedes(top.element, lowest);
    const batch = marks.filter((mark) => !seen.has(mark.key)).length;
    lines.forEach((item, index) => {
      item.known = seen.has(marks[index]?.key ?? '');
      belowKnown ||= first !== null && knownBefore && item.known;
      const aboveKnown = someAbove && item.element !== lowest && precedes(item.element, lowest);
      const { time: written } = item.row;
      item.history = isHistory(
        { opening: first !== null, aboveKnown, belowKnown, edited: item.known, batch, time: written },
        started,
        opened,
        time,
      );
    });

    const verdicts = directionsOf(directions, lines, marks, echo, thread.container);
    lines.forEach((item, index) => {
      const mark = marks[index];
      const verdict = verdicts[index];
      if (mark !== undefined && verdict !== undefined) hand(item, mark, verdict, time);
    });
    revise();
    if (newest === null || !isConnected(newest) || !precedes(last.element, newest)) newest = last.element;
  };

  const hand = ({ row, author, state, history }: Item, mark: Mark, verdict: Verdict, time: number) => {
    const { key } = mark;
    const revision = shortHash(row.text);
    const same = state.mark?.key === key;
    // The element itself remembers longer than what is known of the thread.
    const unchanged = same ? state.revision === revision : seen.isAs(key, revision);
    if (!same) state.edits = 0;
    else if (!unchanged) state.wait = time + Math.min(100 * 2 ** ++state.edits, LONGEST_WAIT_MS);
    Object.assign(state, { mark, revision, author });
    if (unchanged) return;
    seen.note(key, revision);
    const { direction } = verdict;
    read++;
    if (direction !== 'unknown') directed++;
    const message = { key, revision, author: '', direction, text: row.text, time: row.time, history };
    send(ledger.tell(message, author ?? '', verdict.facts, verdict.side));
  };

  const send = (message: ObservedMessage) => {
    if (first === null) emit(facts, message, false);
    else first.push(message);
  };

  /** What was told before it was known who wrote it, or known rightly, is told again. */
  const revise = () => {
    for (const message of ledger.revised()) {
      directed++;
      send(message);
    }
  };

  /** The whole of an opening goes out together, so that it can be told where it ends. */
  const finishOpening = () => {
    const messages = first ?? [];
    first = null;
    for (const [index, message] of messages.entries()) emit(facts, message, index < messages.length - 1);
  };

  const update = (current: OpenThread) => {
    const moved = current.container !== thread.container;
    thread = current;
    const told = factsOf(adapter.id, thread);
    if (JSON.stringify(told) !== JSON.stringify(facts)) facts = told;
    if (moved) open();
  };

  open();
  return {
    get thread() {
      return thread;
    },
    update,
    // What was not read yet is gone as well: another list is read from its beginning.
    close: () => update({ ...thread, container: create(document, 'p') }),
    touch(element, isNew) {
      const row = adapter.rowOf(element, thread);
      if (row !== null) dirty.add(row);
      if (!isNew) return;
      // Replies may stand inside the row that they answer.
      for (const inner of adapter.rows({ ...thread, container: element }))
        if (adapter.rowOf(inner, thread) === inner) dirty.add(inner);
    },
    touchAll() {
      const list = all();
      for (const row of list) if (!states.has(row)) dirty.add(row);
      for (const row of list.slice(-MAX_HISTORY)) dirty.add(row);
    },
    read(deadline, clock) {
      const time = now();
      // Another thread may have taught who is who.
      if (first === null) revise();
      do {
        if (at >= pending.length && first === null && items.size === 0) next(time);
        while (at < pending.length && (first !== null || items.size < CHUNK)) {
          const element = pending[at++];
          if (element !== undefined) take(element, time);
          if (clock() >= deadline) break;
        }
        const done = at >= pending.length;
        // Of an opening the directions are clear when all of it was read.
        if (first === null || done) finish(time);
        if (first !== null && done) finishOpening();
        if (done && ready(time).length === 0) return false;
      } while (clock() < deadline);
      return true;
    },
    wake: () => Math.min(...[...dirty].map((row) => states.get(row)?.wait ?? 0)),
    health: () => ({
      rows: first === null ? rows : 0,
      read,
      directed,
      composer: adapter.composer(thread) !== null,
      filled: first === null && rows === 0 && textOf(thread.container, adapter.beside) !== '',
    }),
  };
}
