/** Where a value stands on a page: one line of a site's table. */
import { plain, type Search } from './deep.ts';
import { attr, documentOf, hostOf, referrerOf, rootOf, titleOf } from './dom.ts';
import { labelOf, textOf } from './text.ts';

/**
 * - `selector@attribute`, `@attribute` (of the element itself), or `selector` (its text);
 * - with a leading `^` the whole document is searched (in a shadow root: first that root), with a leading `(ancestor)`
 *   the nearest element around that matches;
 * - `url:pattern` is the first group of a pattern on the page's path, query and hash; `referrer:pattern` the same of the
 *   page that opened this frame; `title:pattern` of the page's title;
 * - ` ~~ pattern` at the end takes the first group of a pattern (all of it, when it has none) from the value; a value
 *   that does not match counts as missing.
 *
 * Of several places the first that gives a value counts.
 */
export type Place = string | readonly string[];

/** Longest value on which a pattern is tried. */
const MAX_VALUE = 2000;
const patterns = new Map<string, RegExp>();

function group(value: string, pattern: string): string | null {
  let regexp = patterns.get(pattern);
  if (regexp === undefined) {
    regexp = new RegExp(pattern, 'u');
    patterns.set(pattern, regexp);
  }
  const found = regexp.exec(value.slice(0, MAX_VALUE));
  return found === null ? null : (found[1] ?? found[0]);
}

/** Reads one value; null when it is missing or empty. Nothing is read from within a `quote`. */
export function pick(from: Element, place: Place, quote?: string, search: Search = plain): string | null {
  for (const one of typeof place === 'string' ? [place] : place) {
    const value = ofPage(from, one) ?? inPage(from, one, quote, search);
    if (value !== null && value.trim() !== '') return value.trim();
  }
  return null;
}

/** What the page as a whole tells: its address, its title, where it came from. */
function ofPage(from: Element, place: string): string | null {
  const [, kind, pattern = ''] = /^(url|referrer|title):(.*)$/s.exec(place) ?? [];
  if (kind === undefined) return null;
  const page = documentOf(from);
  if (kind === 'title') return group(titleOf(page), pattern);
  if (kind === 'referrer') return group(referrerOf(page), pattern);
  const { pathname = '', search = '', hash = '' } = page.location ?? {};
  return group(pathname + search + hash, pattern);
}

/** Does a place speak of the whole page rather than of the element? */
export function isOfPage(place: string): boolean {
  return /^(\^|url:|referrer:|title:)/.test(place);
}

function inPage(from: Element, place: string, quote: string | undefined, search: Search): string | null {
  if (/^(url|referrer|title):/.test(place)) return null;
  const [where = '', pattern] = place.split(' ~~ ');
  const around = /^\((.+?)\) */.exec(where);
  const whole = where.startsWith('^');
  const at = where.lastIndexOf('@');
  const selector = where.slice(whole ? 1 : (around?.[0].length ?? 0), at < 0 ? undefined : at).trim();
  const start = around === null ? from : search.around(from, around[1] ?? '');
  if (start === null) return null;
  const element = selector === '' ? start : whole ? inRoots(from, selector) : outside(start, selector, quote, search);
  if (element === null) return null;
  const value = at < 0 ? labelOf(textOf(element)) : attr(element, where.slice(at + 1));
  return value === null || pattern === undefined ? value : group(value, pattern);
}

/** In the tree in which the element stands, then in the trees around it. */
function inRoots(from: Element, selector: string): Element | null {
  for (let at: Element | null = from; at !== null; at = hostOf(rootOf(at))) {
    const found = plain.first(rootOf(at), selector);
    if (found !== null) return found;
  }
  return plain.first(documentOf(from), selector);
}

/** The first match that stands in no `quote` (a selector). */
export function outside(root: Element, selector: string, quote: string | undefined, search: Search): Element | null {
  if (quote === undefined) return search.first(root, selector);
  for (const element of search.all(root, selector)) {
    const inner = search.around(element, quote);
    // What stands around the row as a whole is no quote within it.
    if (inner === null || search.around(root, quote) === inner) return element;
  }
  return null;
}
