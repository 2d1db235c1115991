/**
 * Reading a page that may be hostile. `<form>` and `document` answer property reads with elements that are named like
 * the property (`<input name="parentNode">`), in a content script as well, so nodes are read through the prototypes'
 * own accessors and never by plain property access.
 */

function descriptor(prototype: object, name: string): PropertyDescriptor {
  for (let at: object | null = prototype; at !== null; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found !== undefined) return found;
  }
  return {};
}

function getter<T>(prototype: () => object, name: string): (node: Node) => T {
  let get: (() => unknown) | undefined;
  return (node) => {
    get ??= descriptor(prototype(), name).get;
    return get?.call(node) as T;
  };
}

function method<A extends readonly unknown[], T>(prototype: () => object, name: string): (node: Node, ...args: A) => T {
  let call: ((...args: A) => unknown) | undefined;
  return (node, ...args) => {
    call ??= descriptor(prototype(), name).value;
    return (call === undefined ? undefined : Reflect.apply(call, node, args)) as T;
  };
}

const node = () => Node.prototype;
const element = () => Element.prototype;

export const parentOf = getter<Node | null>(node, 'parentNode');
export const firstOf = getter<Node | null>(node, 'firstChild');
export const nextOf = getter<Node | null>(node, 'nextSibling');
export const lastOf = getter<Node | null>(node, 'lastChild');
export const previousOf = getter<Node | null>(node, 'previousSibling');
export const kindOf = getter<number>(node, 'nodeType');
export const isConnected = getter<boolean>(node, 'isConnected');
export const documentOf = getter<Document>(node, 'ownerDocument');
export const contains = method<[Node | null], boolean>(node, 'contains');
export const compare = method<[Node], number>(node, 'compareDocumentPosition');
export const rootOf = method<[], Node>(node, 'getRootNode');
export const dataOf = getter<string>(() => CharacterData.prototype, 'data');
export const tagOf = getter<string>(element, 'localName');
export const previousElement = getter<Element | null>(element, 'previousElementSibling');
export const nextElement = getter<Element | null>(element, 'nextElementSibling');
export const lastElement = getter<Element | null>(element, 'lastElementChild');
export const firstElement = getter<Element | null>(element, 'firstElementChild');
export const childrenCount = getter<number>(element, 'childElementCount');
export const shadowOf = getter<ShadowRoot | null>(element, 'shadowRoot');
export const rectOf = method<[], DOMRect>(element, 'getBoundingClientRect');

const getAttribute = method<[string], string | null>(element, 'getAttribute');
const matchesSelector = method<[string], boolean>(element, 'matches');
const closestTo = method<[string], Element | null>(element, 'closest');

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

const inDocument = method<[string], Element | null>(() => Document.prototype, 'querySelector');
const inElement = method<[string], Element | null>(element, 'querySelector');
const inFragment = method<[string], Element | null>(() => DocumentFragment.prototype, 'querySelector');
const allInDocument = method<[string], NodeListOf<Element>>(() => Document.prototype, 'querySelectorAll');
const allInElement = method<[string], NodeListOf<Element>>(element, 'querySelectorAll');
const allInFragment = method<[string], NodeListOf<Element>>(() => DocumentFragment.prototype, 'querySelectorAll');

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

const host = getter<Element | null>(() => ShadowRoot.prototype, 'host');

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
