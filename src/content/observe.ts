/**
 * Watches a page: one observer for all its roots, which only notes what changed; reading happens later, batched and in
 * slices, so that neither a flood nor a page that changes without end takes the page's time.
 */

import { later } from '../later.ts';
import type { Health, ObservedMessage } from '../protocol/messages.ts';
import type { Adapter, OpenThread } from '../sites/adapter.ts';
import { holds, hostOf, isElement, isHidden, parentElement, viewOf } from '../sites/dom.ts';
import { forgetOldest } from '../sites/forget.ts';
import { createResolver } from './direction.ts';
import { distinct } from './distinct.ts';
import { healthOf, notUnderstood } from './health.ts';
import { isMarkup } from './markup.ts';
import { messageLoop } from './message-loop.ts';
import type { ThreadFacts } from './outbox.ts';
import { createReader, type ThreadReader } from './reader.ts';
import { factsOf } from './row-state.ts';

export interface WatchOptions {
  readonly document: Document;
  readonly adapter: Adapter;
  readonly emit: (thread: ThreadFacts, message: ObservedMessage, more: boolean) => void;
  readonly health: (health: Health) => void;
  /** Is this the text of what the child just sent? Answers once for each sending. */
  readonly echo: (text: string) => boolean;
  /** So much waits to be sent that reading pauses. */
  readonly full: () => boolean;
  /** Before looking for conversations where the page changed: true when this watch is over. */
  readonly over?: () => boolean;
  readonly signal: AbortSignal;
  /** ms since the epoch. */
  readonly now?: () => number;
  /** ms, monotonic. */
  readonly clock?: () => number;
}

export interface Watch {
  /** The boxes in which the child may be writing, for the warning to keep clear of. */
  composers(): Element[];
  /** Id of the conversation that a box writes into, or null when that is not known. */
  threadAt(box: Element): string | null;
  /** Reads what is known to have changed, now. */
  drain(): void;
  /** Tells the health again, also when it is the same. */
  retell(): void;
  /** The conversations that are open now. */
  threads(): OpenThread[];
  health(): Health;
}

/** Attributes that tell another message or another thread; classes change too often to be followed. */
const ATTRIBUTES = [
  'id',
  'data-id',
  'data-msgid',
  'data-message-id',
  'data-mid',
  'data-type',
  'jid',
  'alt',
  'aria-label',
];
/** Changes are collected for this long. */
const BATCH_MS = 30;
/** One slice of reading. */
const SLICE_MS = 3;
/** Share of time that reading may take on a page that changes without end: one part in five. */
const REST = 4;
const LONGEST_REST_MS = 500;
/** Places that are followed one by one; beyond, whole threads are looked through. */
const MAX_TOUCHED = 1000;
/** Where no chat was found, a page is searched at growing intervals; at the longest when mere texts change: some tell the time. */
const FIRST_SEARCH_MS = 60;
const LAST_SEARCH_MS = 2000;
/** Where a chat is open, others are looked for this often while the page changes around it. */
const SEARCH_MS = 250;
const HEALTH_MS = 400;
/** Threads that were open and are remembered. */
const MAX_THREADS = 30;

