/**
 * What the child typed and sent, for a minute and in memory alone: when it appears as a row, that row is the child's.
 * Only real key strokes count, never a password field, and nothing of it leaves this file but yes or no. Part of the voice:
 * it comes when the child begins to write.
 */
import { later } from '../later.ts';
import { listen } from '../sites/dom.ts';
import { contentOf, writableAt } from './box.ts';

const KEEP_MS = 60_000;
const MAX_SENT = 10;

/**
 * Listens on the document until the signal ends. Answers whether a text is that of something just sent, once for each
 * sending. `now` in ms, monotonic.
 */
export function listenForEcho(document: Document, now: () => number, signal: AbortSignal): (text: string) => boolean {
  const sent: { readonly text: string; readonly at: number; readonly field: WeakRef<Element> }[] = [];
  let draft = '';
  /** Held weakly, as all of them: a box that left the page is not kept alive. */
  let field: WeakRef<Element> | null = null;

  const forget = () => {
    while (sent[0] !== undefined && sent[0].at <= now() - KEEP_MS) sent.shift();
  };
  const note = (text: string, from: WeakRef<Element>) => {
    forget();
    if (text === '' || sent.some((one) => one.text === text && inside(one.field) === text)) return;
    sent.push({ text, at: now(), field: from });
    if (sent.length > MAX_SENT) sent.shift();
    // Also where nothing happens any more.
    later(KEEP_MS, signal, () => {
      forget();
      settle();
    });
  };
  /** An app may have emptied the box by itself: then the draft is one that was sent before. */
  const settle = () => {
    if (field !== null && inside(field) !== draft) draft = '';
  };
  /** Enter or a press of a button: the draft may be on its way. */
  const maybeSent = () => {
    settle();
    if (field !== null) note(draft, field);
  };
  const on = (kind: string, run: (event: Event) => void) =>
    listen(document, kind, (event) => event.isTrusted && run(event), { capture: true, passive: true, signal });
  on('input', (event) => {
    const target = event.composedPath()[0];
    const box = target instanceof Element ? writableAt(target) : null;
    if (box === null) return;
    const text = plain(contentOf(box));
    // A field that is emptied at once was sent by other means than Enter.
    if (field?.deref() !== box) field = new WeakRef(box);
    else if (text === '') note(draft, field);
    draft = text;
  });
  on('keydown', (event) => {
    if (event instanceof KeyboardEvent && event.key === 'Enter' && !event.isComposing && !event.shiftKey) maybeSent();
  });
  on('pointerdown', maybeSent);

  return (text) => {
    const wanted = plain(text);
    forget();
    // Text that still stands in its box was not sent.
    const at = sent.findIndex((one) => one.text === wanted && inside(one.field) !== wanted);
    return at >= 0 && sent.splice(at, 1).length > 0;
  };
}

/** What stands in a box; nothing in one that is no more. */
function inside(field: WeakRef<Element>): string {
  const box = field.deref();
  return box === undefined ? '' : plain(contentOf(box));
}

/** Letters, digits and emoji alone: markup signs, spaces and line breaks differ between the box and the row. */
function plain(text: string): string {
  return text
    .slice(0, 4000)
    .normalize('NFC')
    .replace(/[\s*_~`>\p{Cf}]+/gu, '');
}
