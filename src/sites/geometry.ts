import { documentOf, rectOf, viewOf } from './dom.ts';

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

/** Rows run from the bottom up on the screen: the newest is the first in the document. */
export function isReversed(container: Element): boolean {
  const style = viewOf(documentOf(container))?.getComputedStyle(container);
  return style !== undefined && /flex/.test(style.display) && style.flexDirection === 'column-reverse';
}
