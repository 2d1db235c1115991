/** The boxes in which a person writes. */
import { attr, closest, tagOf } from '../sites/dom.ts';
import { textOf } from '../sites/text.ts';

/** The box that an event belongs to: rich editors answer with a part of themselves. */
export function writableAt(field: Element): Element | null {
  if (isWritable(field)) return field;
  const editor = closest(field, '[contenteditable]');
  return editor !== null && isWritable(editor) ? editor : null;
}

function isWritable(field: Element): boolean {
  const tag = tagOf(field);
  if (tag === 'input') return /^(text)?$/.test(attr(field, 'type') ?? '');
  return tag === 'textarea' || (field instanceof HTMLElement && field.isContentEditable);
}

/** What stands in a box. */
export function contentOf(field: Element): string {
  if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) return field.value;
  return textOf(field);
}
