import { firstOf, shadowOf, tagOf } from './dom.ts';

/** Elements that may carry a shadow root beside custom elements (DOM standard, "valid shadow host name"). */
export const PLAIN = 'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span';
const HOSTS = new Set(PLAIN.split(' '));

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
  return mayHost(element) ? rootAsker()(element) : null;
}

/** The same for one of many elements that may be hosts. What the browser offers is looked up once for all of them. */
export function rootAsker(): (host: Element) => ShadowRoot | null {
  const opener = chromiumOpener();
  if (opener === null) return askPlainly;
  return (host) => {
    try {
      if (host instanceof HTMLElement) return opener(host) ?? null;
    } catch {
      // It opens none of this one.
    }
    return shadowOf(host) ?? null;
  };
}

/** Those of the elements that have a root by now. In one plain loop: a script that has just begun is slow in any other. */
export function hostsAmong(elements: readonly Element[]): Element[] {
  const opener = chromiumOpener();
  const hosts: Element[] = [];
  try {
    for (let index = 0; index < elements.length; index++) {
      const element = elements[index] as HTMLElement;
      if ((opener === null ? askPlainly(element) : opener(element)) != null) hosts.push(element);
    }
  } catch {
    // The browser answers for none of them any more: the extension is gone, or one is not of HTML.
    return elements.filter((element) => rootIn(element) !== null);
  }
  return hosts;
}

function askPlainly(host: Element): ShadowRoot | null {
  try {
    return shadowOf(host) ?? (host as FirefoxElement).openOrClosedShadowRoot ?? null;
  } catch {
    return null;
  }
}

/**
 * Custom elements, and plain ones that are empty in the light tree. Asking every element would cost a call into the
 * browser for each.
 */
export function mayHost(element: Element): boolean {
  const tag = tagOf(element);
  if (tag.includes('-')) return true;
  return isHostName(tag) && firstOf(element) === null;
}

/** Plain elements of which the name allows it. */
export function isHostName(tag: string): boolean {
  return HOSTS.has(tag);
}
