/** Finding a chat on an unknown page: the composer first, then the list above it, then the repeated rows. */
import { composersOf, EDITABLE } from './composers.ts';
import {
  attr,
  childElements,
  closest,
  contains,
  documentOf,
  find,
  findAll,
  holds,
  matches,
  parentElement,
  rectOf,
  tagOf,
  titleOf,
  viewOf,
} from './dom.ts';
import { rootIn } from './shadow.ts';
import { hasText, labelOf, textOf } from './text.ts';
import { hasWord, wordSet, wordsOf } from './words.ts';

export interface Found {
  readonly composer: Element;
  readonly list: Element;
  /** The nearest element that holds both. */
  readonly scope: Element;
  readonly score: number;
}

const NO_LIST =
  'nav, menu, select, thead, [role="navigation"], [role="menu"], [role="listbox"], [role="tablist"], [role="toolbar"], [role="option"]';
const PRESSABLE = 'a, button, [role="button"], [role="option"], [role="menuitem"], [role="tab"], [role="link"]';
const CHAT_WORDS = wordSet(
  'message messages msg msgs chat chats chatlog conversation bubble bubbles log history thread',
);
const OTHER_WORDS = wordSet(
  'rooms room contacts contact members member users userlist sidebar emoji emojis picker option options menu nav tabs',
);

/** A list whose end is further above or below its composer than this, in px, belongs to something else. */
const MAX_GAP = 400;
/** How far up from the composer the list is looked for. */
const MAX_CLIMB = 14;
/** Elements that one search visits at most. */
const MAX_VISITS = 4000;
/** Below this score a page is no chat; see `scoreOf`. */
const GATE = 6;
/** Fewer rows say nothing. */
const MIN_ROWS = 3;

/** The most likely chat of the page, or null when nothing passes the gate. */
export function findChat(document: Document): Found | null {
  let best: Found | null = null;
  for (const composer of composersOf(document)) {
    const found = listFor(composer);
    if (found !== null && (best === null || found.score > best.score)) best = found;
  }
  return best;
}

function listFor(composer: Element): Found | null {
  const search: Search = { composer, box: rectOf(composer), visits: MAX_VISITS, scrolling: new Map() };
  let inner: Element = composer;
  for (let step = 0; step < MAX_CLIMB; step++) {
    const scope = parentElement(inner);
    if (scope === null) return null;
    let best: Found | null = null;
    for (const branch of childElements(scope, rootIn)) {
      if (branch === inner || holds(branch, composer)) continue;
      for (const list of within(branch, search)) {
        const score = scoreOf(list, search);
        if (score >= GATE && (best === null || score > best.score)) best = { composer, list, scope, score };
      }
    }
    if (best !== null) return best;
    inner = scope;
  }
  return null;
}

/** One search for the list of a composer. What is measured and visited is bounded. */
interface Search {
  readonly composer: Element;
  readonly box: DOMRect;
  visits: number;
  readonly scrolling: Map<Element, boolean>;
}

function* within(top: Element, search: Search): Generator<Element> {
  const stack = [top];
  for (let at = stack.pop(); at !== undefined && search.visits-- > 0; at = stack.pop()) {
    if (!isNear(at, search)) continue;
    const children = childElements(at, rootIn);
    if (children.length >= MIN_ROWS) yield at;
    // Of a long list the newest rows tell enough.
    for (const child of children.slice(-40)) if (childElements(child, rootIn).length > 0) stack.push(child);
  }
}

/** Does it end near the composer, in one column with it? So does everything where there is no layout. */
function isNear(element: Element, { box }: Search): boolean {
  if (box.width === 0) return true;
  const area = rectOf(element);
  // Elements without a box of their own (`display: contents`) hold others.
  if (area.width === 0 || area.height === 0) return true;
  return (
    area.bottom > box.top - MAX_GAP && area.top < box.bottom + MAX_GAP && area.left < box.right && area.right > box.left
  );
}

/**
 * How much an element looks like the list of messages that belongs to the composer; 0 for surely not. The parts:
 * number of rows (1–3), a chat word in a class or id (3), role or live region (3), text direction marks (2), clock
 * times (2), it scrolls (3), it stands above the composer (1); a word that names other lists counts against it (4). What
 * is quickly asked comes first: most lists of most pages end there.
 */
