/**
 * What the child typed and sent, for a minute and in memory alone: when it appears as a row, that row is the child's.
 * Only real key strokes count, never a password field, and nothing of it leaves this file but yes or no. Part of the voice:
 * it comes when the child begins to write.
 */
import { listen } from '../sites/dom.ts';
import { contentOf, writableAt } from './box.ts';

const KEEP_MS = 60_000;
const MAX_SENT = 10;

/**
 * Listens on the document until the signal ends. Answers whether a text is that of something just sent, once for each
 * sending. `now` in ms, monotonic.
 */
export function listenForEcho(document: Document, now: () => number, signal: AbortSignal): (text: string) => boolean {
  const sent: { readonly text: string; readonly at: number; readonly field: Element }[] = [];
  let draft = '';
  let field: Element | null = null;

  const note = (text: string, from: Element) => {
    if (text === '' || sent.some((one) => one.text === text && plain(contentOf(one.field)) === text)) return;
    sent.push({ text, at: now(), field: from });
    if (sent.length > MAX_SENT) sent.shift();
  };
  /** Enter or a press of a button: the draft may be on its way. */
  const maybeSent = () => {
    if (field === null) return;
    // An app may have emptied the box by itself since: then the draft is one that was sent before.
    if (plain(contentOf(field)) === draft) note(draft, field);
    else draft = '';
  };
  const on = (kind: string, run: (event: Event) => void) =>
    listen(document, kind, (event) => event.isTrusted && run(event), { capture: true, passive: true, signal });
  on('input', (event) => {
    const target = event.composedPath()[0];
    const box = target instanceof Element ? writableAt(target) : null;
    if (box === null) return;
    const text = plain(contentOf(box));
    // A field that is emptied at once was sent by other means than Enter.
    if (text === '' && box === field) note(draft, box);
    draft = text;
    field = box;
  });
  on('keydown', (event) => {
    if (event instanceof KeyboardEvent && event.key === 'Enter' && !event.isComposing && !event.shiftKey) maybeSent();
  });
  on('pointerdown', maybeSent);

  return (text) => {
    const wanted = plain(text);
    // Text that still stands in its box was not sent.
    const at = sent.findIndex(
      (one) => one.at >= now() - KEEP_MS && one.text === wanted && plain(contentOf(one.field)) !== wanted,
    );
    return at >= 0 && sent.splice(at, 1).length > 0;
  };
}

/** Letters, digits and emoji alone: markup signs, spaces and line breaks differ between the box and the row. */
function plain(text: string): string {
  return text
    .slice(0, 4000)
    .normalize('NFC')
    .replace(/[\s*_~`>\p{Cf}]+/gu, '');
}
