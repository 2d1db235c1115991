/** The boxes of a page in which a chat message could be written. */
import { attr, closest, find, findAll, tagOf } from './dom.ts';
import { rootsOf } from './shadow-scan.ts';

export const EDITABLE =
  'textarea, [contenteditable=""], [contenteditable="true"], [contenteditable="plaintext-only"], [role="textbox"], input:not([type]), input[type="text"]';
const OTHER_FIELD = /search|e-?mail|subject|title|url|filter|user ?name|first ?name|last ?name|address|code|captcha/i;
const NO_CHAT = /search|e-?mail|subject|comment|review/i;
const NO_BOX = '[role="searchbox"], [role="combobox"], [aria-hidden="true"], [hidden], [readonly], [disabled]';
/** A form with one of these is filled in, not chatted in. */
const FORM_FIELD =
  'input[type="email"], input[type="password"], input[type="url"], input[type="tel"], input[type="file"]';
const MOST = 8;
/**
 * Those that may be one: most pages have none, and no element is made for the script of what the browser itself leaves
 * out. The first part is told quickly of most elements. A form in a form is looked at more closely.
 */
const BOXES = `:is(textarea, input, [contenteditable], [role="textbox"]):is(${EDITABLE}):not(${NO_BOX}, form:has(${FORM_FIELD}):not(:has(form)) *)`;

/** Boxes in which a person could write a chat message. Never a password, search or form field. */
export function composersOf(document: Document): Element[] {
  const out: Element[] = [];
  for (const root of [document, ...rootsOf(document)]) {
    for (const box of findAll(root, BOXES)) {
      if (out.length >= MOST) return out;
      const label = ['name', 'id', 'placeholder', 'aria-label', 'autocomplete']
        .map((name) => attr(box, name) ?? '')
        .join(' ');
      if (NO_CHAT.test(label) || (tagOf(box) === 'input' && OTHER_FIELD.test(label))) continue;
      const form = closest(box, 'form');
      if (form === null || find(form, FORM_FIELD) === null) out.push(box);
    }
  }
  return out;
}
