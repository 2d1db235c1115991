/** Adapters as data: a site is a table of selectors, and a mend for a changed site is a line. */
import type { Direction } from '../engine/message.ts';
import type { Adapter, OpenThread, Row } from './adapter.ts';
import { plain, type Through } from './deep.ts';
import { attr, contains, documentOf, find, findAll, isConnected, matches, parentElement, topOf } from './dom.ts';
import { forgetOldest } from './forget.ts';
import { isOfPage, outside, type Place, pick } from './place.ts';
import { labelOf, textOf } from './text.ts';
import { parseTime } from './time.ts';

export type { Place } from './place.ts';

export interface SiteData {
  readonly id: string;
  readonly name: string;
  /** Match patterns of its pages; may be empty when it is `selfHosted`. */
  readonly hosts: readonly string[];
  /** See `Adapter`. */
  readonly allFrames?: boolean;
  readonly selfHosted?: boolean;
  readonly newestFirst?: boolean;
  /** A selector that only a page of this site answers to; needed when it is `selfHosted` or shares its hosts. */
  readonly fits?: string;
  /** It draws in shadow roots: every selector is searched through them, nested and late ones included; see `throughRoots`. */
  readonly shadow?: boolean;
  /** One element for each open conversation; everything below is searched within it. */
  readonly thread: string;
  /** The list of rows; the element of the conversation itself when left out. */
  readonly container?: string;
  /** Parts of the identity, joined; all but the first may be missing. */
  readonly threadId: readonly Place[];
  readonly title: Place;
  /** The conversation is a group when its element is, or holds, a match; or when this place (`^…`, `url:…`) has a value. */
  readonly group?: string;
  /** It is also a group as soon as two different peers were read in it: nothing else on the page tells. */
  readonly crowd?: boolean;
  readonly stranger?: string;
  readonly row: string;
  /** What else stands among the rows: dates, join lines, notes of the app. */
  readonly beside?: string;
  /**
   * The element around the rows of one author, one after the other: author, direction and time that a row does not tell
   * are looked for in it.
   */
  readonly run?: string;
  /**
   * Does a row that names nobody belong to the author of the row above? True when left out; false where the names of some
   * rows are never shown (those of the child, for one), so that the name above may be another's.
   */
  readonly carry?: boolean;
  /** The words: within the row, or the row itself. */
  readonly text: string;
  /** The words stand in several such elements, to be read one below the other; else the first is read alone. */
  readonly parts?: boolean;
  /** A row that is, or holds, a match is no message of anybody: unsent, or written by the site. */
  readonly deleted?: string;
  /** The mark of an edited message; no part of its words. */
  readonly edited?: string;
  /** What stands inside the text and is not the author's own words: times, labels, hidden duplicates. */
  readonly strip?: string;
  /** Somebody else's message inside the row, with words, name and time of its own: nothing of the row is read from it. */
  readonly quote?: string;
  /** Parts of the identity of a row, joined; no id when the first is missing. */
  readonly rowId?: readonly Place[];
  readonly author?: Place;
  readonly time?: Place;
  /**
   * The row is the child's when it (or its run) is, or holds, a match; a peer's when it matches `peer`, or when `peer`
   * is left out.
   */
  readonly own?: string;
  readonly peer?: string;
  /**
   * In a conversation of two the peer's name stands above it: an author who bears it is the peer and, once one did, any
   * other is the child.
   */
  readonly pair?: boolean;
  /** The nearest one around the conversation. */
  readonly composer: string;
  /** What stands on a page of the site only when a chat is open: without a list, the layout changed. The composer when left out. */
  readonly lost?: string;
  readonly ownName?: Place;
  /** What the site writes in place of the child's own name, by the language of the page; elsewhere the name tells nothing. */
  readonly ownWords?: Readonly<Record<string, string>>;
}

/** Steps from the list outwards in which its composer is looked for, before the whole page is. */
const NEAR = 12;
/** Conversations of which the peers are remembered. */
const MAX_THREADS = 50;

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** Without those that stand in another one of them. In the order of the page. */
function outermost(elements: readonly Element[]): Element[] {
  const outer: Element[] = [];
  for (const element of elements) {
    const last = outer.at(-1);
    if (last === undefined || !contains(last, element)) outer.push(element);
  }
  return outer;
}

