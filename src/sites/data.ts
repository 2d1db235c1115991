/** Adapters as data: a site is a table of selectors, and a mend for a changed site is a line. */
import type { Direction } from '../engine/message.ts';
import type { Adapter, OpenThread, Row } from './adapter.ts';
import { attr, closest, documentOf, find, findAll, findIn, isConnected, matches } from './dom.ts';
import { labelOf, textOf } from './text.ts';
import { parseTime } from './time.ts';

/**
 * Where a value stands: `selector@attribute`, `@attribute` (of the element itself), `selector` (its text); with a
 * leading `^` to search the whole document, with a leading `(ancestor)` to search within the nearest element around
 * that matches; `url:pattern` is the first group of a pattern on the page's path, query and hash. Of several, the first
 * that gives a value counts.
 */
export type Place = string | readonly string[];

export interface SiteData {
  readonly id: string;
  readonly name: string;
  /** Match patterns of its pages; may be empty when it is `selfHosted`. */
  readonly hosts: readonly string[];
  /** See `Adapter`. */
  readonly allFrames?: boolean;
  readonly selfHosted?: boolean;
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
  /** The conversation is a group when its element is, or holds, a match; or when this place (`^…`, `url:…`) has a value. */
  readonly group?: string;
  readonly stranger?: string;
  readonly row: string;
  /** What else stands among the rows: dates, join lines, notes of the app. */
  readonly beside?: string;
  /** The words: within the row, or the row itself. */
  readonly text: string;
  /** What stands inside the text and is not the author's own words: times, labels, hidden duplicates. */
  readonly strip?: string;
  /** Somebody else's message inside the row, with words, name and time of its own: nothing of the row is read from it. */
  readonly quote?: string;
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

/** Reads one value; null when it is missing or empty. Nothing is read from within a `quote`. */
export function pick(from: Element, place: Place, quote?: string): string | null {
  for (const one of typeof place === 'string' ? [place] : place) {
    const value = one.startsWith('url:') ? inAddress(from, one.slice(4)) : inPage(from, one, quote);
    if (value !== null && value.trim() !== '') return value.trim();
  }
  return null;
}

function inAddress(from: Element, pattern: string): string | null {
  const { pathname = '', search = '', hash = '' } = documentOf(from).location ?? {};
  const found = new RegExp(pattern).exec(pathname + search + hash);
  return found === null ? null : (found[1] ?? found[0]);
}

function inPage(from: Element, place: string, quote?: string): string | null {
  const around = /^\((.+?)\) */.exec(place);
  const whole = place.startsWith('^');
  const at = place.lastIndexOf('@');
  const selector = place.slice(whole ? 1 : (around?.[0].length ?? 0), at < 0 ? undefined : at).trim();
  const root = whole ? documentOf(from) : around === null ? from : closest(from, around[1] ?? '');
  if (root === null) return null;
  const element =
    selector === '' ? (around === null ? from : closest(from, around[1] ?? '')) : outside(root, selector, quote);
  if (element === null) return null;
  return at < 0 ? labelOf(textOf(element)) : attr(element, place.slice(at + 1));
}

/** The first match that stands in no quote. */
function outside(root: Node, selector: string, quote: string | undefined): Element | null {
  if (quote === undefined) return find(root, selector);
  for (const element of findAll(root, selector)) if (closest(element, quote) === null) return element;
  return null;
}

function joined(from: Element, picks: readonly Place[]): string | null {
  const values = picks.map((part) => pick(from, part));
  return values[0] == null ? null : values.filter((value) => value !== null).join('/');
}

/** Is, or holds, the element a match, or has the place a value? */
function holdsAt(element: Element, place: string | undefined): boolean {
  if (place === undefined) return false;
  return /^(\^|url:)/.test(place) ? pick(element, place) !== null : findIn(element, place) !== null;
}

/** An adapter from its table. `own` functions replace what a table can't say. */
export function siteFromData(data: SiteData, own: Partial<Adapter> = {}): Adapter {
  const elements = new WeakMap<Element, Element>();
  const aside = [data.strip, data.quote].filter((part) => part !== undefined).join(', ');
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
      group: holdsAt(element, data.group),
      stranger: holdsAt(element, data.stranger),
      container,
    };
  };
  return {
    id: data.id,
    name: data.name,
    hosts: data.hosts,
    allFrames: data.allFrames,
    selfHosted: data.selfHosted,
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
      const body = matches(row, data.text) ? row : outside(row, data.text, data.quote);
      if (body === null) return null;
      const side = direction(row);
      const author = data.author === undefined ? '' : labelOf(pick(row, data.author, data.quote));
      return {
        id: data.rowId === undefined ? null : joined(row, data.rowId),
        // An own row that names nobody does not belong to the run of the peer above it.
        author: author === '' && side !== 'child' ? null : author,
        direction: side,
        text: textOf(body, aside),
        time: data.time === undefined ? null : parseTime(pick(row, data.time, data.quote)),
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
