/** The warning as it stands on the page: a card in a closed shadow root in the top layer. */

import { later } from '../../later.ts';
import type { PageWarning } from '../../protocol/messages.ts';
import { create, find, focusIn, listen, parentElement, topOf } from '../../sites/dom.ts';
import { label } from '../runtime.ts';
import { placeFor } from './place.ts';
import { addStyle, isDark } from './style.ts';

export interface CardOptions {
  readonly document: Document;
  readonly warning: PageWarning;
  /** Boxes that must not be covered. */
  readonly composers: () => readonly Element[];
  /** `fine`: the child chose so; else it was put away without a word. */
  readonly done: (fine: boolean) => void;
  /** Ends with the card. */
  readonly signal: AbortSignal;
}

/** Events of the card that are no business of the page. */
const OWN_EVENTS = 'click keydown keyup pointerdown mousedown';
/** A status is announced when its text comes into a region that stands already. */
const ANNOUNCE_MS = 40;
/** The focus is not taken from somebody who is typing. */
const TYPING_MS = 1200;

/** Shows the card. It goes when the signal ends. */
export function showCard({ document, warning, composers, done, signal }: CardOptions): void {
  const urgent = warning.level === 'urgent';
  const rtl = label('dir') === 'rtl';
  const make = (tag: string, name = '', ...children: (Node | string)[]) => {
    const element = create(document, tag);
    element.className = name;
    element.append(...children);
    return element;
  };
  const button = (name: string, text: string, press: () => void) => {
    const element = make('button', name, text);
    listen(element, 'click', (event) => event.isTrusted && press(), { signal });
    return element;
  };
  /** A button that opens its part of the card and closes the other. */
  const opener = (name: string, text: string, part: HTMLElement, other: HTMLElement) =>
    button(name, text, () => {
      part.hidden = !part.hidden;
      other.hidden = true;
      tell();
    });

  const title = make('h2');
  title.id = 'title';
  const why = make('p');
  why.id = 'why';
  const todo = make('ol', '', ...warning.todo.map((line) => make('li', '', line)));
  todo.hidden = !urgent;
  const where = make('p', 'where', label('warning_where'));
  where.hidden = true;
  const what = opener('first', label('warning_what'), todo, where);
  const talk = opener('', label('warning_talk'), where, todo);
  const tell = () => {
    what.setAttribute('aria-expanded', `${!todo.hidden}`);
    talk.setAttribute('aria-expanded', `${!where.hidden}`);
  };
  tell();
  const close = button('quiet close', '', () => done(false));
  close.setAttribute('aria-label', label('warning_close'));
  const card = make(
    'div',
    `card ${warning.level}`,
    make('header', '', make('span', '', label('warning_from')), close),
    title,
    why,
    todo,
    where,
    make(
      'div',
      'choices',
      what,
      talk,
      button('quiet', label('warning_fine'), () => done(true)),
    ),
  );
  card.setAttribute('role', urgent ? 'alertdialog' : 'status');
  card.tabIndex = -1;
  card.setAttribute('aria-labelledby', 'title');
  if (urgent) card.setAttribute('aria-describedby', 'why');

  const host = make('div');
  host.popover = 'manual';
  host.dir = rtl ? 'rtl' : 'ltr';
  const root = host.attachShadow({ mode: 'closed' });
  root.append(card);
  addStyle(document, root);

  const top = topOf(document);
  /** A box often has a ground of its own: what it stands on tells the look of the page. */
  const behind = (box: Element | undefined) => (box === undefined ? find(document, 'body') : parentElement(box));
  const place = () => {
    const boxes = composers();
    const rects = boxes.map((box) => box.getBoundingClientRect());
    const { at, room } = placeFor(innerWidth, innerHeight, rects, rtl);
    host.style.setProperty('--at', at);
    host.style.setProperty('--room', `${room}px`);
    card.classList.toggle('dark', isDark(document, behind(boxes[0]) ?? top));
  };
  const say = () => {
    title.textContent = warning.title;
    why.textContent = warning.why;
  };
  const stand = () => {
    top.append(host);
    host.showPopover();
    place();
  };
  const before = focusIn(document);
  stand();
  if (urgent) {
    say();
    let typed = 0;
    listen(document, 'keydown', () => (typed = Date.now()), { capture: true, signal });
    const focus = () => {
      if (Date.now() - typed < TYPING_MS) later(TYPING_MS, signal, focus);
      else card.focus({ preventScroll: true });
    };
    later(TYPING_MS / 4, signal, focus);
  } else later(ANNOUNCE_MS, signal, say);

  const onKey = (event: Event) => {
    const pressed = event instanceof KeyboardEvent && event.isTrusted && !event.isComposing && event.key === 'Escape';
    if (pressed && !event.defaultPrevented) done(false);
  };
  for (const kind of OWN_EVENTS.split(' ')) listen(root, kind, (event) => event.stopPropagation(), { signal });
  listen(root, 'keydown', onKey, { signal });
  addEventListener('keydown', onKey, { signal });
  addEventListener('resize', place, { signal });
  const sizes = new ResizeObserver(place);
  for (const box of composers()) sizes.observe(box);

  // A page that takes the warning away gets it once more; then the popup has to tell.
  const watch = new MutationObserver(() => {
    if (host.isConnected || signal.aborted) return;
    watch.disconnect();
    stand();
  });
  watch.observe(top, { childList: true });

  signal.addEventListener('abort', () => {
    sizes.disconnect();
    watch.disconnect();
    const focused = focusIn(document) === host;
    host.remove();
    if (focused && before instanceof HTMLElement) before.focus({ preventScroll: true });
  });
}
