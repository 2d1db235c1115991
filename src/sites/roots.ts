/** Follows the shadow roots of a page: those that stand, those that come with new elements, and those that come late. */
import { timer } from '../later.ts';
import type { Roots } from './adapter.ts';
import { isConnected } from './dom.ts';
import { askForRoots, openHosts, rootsOf, type ScanOptions, scanRoots } from './shadow-scan.ts';

/** Elements without a root that are asked again; the newest. */
const MAX_WAITING = 100;
/** From one look to the next, in ms. */
const USUAL = { first: 250, growth: 4, last: 16_000 };
/** Each look of a sparing search goes through the whole page: there is one fewer in as long a time. */
const SPARING = { first: 700, growth: 5, last: 20_000 };
/** Elements that wait to be looked at; beyond, the whole page is. */
const MAX_QUEUE = 2000;

/**
 * `found` is told of every new root. `attachShadow` fires no event, so elements that may get a root are asked again
 * at growing intervals; each new root begins them anew.
 */
export function followRoots(
  document: Document,
  signal: AbortSignal,
  found: (root: ShadowRoot) => void,
  { sparing = false }: Pick<ScanOptions, 'sparing'> = {},
): Roots {
  // Roots that another reader of the page found are new to this one.
  let before = rootsOf(document);
  let queue: (Node | TreeWalker)[] = [document];
  let waiting: readonly Element[] = [];
  const { first, growth, last } = sparing ? SPARING : USUAL;
  let look = first;
  let looking = false;
  const later = timer(signal);

  const note = (roots: readonly ShadowRoot[]) => {
    for (const root of roots) found(root);
    if (roots.length > 0) look = first;
  };
  const lookLater = () => {
    if (looking || (waiting.length === 0 && !sparing) || look > last) return;
    looking = true;
    later(look, () => {
      looking = false;
      look *= growth;
      // Those that were not asked may have got an open one.
      const result = askForRoots(document, sparing ? [...waiting, ...openHosts(document)] : waiting);
      waiting = result.waiting;
      // What stands in a root that came late is scanned with it.
      if (result.found.length > 0) {
        queue.push(...result.found);
        note(result.found);
      }
      lookLater();
    });
  };

  return {
    added(nodes) {
      for (const node of nodes) queue.push(node);
      if (queue.length <= MAX_QUEUE) return;
      queue = [document];
      // Of a whole document a sparing scan asks for no open roots: the looks after it do.
      look = first;
    },
    step() {
      if (before.length > 0) note(before);
      before = [];
      if (queue.length > 0) {
        const result = scanRoots(document, queue, { sparing });
        queue = [...result.rest];
        waiting = [...waiting, ...result.waiting];
        if (waiting.length > MAX_WAITING) waiting = waiting.filter(isConnected).slice(-MAX_WAITING);
        if (result.waiting.length > 0) look = first;
        note(result.found);
      }
      lookLater();
      return queue.length > 0;
    },
  };
}
