/**
 * Reading a page that may be hostile. `<form>` and `document` answer property reads with elements that are named like
 * the property (`<input name="parentNode">`), in a content script as well, so nodes are read through the prototypes'
 * own accessors and never by plain property access.
 */

/** The accessor or method of that name, wherever in the chain of prototypes it stands. */
function nativeOf(prototype: object, name: string): (...args: unknown[]) => unknown {
  for (let at: object | null = prototype; at !== null; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found !== undefined) return found.get ?? found.value;
  }
  return () => undefined;
}

function native<T, A extends readonly unknown[] = []>(
  prototype: () => object,
  name: string,
): (of: object, ...args: A) => T {
  let call: ((...args: unknown[]) => unknown) | undefined;
  return (of, ...args) => {
    call ??= nativeOf(prototype(), name);
    return Reflect.apply(call, of, args) as T;
  };
}

const node = () => Node.prototype;
const element = () => Element.prototype;
const page = () => Document.prototype;

export const parentOf = native<Node | null>(node, 'parentNode');
export const firstOf = native<Node | null>(node, 'firstChild');
export const nextOf = native<Node | null>(node, 'nextSibling');
export const lastOf = native<Node | null>(node, 'lastChild');
export const previousOf = native<Node | null>(node, 'previousSibling');
export const kindOf = native<number>(node, 'nodeType');
export const isConnected = native<boolean>(node, 'isConnected');
export const documentOf = native<Document>(node, 'ownerDocument');
export const contains = native<boolean, [Node | null]>(node, 'contains');
export const compare = native<number, [Node]>(node, 'compareDocumentPosition');
export const rootOf = native<Node, []>(node, 'getRootNode');
export const dataOf = native<string>(() => CharacterData.prototype, 'data');
export const tagOf = native<string>(element, 'localName');
export const previousElement = native<Element | null>(element, 'previousElementSibling');
export const nextElement = native<Element | null>(element, 'nextElementSibling');
export const lastElement = native<Element | null>(element, 'lastElementChild');
export const firstElement = native<Element | null>(element, 'firstElementChild');
export const shadowOf = native<ShadowRoot | null>(element, 'shadowRoot');
export const rectOf = native<DOMRect, []>(element, 'getBoundingClientRect');

export const topOf = native<Element>(page, 'documentElement');
export const viewOf = native<(Window & typeof globalThis) | null>(page, 'defaultView');
export const focusIn = native<Element | null>(page, 'activeElement');
export const isHidden = native<boolean>(page, 'hidden');
export const create = native<HTMLElement, [string]>(page, 'createElement');
export const listen = native<void, [string, (event: Event) => void, AddEventListenerOptions]>(
  () => EventTarget.prototype,
  'addEventListener',
);

const getAttribute = native<string | null, [string]>(element, 'getAttribute');
const matchesSelector = native<boolean, [string]>(element, 'matches');
const closestTo = native<Element | null, [string]>(element, 'closest');

const ELEMENT = 1;
const DOCUMENT = 9;

export function isElement(candidate: Node | null | undefined): candidate is Element {
  return candidate != null && kindOf(candidate) === ELEMENT;
}

/** An attribute's value, or null. */
export function attr(of: Element, name: string): string | null {
  return getAttribute(of, name);
}

export function matches(of: Element, selector: string): boolean {
  return matchesSelector(of, selector);
}

export function closest(of: Element, selector: string): Element | null {
  return closestTo(of, selector);
}

const inDocument = native<Element | null, [string]>(page, 'querySelector');
const inElement = native<Element | null, [string]>(element, 'querySelector');
const inFragment = native<Element | null, [string]>(() => DocumentFragment.prototype, 'querySelector');
const allInDocument = native<NodeListOf<Element>, [string]>(page, 'querySelectorAll');
const allInElement = native<NodeListOf<Element>, [string]>(element, 'querySelectorAll');
const allInFragment = native<NodeListOf<Element>, [string]>(() => DocumentFragment.prototype, 'querySelectorAll');

/** First element under `root` that matches, in document order. */
export function find(root: Node, selector: string): Element | null {
  const kind = kindOf(root);
  return (kind === ELEMENT ? inElement : kind === DOCUMENT ? inDocument : inFragment)(root, selector) ?? null;
}

export function findAll(root: Node, selector: string): NodeListOf<Element> {
  const kind = kindOf(root);
  return (kind === ELEMENT ? allInElement : kind === DOCUMENT ? allInDocument : allInFragment)(root, selector);
}

/** The first of `root` itself and its descendants that matches. */
export function findIn(root: Element, selector: string): Element | null {
  return matches(root, selector) ? root : find(root, selector);
}

/** The parent element; from the top of a shadow root its host. */
export function parentElement(of: Node): Element | null {
  const parent = parentOf(of);
  if (isElement(parent)) return parent;
  if (parent === null || kindOf(parent) === DOCUMENT) return null;
  return hostOf(parent);
}

const host = native<Element | null>(() => ShadowRoot.prototype, 'host');

/** The host of a shadow root; null for any other node. */
export function hostOf(root: Node): Element | null {
  return typeof ShadowRoot !== 'undefined' && root instanceof ShadowRoot ? (host(root) ?? null) : null;
}

/** Element children; of an element with a shadow root the root's, then the light ones. */
export function childElements(of: Node, shadow: (element: Element) => ShadowRoot | null = () => null): Element[] {
  const children: Element[] = [];
  const root = isElement(of) ? shadow(of) : null;
  for (const parent of root === null ? [of] : [root, of]) {
    for (let at = firstOf(parent); at !== null; at = nextOf(at)) if (isElement(at)) children.push(at);
  }
  return children;
}

/** Is `inner` at or under `outer`, shadow roots included? */
export function holds(outer: Node, inner: Node): boolean {
  for (let at: Node | null = inner; at !== null; at = hostOf(rootOf(at))) {
    if (contains(outer, at)) return true;
  }
  return false;
}