/** An adapter from its table. `own` functions replace what a table can't say; `through`: see deep.ts. */
export function siteFromData(data: SiteData, own: Partial<Adapter> = {}, through: Through | null = null): Adapter {
  if (data.shadow === true && through === null) throw new Error(`${data.id}: shadow sites need throughRoots`);
  const search = through?.search ?? plain;
  /** The element of a conversation, by its list. */
  const elements = new WeakMap<Element, Element>();
  const composers = new WeakMap<Element, Element>();
  /** Conversations in which the peer bears the name above it. */
  const named = new Set<string>();
  /** The peers that were met, by conversation. */
  const peers = new Map<string, Set<string>>();
  const aside = [data.strip, data.quote, data.edited].filter((part) => part !== undefined).join(', ');
  const quoted = [data.strip, data.quote].filter((part) => part !== undefined).join(', ') || undefined;
  const read = (from: Element, place: Place) => pick(from, place, data.quote, search);
  const inOrAt = (from: Element, selector: string) =>
    matches(from, selector) || outside(from, selector, data.quote, search) !== null;
  const runOf = (row: Element) => (data.run === undefined ? null : search.around(row, data.run));
  const ofRow = (row: Element, place: Place | undefined): string | null => {
    if (place === undefined) return null;
    const value = read(row, place);
    if (value !== null) return value;
    const run = runOf(row);
    return run === null ? null : read(run, place);
  };
  const joined = (from: Element, places: readonly Place[]): string | null => {
    const values = places.map((part) => read(from, part));
    return values[0] == null ? null : values.filter((value) => value !== null).join('/');
  };
  /** Is, or holds, the element a match, or has the place a value? */
  const holdsAt = (element: Element, place: string | undefined): boolean => {
    if (place === undefined) return false;
    return isOfPage(place) ? read(element, place) !== null : inOrAt(element, place);
  };
  const ownWord = (page: Document): string | null => {
    const language = /^[a-z]+/.exec((attr(topOf(page), 'lang') ?? '').toLowerCase())?.[0] ?? '';
    return data.ownWords !== undefined && Object.hasOwn(data.ownWords, language)
      ? (data.ownWords[language] ?? null)
      : null;
  };
  const direction = (row: Element): Direction => {
    const run = runOf(row);
    const is = (selector: string) => inOrAt(row, selector) || (run !== null && matches(run, selector));
    if (data.own !== undefined && is(data.own)) return 'child';
    if (data.peer !== undefined && is(data.peer)) return 'peer';
    return data.own === undefined || data.peer !== undefined ? 'unknown' : 'peer';
  };
  const threadAt = (element: Element): OpenThread | null => {
    const container = data.container === undefined ? element : search.first(element, data.container);
    const id = joined(element, data.threadId);
    if (container === null || id === null) return null;
    elements.set(container, element);
    return {
      id,
      title: labelOf(read(element, data.title)),
      group: holdsAt(element, data.group) || (peers.get(id)?.size ?? 0) > 1,
      stranger: holdsAt(element, data.stranger),
      container,
    };
  };
  const composerNear = (element: Element): Element | null => {
    let at: Element | null = element;
    for (let step = 0; at !== null && step < NEAR; step++, at = parentElement(at)) {
      const found = search.first(at, data.composer);
      if (found !== null) return found;
    }
    return search.first(documentOf(element), data.composer);
  };
  /** Everywhere on the page: the document, and the roots that were found. */
  const all = (page: Document, selector: string): Element[] => {
    const roots = through?.rootsOf(page) ?? [];
    return [page, ...roots].flatMap((root) => [...findAll(root, selector)]);
  };
  const some = (page: Document, selector: string) =>
    find(page, selector) !== null || (through !== null && all(page, selector).length > 0);
  return {
    id: data.id,
    name: data.name,
    hosts: data.hosts,
    table: data,
    allFrames: data.allFrames,
    selfHosted: data.selfHosted,
    newestFirst: data.newestFirst,
    beside: data.beside,
    ...(through === null ? {} : { followRoots: through.followRoots }),
    mark: data.fits,
    fits: (page) => data.fits !== undefined && find(page, data.fits) !== null,
    // A box to write in, and no conversation with a list: what looks like one may stand anywhere on the page.
    lost: (page) =>
      some(page, data.lost ?? data.composer) &&
      !all(page, data.thread).some((thread) => data.container === undefined || search.first(thread, data.container)),
    threads: (page) => {
      const found = new Map<string, OpenThread>();
      for (const thread of outermost(all(page, data.thread)).map(threadAt))
        if (thread !== null && !found.has(thread.id)) found.set(thread.id, thread);
      return [...found.values()];
    },
    again: ({ container }) => {
      const element = elements.get(container);
      const stands = element !== undefined && isConnected(container) && matches(element, data.thread);
      return stands ? threadAt(element) : null;
    },
    rows: (thread) => search.all(thread.container, data.row),
    rowOf: (element) => search.around(element, data.row),
    readRow: (row, thread): Row | null => {
      if (!isConnected(row) || !matches(row, data.row)) return null;
      if (data.deleted !== undefined && inOrAt(row, data.deleted)) return null;
      const [body, text] = words(row);
      if (body === null) return null;
      const name = labelOf(ofRow(row, data.author));
      const word = data.ownWords === undefined ? null : ownWord(documentOf(row));
      const isOwnWord = word !== null && same(name, word);
      const told = direction(row);
      const side = told !== 'unknown' ? told : isOwnWord ? 'child' : amongTwo(name, thread);
      if (data.crowd === true && name !== '' && (side === 'peer' || (word !== null && !isOwnWord)))
        meet(thread.id, name);
      // An own row that names nobody does not belong to the run of the peer above it.
      const nobody = data.author === undefined || data.carry === false || side === 'child' ? '' : null;
      return {
        id: data.rowId === undefined ? null : joined(row, data.rowId),
        author: name === '' ? nobody : isOwnWord ? word : name,
        direction: side,
        text,
        time: parseTime(ofRow(row, data.time)),
        bubble: body,
      };
    },
    composer: (thread) => {
      const before = composers.get(thread.container);
      if (before !== undefined && isConnected(before) && matches(before, data.composer)) return before;
      const found = composerNear(elements.get(thread.container) ?? thread.container);
      if (found !== null) composers.set(thread.container, found);
      return found;
    },
    ownName: (page, { container }) =>
      (data.ownName === undefined ? '' : labelOf(read(container, data.ownName))) || ownWord(page),
    ...own,
  };

  /** The element of a row's words, and the words. */
  function words(row: Element): readonly [Element | null, string] {
    if (matches(row, data.text)) return [row, textOf(row, aside)];
    const around = quoted === undefined ? null : search.around(row, quoted);
    const texts: string[] = [];
    let first: Element | null = null;
    let last: Element | null = null;
    for (const part of search.all(row, data.text)) {
      if (last !== null && contains(last, part)) continue;
      if (quoted !== undefined && search.around(part, quoted) !== around) continue;
      first ??= part;
      last = part;
      const text = textOf(part, aside);
      if (text === '') continue;
      if (data.parts !== true) return [part, text];
      if (texts.length === 0) first = part;
      texts.push(text);
    }
    return [first, texts.join('\n')];
  }

  function amongTwo(name: string, { id, title, group }: OpenThread): Direction {
    if (data.pair !== true || group || name === '' || title === '') return 'unknown';
    if (same(name, title)) named.add(id);
    else return named.has(id) ? 'child' : 'unknown';
    forgetOldest(named, MAX_THREADS);
    return 'peer';
  }

  function meet(thread: string, peer: string): void {
    const met = peers.get(thread) ?? new Set<string>();
    met.add(peer);
    peers.set(thread, met);
    forgetOldest(peers, MAX_THREADS);
  }
}
