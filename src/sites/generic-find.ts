/** Finding a chat on an unknown page: the composer first, then the list above it, then the repeated rows. */
import {
  attr,
  childElements,
  contains,
  documentOf,
  find,
  findAll,
  holds,
  matches,
  parentElement,
  rectOf,
  tagOf,
  viewOf,
} from './dom.ts';
import { rootIn, rootsOf } from './shadow.ts';
import { hasText, labelOf, textOf } from './text.ts';
import { hasWord, wordSet, wordsOf } from './words.ts';

export interface Found {
  readonly composer: Element;
  readonly list: Element;
  /** The nearest element that holds both. */
  readonly scope: Element;
  readonly score: number;
}

const EDITABLE =
  'textarea, [contenteditable=""], [contenteditable="true"], [contenteditable="plaintext-only"], [role="textbox"], input:not([type]), input[type="text"]';
const OTHER_FIELD = /search|e-?mail|subject|title|url|filter|user ?name|first ?name|last ?name|address|code|captcha/i;
const NO_LIST =
  'nav, menu, select, thead, [role="navigation"], [role="menu"], [role="listbox"], [role="tablist"], [role="toolbar"], [role="option"]';
const PRESSABLE = 'a, button, [role="button"], [role="option"], [role="menuitem"], [role="tab"], [role="link"]';
const CHAT_WORDS = wordSet(
  'message messages msg msgs chat chats chatlog conversation bubble bubbles log history thread',
);
const OTHER_WORDS = wordSet(
  'rooms room contacts contact members member users userlist sidebar emoji emojis picker option options menu nav tabs',
);

/** How far up from the composer the list is looked for. */
const MAX_CLIMB = 14;
/** Elements that one search visits at most. */
const MAX_VISITS = 4000;
/** Below this score a page is no chat; see `scoreOf`. */
export const GATE = 6;
/** Fewer rows say nothing. */
export const MIN_ROWS = 3;

/** The most likely chat of the page, or null when nothing passes the gate. */
export function findChat(document: Document): Found | null {
  let best: Found | null = null;
  for (const composer of composersOf(document)) {
    const found = listFor(composer);
    if (found !== null && (best === null || found.score > best.score)) best = found;
  }
  return best;
}

/** Boxes in which a person could write a chat message. Never a password, search or form field. */
export function composersOf(document: Document): Element[] {
  const out: Element[] = [];
  for (const root of [document, ...rootsOf(document)]) {
    for (const box of findAll(root, EDITABLE)) {
      if (out.length >= 8) return out;
      const label = ['name', 'id', 'placeholder', 'aria-label', 'autocomplete'].map((name) => attr(box, name) ?? '');
      if (tagOf(box) === 'input' && OTHER_FIELD.test(label.join(' '))) continue;
      if (/search|e-?mail|subject/i.test(label.join(' '))) continue;
      if (matches(box, '[role="searchbox"], [role="combobox"], [aria-hidden="true"], [hidden], [readonly], [disabled]'))
        continue;
      out.push(box);
    }
  }
  return out;
}

function listFor(composer: Element): Found | null {
  const budget = { left: MAX_VISITS };
  let inner: Element = composer;
  for (let step = 0; step < MAX_CLIMB; step++) {
    const scope = parentElement(inner);
    if (scope === null) return null;
    let best: Found | null = null;
    for (const branch of childElements(scope, rootIn)) {
      if (branch === inner || holds(branch, composer)) continue;
      for (const list of within(branch, budget)) {
        const score = scoreOf(list, composer);
        if (score >= GATE && (best === null || score > best.score)) best = { composer, list, scope, score };
      }
    }
    if (best !== null) return best;
    inner = scope;
  }
  return null;
}

function* within(top: Element, budget: { left: number }): Generator<Element> {
  const stack = [top];
  for (let at = stack.pop(); at !== undefined && budget.left-- > 0; at = stack.pop()) {
    const children = childElements(at, rootIn);
    if (children.length >= MIN_ROWS) yield at;
    // Of a long list the newest rows tell enough.
    stack.push(...children.slice(-40));
  }
}

