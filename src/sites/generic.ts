import type { Adapter, OpenThread } from './adapter.ts';
import { childElements, documentOf, isConnected, parentElement } from './dom.ts';
import { type Found, findChat, nameAbove, nameIn, type Title } from './generic-find.ts';
import { idsHold, partsOf, readGenericRow } from './generic-row.ts';
import { followRoots } from './roots.ts';
import { rootIn } from './shadow.ts';
import { hasText, textOf } from './text.ts';

interface Bound {
  readonly found: Found;
  readonly thread: OpenThread;
  readonly place: string;
  /** Where the name of the conversation stands. */
  readonly name: Element | null;
  readonly ids: boolean;
  readonly thorough: boolean;
  /** A class word named some row as the child's own: rows without it are a peer's. */
  ownSeen: boolean;
}

/** What was found on a page, until it leaves the page. A cache: it is found again. */
const bounds = new WeakMap<Document, Bound>();
const byList = new WeakMap<Element, Bound>();

/**
 * Any page that the extension was switched on for: no selector of any site, only what chats have in common. Silent
 * until a composer with a list of at least three message-like rows stands there.
 */
export const generic: Adapter = {
  id: 'generic',
  name: 'Other chats',
  hosts: [],
  followRoots,
  fits: () => true,
  threads: (document) => {
    const bound = rebound(document) ?? bind(document);
    return bound === null ? [] : [bound.thread];
  },
  again: (thread) => {
    const bound = byList.get(thread.container);
    if (bound === undefined || !isConnected(thread.container) || !isConnected(bound.found.composer)) return null;
    // Another name over the same list: what comes next belongs to another conversation.
    if (bound.name !== null && (!isConnected(bound.name) || nameIn(bound.name) !== bound.thread.title)) return null;
    return placeOf(documentOf(thread.container)) === bound.place ? bound.thread : null;
  },
  rows: (thread) => childElements(thread.container, rootIn).filter(hasText),
  rowOf: (element, thread) => {
    let at: Element | null = element;
    for (let depth = 0; at !== null && depth < 60; depth++) {
      const parent = parentElement(at);
      if (parent === thread.container) return at;
      at = parent;
    }
    return null;
  },
  readRow: (row, thread) => {
    const bound = byList.get(thread.container);
    if (bound === undefined || parentElement(row) !== thread.container) return null;
    const read = readGenericRow(row, bound);
    if (read?.hint === 'child') bound.ownSeen = true;
    return read;
  },
  composer: (thread) => byList.get(thread.container)?.found.composer ?? null,
};

/** The chat that was found before, if it still stands. Its id changes with the page's address and the name above it. */
function rebound(document: Document): Bound | null {
  const bound = bounds.get(document);
  if (bound === undefined) return null;
  const { list, composer } = bound.found;
  if (!isConnected(list) || !isConnected(composer)) return null;
  const title = nameAbove(bound.found);
  const { text } = title;
  const stands = bound.name === null || isConnected(bound.name);
  if (placeOf(document) === bound.place && stands && (text === bound.thread.title || text === '')) return bound;
  return keep(document, bound.found, title);
}

function bind(document: Document): Bound | null {
  bounds.delete(document);
  const found = findChat(document);
  return found === null ? null : keep(document, found, nameAbove(found));
}

function keep(document: Document, found: Found, { text: title, element }: Title): Bound {
  const rows = childElements(found.list, rootIn).slice(-20);
  const read = rows.filter(hasText);
  const empty = read.filter((row) => textOf(row, partsOf(row, true).aside) === '').length;
  const place = placeOf(document);
  const bound: Bound = {
    found,
    place,
    name: element,
    thread: {
      id: `${place}#${title}`,
      title,
      group: false,
      stranger: false,
      container: found.list,
    },
    ids: idsHold(read),
    thorough: empty * 2 <= read.length,
    ownSeen: read.some((row) => partsOf(row, true).hint === 'child'),
  };
  bounds.set(document, bound);
  byList.set(found.list, bound);
  return bound;
}

function placeOf(document: Document): string {
  const { host, pathname, hash } = document.location;
  return `${host}${pathname}${hash.startsWith('#/') ? hash : ''}`;
}
