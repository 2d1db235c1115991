import { childElements, documentOf, findAll, rectOf, viewOf } from './dom.ts';

/** Where a bubble stands in its list, by the direction of the list's text: own messages stand at the `end`. */
export type Side = 'start' | 'end' | 'middle';

/** Gaps whose difference is below this share of the list's width tell no side. */
const CLEAR = 0.12;

/**
 * The side of a bubble, or null when it has no layout. Forces layout: ask for many at once, after all reading.
 */
export function sideOf(bubble: Element, container: Element): Side | null {
  const box = rectOf(bubble);
  const area = rectOf(container);
  if (!(box.width > 0) || !(area.width > 0)) return null;
  const left = box.left - area.left;
  const right = area.right - box.right;
  if (Math.abs(left - right) < CLEAR * area.width) return 'middle';
  const rtl = viewOf(documentOf(container))?.getComputedStyle(container).direction === 'rtl';
  return left > right !== rtl ? 'end' : 'start';
}

/** Levels of boxes that may stand around the rows. */
const MAX_DEPTH = 8;
/** So many children are rows; to count what stands in each would take long. */
const MANY = 40;

/**
 * Rows run from the bottom up on the screen: the newest is the first in the document. The list may be wrapped: at each
 * level the child that holds most of it is followed.
 */
export function isReversed(container: Element): boolean {
  const view = viewOf(documentOf(container));
  let at: Element | undefined = container;
  for (let depth = 0; at !== undefined && view !== null && depth < MAX_DEPTH; depth++) {
    const style = view.getComputedStyle(at);
    if (/flex/.test(style.display) && style.flexDirection === 'column-reverse') return true;
    const children: Element[] = childElements(at);
    if (children.length > MANY) return false;
    // Where there are several of much the same size, these are the rows.
    const sizes = children.map((child) => findAll(child, '*').length + 1);
    const most = Math.max(0, ...sizes);
    const rest = sizes.reduce((sum, size) => sum + size, 0) - most;
    if (children.length > 1 && most < 3 * rest) return false;
    at = children[sizes.indexOf(most)];
  }
  return false;
}
