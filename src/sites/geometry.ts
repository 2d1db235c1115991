import { documentOf, parentElement, rectOf, viewOf } from './dom.ts';

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

/** Levels of boxes that may stand around a row. */
const MAX_DEPTH = 60;

/**
 * Rows run from the bottom up on the screen: the newest is the first in the document. What tells is the box in which the
 * first and the last row part; a box further out that runs so only keeps the list at its end.
 * @returns null when fewer than two rows stand there: one has no order
 */
export function isReversed(rows: readonly Element[]): boolean | null {
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined || first === last) return null;
  const aroundLast = new Set(boxesAround(last));
  const shared = boxesAround(first).find((box) => aroundLast.has(box));
  const style = shared && viewOf(documentOf(shared))?.getComputedStyle(shared);
  return style !== undefined && /flex/.test(style.display) && style.flexDirection === 'column-reverse';
}

function boxesAround(row: Element): Element[] {
  const boxes: Element[] = [];
  for (let at: Element | null = row; at !== null && boxes.length < MAX_DEPTH; at = parentElement(at)) boxes.push(at);
  return boxes;
}
