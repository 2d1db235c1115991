/** From one row of a list to the next, without looking at the whole list. */
import type { Adapter, OpenThread } from '../sites/adapter.ts';
import { firstElement, isConnected, lastElement, nextElement, parentElement, previousElement } from '../sites/dom.ts';
import { isReversed } from '../sites/geometry.ts';

/** Steps that the search takes at most. */
const MAX_STEPS = 80;

/** Do these rows stand newest first in the document? null while too few stand there to tell. */
export function isNewestFirst(adapter: Adapter, rows: readonly Element[]): boolean | null {
  return adapter.newestFirst ?? isReversed(rows);
}

/** The row before (`back`) or after this one in the document, found by a bounded walk from sibling to sibling. */
export function neighbour(adapter: Adapter, thread: OpenThread, row: Element, back: boolean): Element | null {
  const beside = back ? previousElement : nextElement;
  const inner = back ? lastElement : firstElement;
  let place: Element | null = row;
  for (let steps = 0; place !== null && place !== thread.container && steps < MAX_STEPS; steps++) {
    const sibling: Element | null = beside(place);
    for (let part = sibling; part !== null && steps < MAX_STEPS; part = inner(part), steps++) {
      if (adapter.rowOf(part, thread) === part) return part;
    }
    place = sibling ?? parentElement(place);
  }
  return null;
}

/** Is the element still on the page? The answer does not keep it alive. */
export function liveness(element: Element): () => boolean {
  const weak = new WeakRef(element);
  return () => {
    const alive = weak.deref();
    return alive !== undefined && isConnected(alive);
  };
}