function scoreOf(list: Element, search: Search): number {
  const rows = childElements(list, rootIn);
  const newest = rows.slice(-12);
  const tags = new Map<string, number>();
  for (const row of newest) tags.set(tagOf(row), (tags.get(tagOf(row)) ?? 0) + 1);
  if (newest.length < MIN_ROWS || Math.max(...tags.values()) < newest.length * 0.6 || matches(list, NO_LIST)) return 0;
  const parent = parentElement(list);
  const around = [list, parent, parent === null ? null : parentElement(parent)].filter((el) => el !== null);
  const named = [...around, ...newest.slice(-1)];
  const word = named.some((el) => hasWord(el, CHAT_WORDS) || /message|chat/i.test(attr(el, 'id') ?? ''));
  const role = around.some((el) => matches(el, '[role="log"], [role="feed"], [aria-live="polite"]'));
  const marked = newest.some((row) => find(row, '[dir="auto"]') !== null);
  const scroll = around.some((el) => scrolls(el, search.scrolling));
  // Without any of these it is some list among many.
  if (!word && !role && !marked && !scroll) return 0;
  const place = placeOf(list, search);
  if (place === null) return 0;
  const sample = newest.filter(hasText);
  if (sample.length < MIN_ROWS || sample.filter(isPressable).length > sample.length / 2) return 0;
  if (sample.some((row) => find(row, EDITABLE) !== null)) return 0;
  const texts = sample.map((row) => textOf(row));
  const letters = texts.reduce((sum, text) => sum + Math.min(text.length, 200), 0) / texts.length;
  if (letters < 2) return 0;
  let score = (rows.length >= 10 ? 3 : rows.length >= 5 ? 2 : 1) + place;
  if (word) score += 3;
  if (around.some((el) => hasWord(el, OTHER_WORDS) && !hasWord(el, CHAT_WORDS))) score -= 4;
  if (role) score += 3;
  if (marked) score += 2;
  if (texts.filter((text) => /\d{1,2}[:.]\d{2}/.test(text)).length >= sample.length / 2) score += 2;
  return scroll ? score + 3 : score;
}

/** Menus and lists of rooms: all text of the row can be pressed. */
function isPressable(row: Element): boolean {
  if (matches(row, PRESSABLE)) return true;
  const pressable = find(row, PRESSABLE);
  return pressable !== null && textOf(pressable).length >= textOf(row).length * 0.9;
}

function scrolls(element: Element, known: Map<Element, boolean>): boolean {
  let scroll = known.get(element);
  if (scroll === undefined) {
    scroll = /auto|scroll/.test(viewOf(documentOf(element))?.getComputedStyle(element).overflowY ?? '');
    known.set(element, scroll);
  }
  return scroll;
}

/** 1 when the list stands above the composer in one column with it, 0 when there is no layout, null when elsewhere. */
function placeOf(list: Element, { box }: Search): number | null {
  const area = rectOf(list);
  if (area.width === 0 || box.width === 0) return 0;
  const overlap = Math.min(area.right, box.right) - Math.max(area.left, box.left);
  if (overlap < Math.min(area.width, box.width) / 2) return null;
  return area.top <= box.top ? 1 : -1;
}

export interface Title {
  readonly text: string;
  /** Where it stands; null for the title of the page. */
  readonly element: Element | null;
}

/** The words of a name's element. */
export function nameIn(element: Element): string {
  return labelOf(textOf(element).split('\n')[0], 80);
}

/** The name above the list: the peer or the group. */
export function nameAbove(found: Found): Title {
  let scope: Element | null = found.scope;
  for (let step = 0; step < 4 && scope !== null; step++) {
    for (const head of findAll(scope, 'header, [class*="header" i], [role="heading"], h1, h2, h3')) {
      if (contains(head, found.list) || holds(found.list, head) || contains(head, found.composer)) continue;
      const dialog = closest(head, 'dialog, [role="dialog"], [role="menu"]');
      if (dialog !== null && !contains(dialog, found.list)) continue;
      const named = findAll(head, '[class*="name" i], [class*="title" i], [role="heading"], h1, h2, h3');
      for (const candidate of [...named, head]) {
        const text = nameIn(candidate);
        if (text !== '' && wordsOf(candidate).every((word) => word !== 'logo')) return { text, element: candidate };
      }
    }
    scope = parentElement(scope);
  }
  return { text: labelOf(titleOf(documentOf(found.list)), 80), element: null };
}
