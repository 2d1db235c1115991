/** Adapters as data: a site is a table of selectors, and a mend for a changed site is a line. */
import type { Direction } from '../engine/message.ts';
import type { Adapter, OpenThread, Row } from './adapter.ts';
import { attr, closest, documentOf, find, findAll, findIn, isConnected, matches } from './dom.ts';
import { labelOf, textOf } from './text.ts';
import { parseTime } from './time.ts';

/**
 * Where a value stands: `selector@attribute`, `@attribute` (of the element itself), `selector` (its text), with a
 * leading `^` to search the whole document. Of several, the first that gives a value counts.
 */
export type Place = string | readonly string[];

export interface SiteData {
  readonly id: string;
  readonly name: string;
  /** Match patterns for the manifest. */
  readonly hosts: readonly string[];
  readonly newestFirst?: boolean;
  /** A selector that only a page of this site answers to. */
  readonly fits: string;
  /** One element for each open conversation; everything below is searched within it. */
  readonly thread: string;
  /** The list of rows; the element of the conversation itself when left out. */
  readonly container?: string;
  /** Parts of the identity, joined; all but the first may be missing. */
  readonly threadId: readonly Place[];
  readonly title: Place;
  /** The conversation is a group when its element is, or holds, a match. */
  readonly group?: string;
  readonly stranger?: string;
  readonly row: string;
  /** What else stands among the rows: dates, join lines, notes of the app. */
  readonly beside?: string;
  readonly text: string;
  /** What stands inside the text and is not the author's own words: quotes, times, hidden duplicates. */
  readonly strip?: string;
  /** Parts of the identity of a row, joined; no id when the first is missing. */
  readonly rowId?: readonly Place[];
  readonly author?: Place;
  readonly time?: Place;
  /** The row is the child's when it is, or holds, a match; a peer's when it matches `peer`, or when `peer` is left out. */
  readonly own?: string;
  readonly peer?: string;
  /** Searched in the conversation, then in the document. */
  readonly composer: string;
  readonly ownName?: Place;
}

/** Reads one value; null when it is missing or empty. */
export function pick(from: Element, place: Place): string | null {
  for (const one of typeof place === 'string' ? [place] : place) {
    const whole = one.startsWith('^');
    const at = one.lastIndexOf('@');
    const selector = one.slice(whole ? 1 : 0, at < 0 ? undefined : at).trim();
    const root = whole ? documentOf(from) : from;
    const element = selector === '' ? from : find(root, selector);
    if (element === null) continue;
    const value = at < 0 ? labelOf(textOf(element)) : attr(element, one.slice(at + 1));
    if (value !== null && value.trim() !== '') return value.trim();
  }
  return null;
}

function joined(from: Element, picks: readonly Place[]): string | null {
  const values = picks.map((part) => pick(from, part));
  return values[0] == null ? null : values.filter((value) => value !== null).join('/');
}

/** An adapter from its table. `own` functions replace what a table can't say. */
export function siteFromData(data: SiteData, own: Partial<Adapter> = {}): Adapter {
  const elements = new WeakMap<Element, Element>();
  const direction = (row: Element): Direction => {
    if (data.own !== undefined && findIn(row, data.own)) return 'child';
    if (data.peer !== undefined) return findIn(row, data.peer) ? 'peer' : 'unknown';
    return data.own === undefined ? 'unknown' : 'peer';
  };
  const threadAt = (element: Element): OpenThread | null => {
    const container = data.container === undefined ? element : find(element, data.container);
    const id = joined(element, data.threadId);
    if (container === null || id === null) return null;
    elements.set(container, element);
    return {
      id: id.slice(0, 200),
      title: labelOf(pick(element, data.title)),
      group: data.group !== undefined && findIn(element, data.group) !== null,
      stranger: data.stranger !== undefined && findIn(element, data.stranger) !== null,
      container,
    };
  };
  return {
    id: data.id,
    name: data.name,
    hosts: data.hosts,
    newestFirst: data.newestFirst,
    beside: data.beside,
    fits: (document) => find(document, data.fits) !== null,
    // A box to write in, and no list anywhere.
    lost: (document) =>
      find(document, data.composer) !== null && find(document, data.container ?? data.thread) === null,
    threads: (document) => [...findAll(document, data.thread)].map(threadAt).filter((thread) => thread !== null),
    again: ({ container }) => {
      const element = elements.get(container);
      const stands = element !== undefined && isConnected(container) && matches(element, data.thread);
      return stands ? threadAt(element) : null;
    },
    rows: (thread) => findAll(thread.container, data.row),
    rowOf: (element) => closest(element, data.row),
    readRow: (row): Row | null => {
      if (!isConnected(row) || !matches(row, data.row)) return null;
      const body = find(row, data.text);
      if (body === null) return null;
      return {
        id: data.rowId === undefined ? null : joined(row, data.rowId),
        author: data.author === undefined ? null : labelOf(pick(row, data.author)) || null,
        direction: direction(row),
        text: textOf(body, data.strip),
        time: data.time === undefined ? null : parseTime(pick(row, data.time)),
        bubble: body,
      };
    },
    composer: (thread) => {
      const element = elements.get(thread.container) ?? thread.container;
      return find(element, data.composer) ?? find(documentOf(element), data.composer);
    },
    ownName: (_, { container }) => (data.ownName === undefined ? null : labelOf(pick(container, data.ownName)) || null),
    ...own,
  };
}
