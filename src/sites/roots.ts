/** Follows the shadow roots of a page: those that stand, those that come with new elements, and those that come late. */
import { later } from '../later.ts';
import type { Roots } from './adapter.ts';
import { isConnected } from './dom.ts';
import { scanRoots } from './shadow.ts';

const MAX_WAITING = 300;
/** Elements looked at in one step. */
const STEP = 2000;
const FIRST_LOOK_MS = 250;
const LAST_LOOK_MS = 8000;

/**
 * `found` is told of every new root. `attachShadow` fires no event, so elements that may get a root are asked again
 * at growing intervals, and with every step.
 */
export function followRoots(document: Document, signal: AbortSignal, found: (root: ShadowRoot) => void): Roots {
  let queue: (Node | TreeWalker)[] = [document];
  let waiting: Element[] = [];
  let look = FIRST_LOOK_MS;
  let looking = false;

  const scan = (nodes: readonly (Node | TreeWalker)[], budget: number) => {
    const result = scanRoots(document, nodes, budget);
    waiting = [...waiting, ...result.waiting].slice(-MAX_WAITING);
    for (const root of result.found) found(root);
    if (result.found.length > 0) look = FIRST_LOOK_MS;
    return result.rest;
  };
  const askAgain = () => {
    const asked = waiting.filter((element) => isConnected(element));
    waiting = [];
    if (asked.length > 0) scan(asked, STEP);
  };
  const lookLater = () => {
    if (looking || waiting.length === 0 || look > LAST_LOOK_MS) return;
    looking = true;
    later(look, signal, () => {
      looking = false;
      look *= 2;
      askAgain();
      lookLater();
    });
  };

  return {
    added(nodes) {
      for (const node of nodes) queue.push(node);
      if (queue.length > 2000) queue = [document];
    },
    step() {
      if (queue.length > 0) queue = [...scan(queue, STEP)];
      else askAgain();
      lookLater();
      return queue.length > 0;
    },
  };
}
