/** A sheet of Nightlight on the page: a closed shadow root in the top layer that the page can't read, answer or hide unnoticed. */
import {
  create,
  find,
  findAll,
  focusIn,
  isConnected,
  listen,
  parentElement,
  parentOf,
  rectOf,
  topOf,
  viewOf,
} from '../../sites/dom.ts';
import { label } from '../label.ts';
import { placeFor } from './place.ts';
import { addStyle, isDark } from './style.ts';

export interface SheetOptions {
  readonly document: Document;
  readonly card: HTMLElement;
  /** Boxes that must not be covered. */
  readonly composers: () => readonly Element[];
  /** The page took the sheet away a second time. */
  readonly lost: () => void;
  readonly signal: AbortSignal;
}

export interface Sheet {
  readonly root: ShadowRoot;
  /** Puts the focus into the sheet; it goes back to where it was when the sheet ends. */
  focus(element: HTMLElement): void;
}

/** Events of the sheet that are no business of the page. */
const OWN_EVENTS =
  'click keydown keyup keypress pointerdown pointerup mousedown mouseup touchend focusin focusout input';
/** How often the sheet comes back over things that the page puts above it. */
const MAX_RISES = 30;
/** Where pages say that they are dark. */
const LOOKS = ['class', 'style', 'data-theme', 'data-color-mode', 'data-color-scheme'];

/** Hosts of our own sheets: they don't push each other away. */
const ours = new WeakSet<EventTarget>();

/** Makes parts of a sheet. */
export function maker(document: Document, signal: AbortSignal) {
  const make = (tag: string, name = '', ...children: (Node | string)[]): HTMLElement => {
    const element = create(document, tag);
    element.className = name;
    element.append(...children);
    return element;
  };
  /** Answers to people alone: an event that a page made is not trusted. */
  const button = (name: string, text: string, press: () => void): HTMLElement => {
    const element = make('button', name, text);
    listen(element, 'click', (event) => event.isTrusted && press(), { signal });
    return element;
  };
  return { make, button };
}

/** Shows the sheet. It goes when the signal ends. */
export function standSheet({ document, card, composers, lost, signal }: SheetOptions): Sheet {
  const rtl = label('dir') === 'rtl';
  const host = create(document, 'div');
  ours.add(host);
  host.popover = 'manual';
  host.dir = rtl ? 'rtl' : 'ltr';
  const root = host.attachShadow({ mode: 'closed' });
  root.append(card);
  const setPlace = addStyle(document, root);
  const top = topOf(document);
  let home: Element = top;
  let taken = 0;
  let rises = 0;
  let inside: HTMLElement | null = null;

  /** A box often has a ground of its own: what it stands on tells the look of the page. */
  const behind = (box: Element | undefined) => (box === undefined ? find(document, 'body') : parentElement(box));
  const dress = () => card.classList.toggle('dark', isDark(document, behind(composers()[0]) ?? top));
  const place = () => {
    setPlace(placeFor(innerWidth, innerHeight, composers().map(rectOf), rtl));
    dress();
  };
  const stand = () => {
    home = modalIn(document) ?? top;
    if (parentOf(host) !== home) home.append(host);
    if (host.popover !== 'manual') host.popover = 'manual';
    host.inert = false;
    host.hidden = false;
    try {
      host.showPopover();
    } catch {
      // It stands, or its document is going away.
    }
    place();
    inside?.focus({ preventScroll: true });
    watch.takeRecords();
  };
  /** The page hid, moved or took the sheet: it comes back once, then the popup has to tell. */
  const wronged = () => {
    if (signal.aborted) return;
    // A dialog of the page that held it has gone: nobody's fault.
    if (home !== top && (!isConnected(home) || modalIn(document) === null)) return stand();
    taken += 1;
    if (taken > 1) lost();
    else stand();
  };
  const watch = new MutationObserver((records) => {
    if (!isConnected(host) || records.some(({ target }) => target === host)) wronged();
  });
  /** Something came into the top layer above: the sheet rises over it, into it when it makes all else dead to the touch. */
  const rise = (over: EventTarget | null) => {
    if (signal.aborted || rises >= MAX_RISES || (over !== null && ours.has(over))) return;
    const modal = modalIn(document) ?? top;
    const covered = over instanceof Element && over !== home && overlap(rectOf(over), rectOf(host));
    if (modal === home && !covered && over !== document) return;
    rises += 1;
    card.classList.add('still');
    try {
      host.hidePopover();
    } catch {
      // It was hidden with the dialog that held it.
    }
    stand();
  };

  const before = focusIn(document);
  watch.observe(host, { attributes: true });
  watch.observe(document, { childList: true, subtree: true });
  stand();

  for (const kind of OWN_EVENTS.split(' ')) listen(root, kind, (event) => event.stopPropagation(), { signal });
  // A press moves neither focus nor selection: an editor that is about to take a word looks for both where it left them, and a
  // selection in here would show the page what it is in.
  listen(root, 'mousedown', (event) => event.preventDefault(), { signal });
  listen(
    document,
    'toggle',
    (event) => {
      const { target } = event;
      if (target === host && !host.matches(':popover-open')) wronged();
      else rise(target);
    },
    { capture: true, signal },
  );
  listen(document, 'fullscreenchange', () => rise(document), { signal });
  addEventListener('resize', place, { signal });
  viewOf(document)?.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', dress, { signal });
  const looks = new MutationObserver(dress);
  for (const place of [top, find(document, 'body')])
    if (place !== null) looks.observe(place, { attributes: true, attributeFilter: LOOKS });
  // Browsers before 2025 tell of a page's dialog by its attribute alone.
  const dialogs = new MutationObserver(() => rise(null));
  dialogs.observe(document, { subtree: true, attributes: true, attributeFilter: ['open'] });
  const sizes = new ResizeObserver(place);
  for (const box of composers()) sizes.observe(box);

  signal.addEventListener('abort', () => {
    for (const observer of [sizes, watch, looks, dialogs]) observer.disconnect();
    const focused = focusIn(document) === host;
    host.remove();
    if (focused && before instanceof HTMLElement) before.focus({ preventScroll: true });
  });
  return {
    root,
    focus(element) {
      inside = element;
      element.focus({ preventScroll: true });
    },
  };
}

/** The dialog of the page that makes everything outside of it dead to the touch, or null. */
function modalIn(document: Document): Element | null {
  try {
    return [...findAll(document, 'dialog:modal')].at(-1) ?? null;
  } catch {
    return null;
  }
}

function overlap(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
