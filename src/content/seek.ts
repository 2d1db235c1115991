/**
 * Waits on a page of no known site until a chat stands there. Most pages never show one and are to pay next to nothing
 * for that: no message to the background, no reading, and a look only where elements came in, at growing intervals.
 */
import { later } from '../later.ts';
import type { Adapter } from '../sites/adapter.ts';
import { isElement, listen } from '../sites/dom.ts';
import { writableAt } from './box.ts';

const FIRST_LOOK_MS = 250;
const LAST_LOOK_MS = 8000;
const GROWTH = 2;

export interface SeekOptions {
  readonly document: Document;
  readonly adapter: Adapter;
  /** Has the page become one of a known site? */
  readonly known: () => boolean;
  /** Called once, when a chat stands there. */
  readonly found: () => void;
  readonly signal: AbortSignal;
}

export function seek({ document, adapter, known, found, signal }: SeekOptions): void {
  const seeking = new AbortController();
  signal.addEventListener('abort', () => seeking.abort(), { once: true, signal: seeking.signal });
  let pause = FIRST_LOOK_MS;
  let due = false;

  const look = () => {
    const more = roots?.step() ?? false;
    if (known() || adapter.threads(document).length > 0) {
      seeking.abort();
      found();
    } else if (more) lookLater();
  };
  const lookLater = () => {
    if (due) return;
    due = true;
    later(pause, seeking.signal, () => {
      due = false;
      pause = Math.min(pause * GROWTH, LAST_LOOK_MS);
      look();
    });
  };
  const observer = new MutationObserver((records) => {
    // Where only texts change no chat comes up.
    const added = records.flatMap(({ addedNodes }) => [...addedNodes].filter(isElement));
    if (added.length === 0) return;
    roots?.added(added);
    lookLater();
  });
  const follow = (root: Node) => observer.observe(root, { subtree: true, childList: true });
  const roots =
    adapter.followRoots?.(document, seeking.signal, (root) => {
      follow(root);
      pause = FIRST_LOOK_MS;
      lookLater();
    }) ?? null;
  seeking.signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  follow(document);
  // Who writes may be writing in a chat.
  const onWriting = (event: Event) => {
    const [target] = event.composedPath();
    if (event.isTrusted && target instanceof Element && writableAt(target) !== null) lookLater();
  };
  listen(document, 'focusin', onWriting, { capture: true, passive: true, signal: seeking.signal });
  look();
}
