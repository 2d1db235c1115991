/** Where the child writes, and what sends it. */
import { attr, closest, find, findAll, parentElement, rectOf, tagOf } from '../../sites/dom.ts';
import { rootIn } from '../../sites/shadow.ts';
import { writableAt } from '../box.ts';

/** Shadow roots within shadow roots that are followed. */
const DEEPEST = 8;
/** Elements between a drawing and its button, and between a button and the part of the page that holds the box. */
const NEAR = 6;
/** Widest distance in px of a send button from its box; of one that is called so, which may stand at the end of a long row. */
const BESIDE = 160;
const ROW = 1200;
/** Widest drawing that is a button, in px. */
const ICON = 96;

/**
 * The innermost element of an event, closed shadow roots included: where the pointer was, or what has the focus.
 */
export function targetOf(event: Event): Element | null {
  const [first] = event.composedPath();
  let at = first instanceof Element ? first : null;
  for (let depth = 0; at !== null && depth < DEEPEST; depth++) {
    const root = rootIn(at);
    if (root === null) break;
    const inner: Element | null =
      event instanceof MouseEvent && event.detail > 0
        ? root.elementFromPoint(event.clientX, event.clientY)
        : root.activeElement;
    if (inner === null || inner === at) break;
    at = inner;
  }
  return at;
}

/** The box that an event belongs to, or null. */
export function boxOf(event: Event): Element | null {
  const target = targetOf(event);
  return target === null ? null : writableAt(target);
}

/**
 * Does a press on `target` send what stands in `box`? A submit button of its form; a button beside it that is called so in
 * its markup; and where none is, the last button beside it, since that is where apps put it.
 */
export function isSend(target: Element, box: Element): boolean {
  const button = buttonAt(target);
  if (button === null) return false;
  if (isBeside(button, box, ROW) && (isNamed(button) || submits(button, box))) return true;
  if (!isBeside(button, box)) return false;
  const all = buttonsBeside(box);
  return !all.some((other) => isNamed(other) || submits(other, box)) && all.at(-1) === button;
}

const BUTTONS = 'button,[role=button],input[type=submit],input[type=button],input[type=image],a';

function buttonAt(target: Element): Element | null {
  const button = closest(target, BUTTONS);
  if (button !== null) return button;
  // Some apps have a bare element for it, called so itself or by what it draws.
  let at: Element | null = target;
  for (let steps = 0; at !== null && steps < NEAR; steps++, at = parentElement(at)) if (isNamed(at)) return at;
  return null;
}

/** Is this called so, or no more than one small drawing that is? */
function isNamed(element: Element): boolean {
  if (hasName(element)) return true;
  const { width, height } = rectOf(element);
  if (width > ICON || height > ICON) return false;
  const inside = [...findAll(element, '*')];
  return inside.filter((part) => /^(svg|img)$/.test(tagOf(part))).length <= 1 && inside.some(hasName);
}

/** Markup is written in English whatever the language of the page. */
function hasName(element: Element): boolean {
  if (closest(element, '[contenteditable=true]') !== null) return false;
  return ['id', 'class', 'name', 'title', 'aria-label', 'data-testid', 'data-icon', 'data-action'].some((name) =>
    /(?:^|[^a-z])(?:send|submit)|Send(?:$|[^a-z])/.test(attr(element, name) ?? ''),
  );
}

function submits(button: Element, box: Element): boolean {
  const form = closest(box, 'form');
  if (form === null || closest(button, 'form') !== form) return false;
  const type = attr(button, 'type');
  return type === 'submit' || type === 'image' || (type === null && tagOf(button) === 'button');
}

function isBeside(button: Element, box: Element, far = BESIDE): boolean {
  const [a, b] = [rectOf(button), rectOf(box)];
  const [x, y] = [Math.max(a.left - b.right, b.left - a.right, 0), Math.max(a.top - b.bottom, b.top - a.bottom, 0)];
  return x <= far && y <= BESIDE;
}

/** Buttons of the smallest part of the page around the box that has any, in their order. */
function buttonsBeside(box: Element): Element[] {
  let part = parentElement(box);
  for (let steps = 0; part !== null && steps < NEAR; steps++, part = parentElement(part)) {
    if (find(part, BUTTONS) === null) continue;
    return [...findAll(part, BUTTONS)].filter((button) => isBeside(button, box));
  }
  return [];
}
