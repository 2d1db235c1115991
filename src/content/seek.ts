/**
 * Waits on a page of no known site until a chat stands there. Most pages never show one and are to pay next to nothing
 * for that: no message to the background, no reading, and a look only where elements came in: soon where the page was quiet,
 * at growing intervals where it never is.
 */
import { timer } from '../later.ts';
import type { Adapter } from '../sites/adapter.ts';
import { isElement, listen } from '../sites/dom.ts';
import { rootIn } from '../sites/shadow.ts';
import { writableAt } from './box.ts';

const GROWTH = 2;

export interface SeekOptions {
  readonly document: Document;
  readonly followRoots: Adapter['followRoots'];
  /** Does what is waited for stand there? Asked where elements came in. */
  readonly there: () => boolean;
  /** From what came in to the look at it, in ms; what comes in meanwhile is looked at with it. */
  readonly soonest: number;
  /** Longest time between two looks at a page that changes all the time, in ms: at most so much later a chat is found. */
  readonly longest: number;
  /** Called once, when it does. */
  readonly found: () => void;
  /** Ends it from outside, and is ended by it when what is waited for was found. */
  readonly seeking: AbortController;
}

export function seek({ document, followRoots, there, soonest, longest, found, seeking }: SeekOptions): void {
  /** Least time between two looks. */
  let pause = soonest;
  let looked = 0;
  let due = false;
  const later = timer(seeking.signal);

  const look = () => {
    looked = performance.now();
    const more = roots?.step() ?? false;
    if (there()) {
      seeking.abort();
      found();
    } else if (more) lookLater();
  };
  const lookLater = () => {
    if (due) return;
    due = true;
    const wait = Math.max(soonest, looked + pause - performance.now());
    later(wait, () => {
      due = false;
      pause = Math.min(pause * GROWTH, longest);
      look();
    });
  };
  // Called at each change of a page, and some change all the time: as little as can be is done where only texts change.
  const observer = new MutationObserver((records) => {
    let added: Node[] | null = null;
    for (let at = 0; at < records.length; at++) {
      const record = records[at];
      if (record === undefined) break;
      const { target } = record;
      // No chat comes up in an element that holds none. A form may answer with a field of that name, and is looked at.
      if ('childElementCount' in target && target.childElementCount === 0) continue;
      const { addedNodes } = record;
      for (let index = 0; index < addedNodes.length; index++) {
        const node = addedNodes[index];
        if (!isElement(node)) continue;
        added ??= [];
        added.push(node);
      }
    }
    if (added === null) return;
    roots?.added(added);
    lookLater();
  });
  const follow = (root: Node) => observer.observe(root, { subtree: true, childList: true });
  const roots =
    followRoots?.(document, seeking.signal, (root) => {
      follow(root);
      pause = soonest;
      lookLater();
    }) ?? null;
  seeking.signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  follow(document);
  // Who writes may be writing in a chat.
  const onWriting = (event: Event) => {
    const [target] = event.composedPath();
    if (!event.isTrusted || !(target instanceof Element)) return;
    if (writableAt(target) !== null) lookLater();
    else if (rootIn(target) !== null) {
      // It may be one that was not asked for a root.
      roots?.added([target]);
      lookLater();
    }
  };
  listen(document, 'focusin', onWriting, { capture: true, passive: true, signal: seeking.signal });
  look();
}