export function watch(options: WatchOptions): Watch {
  const { document, adapter, signal, echo } = options;
  const clock = options.clock ?? (() => performance.now());
  const started = (options.now ?? Date.now)();
  const directions = createResolver();
  const readers = new Map<string, ThreadReader>();
  let open: ThreadReader[] = [];
  /** Nodes in which something changed, and nodes that are new. */
  let changed = new Set<Node>();
  let added = new Set<Node>();
  let flooded = false;
  /** When the next pass is due on `clock`; later calls may bring it forward. */
  let due = Number.POSITIVE_INFINITY;
  let restUntil = 0;
  /** Something changed outside the open conversations. */
  let outside = true;
  let searchAt = 0;
  let searchPause = FIRST_SEARCH_MS;
  let healthAt = 0;
  let healthDue = false;
  let told = '';
  /** The adapter tripped over the page, and has not come through it since. */
  let tripped = false;

  const soon = messageLoop(signal);
  const schedule = (ms: number) => {
    const at = clock() + ms;
    if (at >= due || signal.aborted) return;
    due = at;
    const run = () => {
      if (signal.aborted || due !== at) return;
      due = Number.POSITIVE_INFINITY;
      pass();
    };
    // Timers of a hidden page are held back for a second and more; its messages are as urgent.
    if (ms <= 0 || (isHidden(document) && ms <= BATCH_MS)) soon(run);
    else later(ms, signal, run);
  };

  const flood = () => {
    flooded = true;
    changed = new Set();
    added = new Set();
  };
  const observer = new MutationObserver((records) => {
    if (open.length === 0 && roots === null) {
      // Where no chat stands and no root is looked for, there is nothing to do before the next search.
      const markup = isMarkup(records);
      if (flooded && due < Number.POSITIVE_INFINITY && !markup) return;
      if (!flooded) flood();
      schedule(Math.max(markup ? BATCH_MS : LAST_SEARCH_MS, restUntil - clock(), searchAt - clock()));
      return;
    }
    for (const { target, addedNodes } of records) {
      if (roots !== null && addedNodes.length > 0) roots.added([...addedNodes].filter(isElement));
      if (flooded) continue;
      changed.add(target);
      for (const node of addedNodes) added.add(node);
      if (changed.size + added.size > MAX_TOUCHED) flood();
    }
    schedule(Math.max(BATCH_MS, restUntil - clock()));
  });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  const follow = (root: Node) =>
    observer.observe(root, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ATTRIBUTES,
    });
  const roots =
    adapter.followRoots?.(document, signal, (root) => {
      follow(root);
      searchPause = FIRST_SEARCH_MS;
      searchAt = 0;
      added.add(root);
      schedule(BATCH_MS);
    }) ?? null;

  /** The open conversations: whether they are the same is asked each time, whether there are others at intervals. */
  const find = () => {
    const again = open.map((reader) => adapter.again(reader.thread));
    const same = again.every((thread, index) => thread?.id === open[index]?.thread.id);
    if (same && (!outside || clock() < searchAt)) {
      again.forEach((thread, index) => {
        if (thread !== null) open[index]?.update(thread);
      });
      return;
    }
    outside = false;
    if (options.over?.()) return;
    const threads = distinct(adapter.threads(document));
    searchPause = threads.length > 0 ? FIRST_SEARCH_MS : Math.min(searchPause * 2, LAST_SEARCH_MS);
    searchAt = clock() + (threads.length > 0 ? SEARCH_MS : searchPause);
    const before = open;
    open = threads.map((thread) => {
      let reader = readers.get(thread.id);
      if (reader === undefined)
        reader = createReader(thread, { document, adapter, directions, started, now: clock, echo, emit: options.emit });
      else reader.update(thread);
      readers.delete(thread.id);
      readers.set(thread.id, reader);
      return reader;
    });
    for (const reader of before) if (!open.includes(reader)) reader.close();
    forgetOldest(readers, MAX_THREADS);
  };

  /** Tells the readers which of their rows are concerned. */
  const sort = () => {
    const places = changed;
    const news = added;
    changed = new Set();
    added = new Set();
    if (flooded) for (const reader of open) reader.touchAll();
    outside ||= flooded;
    flooded = false;
    for (const node of [...places, ...news]) {
      // What changes at the top of a root, or a root that came late, concerns its host.
      const element = isElement(node) ? node : (parentElement(node) ?? hostOf(node));
      let inside = false;
      for (const reader of open) {
        if (element !== null && holds(reader.thread.container, element)) {
          inside = true;
          reader.touch(element, news.has(node));
        } else if (news.has(node) && holds(node, reader.thread.container)) {
          // A list that was away may have changed unseen.
          reader.touchAll();
        }
      }
      outside ||= !inside;
    }
  };

  const read = (deadline: number): boolean => {
    let more = false;
    for (const reader of open) if (reader.read(deadline, clock)) more = true;
    return more;
  };

  const healthNow = (): Health => {
    try {
      const threads = open.map((reader) => reader.health());
      if (!tripped) return healthOf(adapter.id, threads, open.length === 0 && (adapter.lost?.(document) ?? false));
    } catch {}
    return notUnderstood(adapter.id, []);
  };
  const tell = () => {
    healthDue = false;
    healthAt = clock() + HEALTH_MS;
    const health = healthNow();
    const text = JSON.stringify(health);
    if (text === told) return;
    told = text;
    options.health(health);
  };

  const look = () => {
    const begin = clock();
    const moreRoots = roots?.step() ?? false;
    sort();
    find();
    if (options.full()) {
      // What stands on the page can wait there.
      schedule(200);
      return;
    }
    const moreRows = read(begin + SLICE_MS);
    const end = clock();
    restUntil = end + Math.min(Math.max(BATCH_MS, (end - begin) * REST), LONGEST_REST_MS);
    tripped &&= moreRows;
    if (moreRows || moreRoots) schedule(0);
    else {
      if (outside) schedule(Math.max(BATCH_MS, searchAt - end));
      const wake = Math.min(...open.map((reader) => reader.wake()));
      if (wake < Number.POSITIVE_INFINITY) schedule(Math.max(BATCH_MS, wake - clock()));
    }
  };

  const pass = () => {
    if (viewOf(document) === null) return;
    try {
      look();
    } catch {
      // All is looked at once more: what was noted and not read yet must not be lost with the row that was tripped over.
      tripped = true;
      flood();
      restUntil = clock() + LAST_SEARCH_MS;
      schedule(LAST_SEARCH_MS);
    }
    if (clock() >= healthAt) tell();
    else if (!healthDue) {
      healthDue = true;
      later(HEALTH_MS, signal, tell);
    }
  };

  follow(document);
  pass();
  return {
    composers: () => open.map((reader) => adapter.composer(reader.thread)).filter((composer) => composer !== null),
    threadAt: (box) => {
      const own = open.find(({ thread }) => {
        const composer = adapter.composer(thread);
        // Without a known composer any box beside the only conversation may be it.
        return composer === null ? open.length === 1 : holds(composer, box) || holds(box, composer);
      });
      return own === undefined ? null : factsOf(adapter.id, own.thread).thread;
    },
    threads: () => open.map((reader) => reader.thread),
    health: healthNow,
    drain: pass,
    retell: () => {
      told = '';
      tell();
    },
  };
}
