/**
 * Reading a page that may be hostile. `<form>` and `document` answer property reads with elements that are named like
 * the property (`<input name="parentNode">`), in a content script as well, so nodes are read through the prototypes'
 * own accessors and never by plain property access.
 */

type Native = (this: object, ...args: readonly unknown[]) => unknown;

/** The accessor or method of that name, wherever in the chain of prototypes it stands. */
function nativeOf(prototype: object, name: string): Native {
  for (let at: object | null = prototype; at !== null; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found !== undefined) return found.get ?? found.value;
  }
  return () => undefined;
}

/** A property, read without the page's say. */
function field<T>(prototype: () => object, name: string): (of: object) => T {
  let get: Native | undefined;
  return (of) => {
    get ??= nativeOf(prototype(), name);
    return get.call(of) as T;
  };
}

/** A method, called without the page's say. */
function method<T, A extends readonly unknown[] = []>(prototype: () => object, name: string) {
  let call: Native | undefined;
  return (of: object, ...args: A) => {
    call ??= nativeOf(prototype(), name);
    return call.call(of, ...args) as T;
  };
}

const node = () => Node.prototype;
const element = () => Element.prototype;
const page = () => Document.prototype;

export const parentOf = field<Node | null>(node, 'parentNode');
export const firstOf = field<Node | null>(node, 'firstChild');
export const nextOf = field<Node | null>(node, 'nextSibling');
export const kindOf = field<number>(node, 'nodeType');
export const isConnected = field<boolean>(node, 'isConnected');
export const documentOf = field<Document>(node, 'ownerDocument');
export const contains = method<boolean, [Node | null]>(node, 'contains');
export const compare = method<number, [Node]>(node, 'compareDocumentPosition');
export const rootOf = method<Node, []>(node, 'getRootNode');
export const dataOf = field<string>(() => CharacterData.prototype, 'data');
export const tagOf = field<string>(element, 'localName');
export const previousElement = field<Element | null>(element, 'previousElementSibling');
export const nextElement = field<Element | null>(element, 'nextElementSibling');
export const lastElement = field<Element | null>(element, 'lastElementChild');
export const firstElement = field<Element | null>(element, 'firstElementChild');
export const shadowOf = field<ShadowRoot | null>(element, 'shadowRoot');
export const rectOf = method<DOMRect, []>(element, 'getBoundingClientRect');

export const topOf = field<Element>(page, 'documentElement');
export const viewOf = field<(Window & typeof globalThis) | null>(page, 'defaultView');
export const focusIn = field<Element | null>(page, 'activeElement');
export const isHidden = field<boolean>(page, 'hidden');
export const titleOf = field<string>(page, 'title');
export const referrerOf = field<string>(page, 'referrer');
export const create = method<HTMLElement, [string]>(page, 'createElement');
export const createWalker = method<TreeWalker, [Node, number]>(page, 'createTreeWalker');
export const listen = method<void, [string, (event: Event) => void, AddEventListenerOptions]>(
  () => EventTarget.prototype,
  'addEventListener',
);

/** An attribute's value, or null. */
export const attr = method<string | null, [string]>(element, 'getAttribute');
export const matches = method<boolean, [string]>(element, 'matches');
export const closest = method<Element | null, [string]>(element, 'closest');

const ELEMENT = 1;
const DOCUMENT = 9;

export function isElement(candidate: Node | null | undefined): candidate is Element {
  return candidate != null && kindOf(candidate) === ELEMENT;
}

const inDocument = method<Element | null, [string]>(page, 'querySelector');
const inElement = method<Element | null, [string]>(element, 'querySelector');
const inFragment = method<Element | null, [string]>(() => DocumentFragment.prototype, 'querySelector');
const allInDocument = method<NodeListOf<Element>, [string]>(page, 'querySelectorAll');
const allInElement = method<NodeListOf<Element>, [string]>(element, 'querySelectorAll');
const allInFragment = method<NodeListOf<Element>, [string]>(() => DocumentFragment.prototype, 'querySelectorAll');

const tagsInDocument = method<HTMLCollectionOf<Element>, [string]>(page, 'getElementsByTagName');
const tagsInElement = method<HTMLCollectionOf<Element>, [string]>(element, 'getElementsByTagName');

/** How many elements stand under a document or an element: counted by the browser, nothing is made of them. */
export function sizeOf(root: Node): number {
  return (kindOf(root) === DOCUMENT ? tagsInDocument : tagsInElement)(root, '*').length;
}

/** First element under `root` that matches, in document order. */
export function find(root: Node, selector: string): Element | null {
  const kind = kindOf(root);
  return (kind === ELEMENT ? inElement : kind === DOCUMENT ? inDocument : inFragment)(root, selector);
}

export function findAll(root: Node, selector: string): NodeListOf<Element> {
  const kind = kindOf(root);
  return (kind === ELEMENT ? allInElement : kind === DOCUMENT ? allInDocument : allInFragment)(root, selector);
}

/** The parent element; from the top of a shadow root its host. */
export function parentElement(of: Node): Element | null {
  const parent = parentOf(of);
  if (isElement(parent)) return parent;
  if (parent === null || kindOf(parent) === DOCUMENT) return null;
  return hostOf(parent);
}

const host = field<Element | null>(() => ShadowRoot.prototype, 'host');

/** The host of a shadow root; null for any other node. */
export function hostOf(root: Node): Element | null {
  return root instanceof ShadowRoot ? host(root) : null;
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
