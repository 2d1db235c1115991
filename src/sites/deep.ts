/** Searching through shadow roots: the same three questions as in `dom.ts`, for sites that draw in nested roots. */
import type { Adapter } from './adapter.ts';
import { closest, createWalker, documentOf, find, findAll, hostOf, isElement, kindOf, matches, rootOf } from './dom.ts';
import { mayHost, rootIn } from './shadow.ts';

/** How a site's table is searched: in one tree, or in all that are nested. */
export interface Search {
  /** First match under `root`. */
  first(root: Node, selector: string): Element | null;
  /** All matches under `root`, in the order of the page. */
  all(root: Node, selector: string): Iterable<Element>;
  /** The nearest match around the element, itself included. */
  around(element: Element, selector: string): Element | null;
}

/** What a site brings along that draws in shadow roots; all others are spared it (`throughRoots` in through-roots.ts). */
export interface Through {
  readonly search: Search;
  readonly followRoots: NonNullable<Adapter['followRoots']>;
  rootsOf(page: Document): readonly ShadowRoot[];
}

export const plain: Search = { first: find, all: findAll, around: closest };

/** Elements that one search looks at. */
const MAX_ELEMENTS = 20_000;

export const deep: Search = {
  first: (root, selector) => find(root, selector) ?? under(root, selector, 1)[0] ?? null,
  all: (root, selector) => under(root, selector, Number.POSITIVE_INFINITY),
  around(element, selector) {
    for (let at: Element | null = element; at !== null; at = hostOf(rootOf(at))) {
      const found = closest(at, selector);
      if (found !== null) return found;
    }
    return null;
  },
};

function under(start: Node, selector: string, most: number): Element[] {
  const out: Element[] = [];
  let left = MAX_ELEMENTS;
  const walk = (top: Node) => {
    const walker = createWalker(kindOf(top) === 9 ? (top as Document) : documentOf(top), top, NodeFilter.SHOW_ELEMENT);
    enter(top);
    for (let node = walker.nextNode(); node !== null && left > 0 && out.length < most; node = walker.nextNode()) {
      left--;
      if (isElement(node) && matches(node, selector)) out.push(node);
      enter(node);
    }
  };
  const enter = (node: Node) => {
    const shadow = isElement(node) && mayHost(node) ? rootIn(node) : null;
    if (shadow !== null && out.length < most) walk(shadow);
  };
  walk(start);
  return out;
}
