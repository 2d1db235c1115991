/** Looking for shadow roots; only readers of pages that have them bring it along. */
import { createWalker, findAll, isConnected, isElement, kindOf, sizeOf } from './dom.ts';
import { hostsAmong, isHostName, mayHost, PLAIN, rootAsker } from './shadow.ts';

/**
 * The most usual elements that never are hosts, or are none when something stands in them. The browser tries one after
 * the other, so those that pages are made of come first: what articles and lists are made of, then what programs are.
 */
const USUAL =
  'div,a,span,p,li,section,h2,h3,figure,time,figcaption,td,tr,path,svg,i,img,button,b,input,br,ul,label,option,strong,em,script,code,form,g,h1,h4,header,link,main,meta,nav,article,pre,style,use,small,html,head,title,body,aside,footer,textarea';
/** Finds few elements more than those that may be hosts; searched by the browser, many times as fast as by a walk. */
const EMPTY = `:empty:is(${PLAIN.replaceAll(' ', ',')})`;
const CANDIDATES = `:not(${USUAL}),${EMPTY}`;
/** Where an app is likely to stand: in elements of its own kind, where an id says, and right in the body. */
const LIKELY = `:not(${USUAL}),${EMPTY}[id],body>${EMPTY}`;

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
  readonly rest: readonly (Node | TreeWalker)[];
}

export interface ScanOptions {
  /** Elements that are visited at most. */
  readonly budget?: number;
  /**
   * Closed roots are asked for where an app is likely to stand alone; of the other elements under a start it is seen at once
   * whether they have an open one, but not of those of a whole document: `openHosts` tells it later.
   */
  readonly sparing?: boolean;
}

/** Looks for shadow roots at and under `starts`, nested ones included. */
export function scanRoots(
  document: Document,
  starts: readonly (Node | TreeWalker)[],
  { budget = 20_000, sparing = false }: ScanOptions = {},
): RootScan {
  const roots = known.get(document) ?? new Set<ShadowRoot>();
  known.set(document, roots);
  const found: ShadowRoot[] = [];
  const waiting: Element[] = [];
  const stack = [...starts].reverse();
  const rootOf = rootAsker();
  let left = budget;
  const visit = (node: Node) => {
    left--;
    if (isElement(node) && mayHost(node)) ask(node);
  };
  const ask = (element: Element) => {
    const root = rootOf(element);
    if (root === null) waiting.push(element);
    else if (!roots.has(root)) {
      roots.add(root);
      found.push(root);
      stack.push(root);
    }
  };
  for (let start = stack.pop(); start !== undefined; start = stack.pop()) {
    if (!(start instanceof TreeWalker) && isSmall(start, left)) {
      visit(start);
      if (sparing && kindOf(start) !== 9) openHosts(start).forEach(ask);
      const candidates = findAll(start, sparing ? LIKELY : CANDIDATES);
      const { length } = candidates;
      // By index: a page has many of them, and the script is too young to be fast.
      for (let index = 0; index < length; index++) {
        const candidate = candidates[index];
        if (candidate === undefined) break;
        left--;
        // As `mayHost`, read plainly: no form, which could answer in another's name, is among them.
        const tag = candidate.localName;
        if (tag.includes('-') || (isHostName(tag) && candidate.firstChild === null)) ask(candidate);
      }
      continue;
    }
    const depth = stack.length;
    const walker = start instanceof TreeWalker ? start : walkElements(document, start);
    if (walker !== start) visit(walker.currentNode);
    while (left > 0 && stack.length === depth && walker.nextNode() !== null) visit(walker.currentNode);
    // A root inside comes first, then the way goes on from its host; so it does when the budget ended.
    if (left > 0 && stack.length === depth) continue;
    stack.splice(depth, 0, walker);
    if (left <= 0) break;
  }
  return { found, waiting, rest: stack };
}

/** Empty elements under `start` that have an open root. */
export function openHosts(start: Node): Element[] {
  const hosts: Element[] = [];
  const all = findAll(start, EMPTY);
  const { length } = all;
  // Read plainly and by index, as above.
  for (let index = 0; index < length; index++) {
    const element = all[index] as Element;
    if (element.shadowRoot !== null) hosts.push(element);
  }
  return hosts;
}

/** Asks elements that had no root once more. */
export function askForRoots(document: Document, elements: readonly Element[]): RootScan {
  const roots = known.get(document) ?? new Set<ShadowRoot>();
  known.set(document, roots);
  const hosts = hostsAmong(elements);
  if (hosts.length === 0) return { found: [], waiting: elements, rest: [] };
  const found: ShadowRoot[] = [];
  const rootOf = rootAsker();
  for (const host of hosts) {
    const root = rootOf(host);
    if (root === null || !isConnected(root) || roots.has(root)) continue;
    roots.add(root);
    found.push(root);
  }
  return { found, waiting: elements.filter((element) => !hosts.includes(element)), rest: [] };
}

function isSmall(start: Node, most: number): boolean {
  const kind = kindOf(start);
  return (kind === 1 || kind === 9) && sizeOf(start) <= most;
}

function walkElements(document: Document, from: Node): TreeWalker {
  return createWalker(document, from, NodeFilter.SHOW_ELEMENT);
}
