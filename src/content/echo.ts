/**
 * What the child typed and sent, for a minute and in memory alone: when it appears as a row, that row is the child's.
 * Only real key strokes count, never a password field, and nothing of it leaves this file but yes or no.
 */
import { attr, closest, tagOf } from '../sites/dom.ts';
import { textOf } from '../sites/text.ts';

const KEEP_MS = 60_000;
const MAX_SENT = 10;

export class Echo {
  #draft = '';
  #field: Element | null = null;
  readonly #sent: { readonly text: string; readonly at: number; readonly field: Element }[] = [];
  readonly #now: () => number;

  /** Listens on the document until the signal ends. `now` in ms. */
  constructor(document: Document, now: () => number, signal: AbortSignal) {
    this.#now = now;
    const listen = { capture: true, passive: true, signal };
    document.addEventListener('input', (event) => this.#typed(event), listen);
    document.addEventListener('keydown', (event) => this.#key(event), listen);
    document.addEventListener('pointerdown', (event) => event.isTrusted && this.#maybeSent(), listen);
  }

  /** Is this the text of something just sent? Each sending answers once. */
  take(text: string): boolean {
    const oldest = this.#now() - KEEP_MS;
    const wanted = plain(text);
    // Text that still stands in its box was not sent.
    const at = this.#sent.findIndex(
      (sent) => sent.at >= oldest && sent.text === wanted && plain(contentOf(sent.field)) !== wanted,
    );
    if (at < 0) return false;
    this.#sent.splice(at, 1);
    return true;
  }

  #typed(event: Event) {
    if (!event.isTrusted) return;
    const field = event.composedPath()[0];
    if (!(field instanceof Element)) return;
    const box = writableAt(field);
    if (box === null) return;
    const text = plain(contentOf(box));
    // A field that is emptied at once was sent by other means than Enter.
    if (text === '' && box === this.#field) this.#sentNow(this.#draft, box);
    this.#draft = text;
    this.#field = box;
  }

  #key(event: KeyboardEvent) {
    if (event.isTrusted && event.key === 'Enter' && !event.isComposing && !event.shiftKey) this.#maybeSent();
  }

  #maybeSent() {
    const field = this.#field;
    if (field === null) return;
    // An app may have emptied the box by itself since: then the draft is one that was sent before.
    if (plain(contentOf(field)) === this.#draft) this.#sentNow(this.#draft, field);
    else this.#draft = '';
  }

  #sentNow(text: string, field: Element) {
    if (text === '' || this.#sent.some((sent) => sent.text === text && plain(contentOf(sent.field)) === text)) return;
    this.#sent.push({ text, at: this.#now(), field });
    if (this.#sent.length > MAX_SENT) this.#sent.shift();
  }
}

/** The box that an event belongs to: rich editors answer with a part of themselves. */
function writableAt(field: Element): Element | null {
  if (isWritable(field)) return field;
  const editor = closest(field, '[contenteditable]');
  return editor !== null && isWritable(editor) ? editor : null;
}

function isWritable(field: Element): boolean {
  const tag = tagOf(field);
  if (tag === 'input') return /^(text)?$/.test(attr(field, 'type') ?? '');
  return tag === 'textarea' || (field instanceof HTMLElement && field.isContentEditable);
}

function contentOf(field: Element): string {
  if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) return field.value;
  return textOf(field);
}

/** Letters, digits and emoji alone: markup signs, spaces and line breaks differ between the box and the row. */
function plain(text: string): string {
  return text
    .slice(0, 4000)
    .normalize('NFC')
    .replace(/[\s*_~`>\p{Cf}]+/gu, '');
}