/**
 * How much an element looks like the list of messages that belongs to the composer; 0 for surely not. The parts:
 * number of rows (1–3), a chat word in a class or id (3), role or live region (3), text direction marks (2), clock
 * times (2), it scrolls (3); a word that names other lists counts against it (4).
 */
function scoreOf(list: Element, composer: Element): number {
  const rows = childElements(list, rootIn);
  const sample = rows.slice(-12).filter((row) => hasText(row));
  if (sample.length < MIN_ROWS || matches(list, NO_LIST)) return 0;
  const tags = new Map<string, number>();
  for (const row of sample) tags.set(tagOf(row), (tags.get(tagOf(row)) ?? 0) + 1);
  if (Math.max(...tags.values()) < sample.length * 0.6) return 0;
  if (sample.filter(isPressable).length > sample.length / 2) return 0;
  if (sample.some((row) => find(row, EDITABLE) !== null)) return 0;
  const place = placeOf(list, composer);
  if (place === null) return 0;
  const texts = sample.map((row) => textOf(row));
  const letters = texts.reduce((sum, text) => sum + Math.min(text.length, 200), 0) / texts.length;
  if (letters < 2) return 0;
  let score = rows.length >= 10 ? 3 : rows.length >= 5 ? 2 : 1;
  const around = [list, parentElement(list), parentElement(parentElement(list) ?? list)].filter((el) => el !== null);
  const named = [...around, ...sample.slice(-1)];
  if (named.some((el) => hasWord(el, CHAT_WORDS) || /message|chat/i.test(attr(el, 'id') ?? ''))) score += 3;
  if (around.some((el) => hasWord(el, OTHER_WORDS) && !hasWord(el, CHAT_WORDS))) score -= 4;
  if (around.some((el) => matches(el, '[role="log"], [role="feed"], [aria-live="polite"]'))) score += 3;
  if (sample.some((row) => find(row, '[dir="auto"]') !== null)) score += 2;
  if (texts.filter((text) => /\d{1,2}[:.]\d{2}/.test(text)).length >= sample.length / 2) score += 2;
  if (around.some((el) => scrolls(el))) score += 3;
  return score + place;
}

/** Menus and lists of rooms: all text of the row can be pressed. */
function isPressable(row: Element): boolean {
  if (matches(row, PRESSABLE)) return true;
  const pressable = find(row, PRESSABLE);
  return pressable !== null && textOf(pressable).length >= textOf(row).length * 0.9;
}

function scrolls(element: Element): boolean {
  const style = viewOf(documentOf(element))?.getComputedStyle(element);
  return style !== undefined && /auto|scroll/.test(style.overflowY);
}

/** 1 when the list stands above the composer in one column with it, 0 when there is no layout, null when elsewhere. */
function placeOf(list: Element, composer: Element): number | null {
  const box = rectOf(composer);
  const area = rectOf(list);
  if (area.width === 0 || box.width === 0) return 0;
  const overlap = Math.min(area.right, box.right) - Math.max(area.left, box.left);
  if (overlap < Math.min(area.width, box.width) / 2) return null;
  return area.top <= box.top ? 1 : -1;
}

/** The name above the list: the peer or the group. */
export function titleOf(found: Found): string {
  let scope: Element | null = found.scope;
  for (let step = 0; step < 4 && scope !== null; step++) {
    for (const head of findAll(scope, 'header, [class*="header" i], [role="heading"], h1, h2, h3')) {
      if (contains(head, found.list) || holds(found.list, head) || contains(head, found.composer)) continue;
      const named = findAll(head, '[class*="name" i], [class*="title" i], [role="heading"], h1, h2, h3');
      for (const candidate of [...named, head]) {
        const text = labelOf(textOf(candidate).split('\n')[0], 80);
        if (text !== '' && wordsOf(candidate).every((word) => word !== 'logo')) return text;
      }
    }
    scope = parentElement(scope);
  }
  return labelOf(documentOf(found.list).title, 80);
}
