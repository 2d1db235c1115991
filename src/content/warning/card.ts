/** The warning as it stands on the page: a card in a closed shadow root in the top layer. */

import { later } from '../../later.ts';
import type { PageWarning } from '../../protocol/messages.ts';
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
const OWN_EVENTS = 'click keydown keyup keypress pointerdown pointerup mousedown mouseup';
/** A status is announced when its text comes into a region that stands already. */
const ANNOUNCE_MS = 40;
/** The focus is not taken from somebody who is typing. */
const TYPING_MS = 1200;

/** Shows the card. It goes when the signal ends. */
export function showCard({ document, warning, composers, done, signal }: CardOptions): void {
  const urgent = warning.level === 'urgent';
  const rtl = label('@@bidi_dir') === 'rtl';
  const make = <K extends keyof HTMLElementTagNameMap>(tag: K, name = '', ...children: (Node | string)[]) => {
    const element = document.createElement(tag);
    element.className = name;
    element.append(...children);
    return element;
  };
  const button = (name: string, text: string, press: () => void) => {
    const element = make('button', name, text);
    element.addEventListener('click', (event) => event.isTrusted && press(), { signal });
    return element;
  };
  const opener = (name: string, text: string, opens: HTMLElement) => {
    const toggle = button(name, text, () => {
      opens.hidden = !opens.hidden;
      tell();
    });
    const tell = () => {
      toggle.ariaExpanded = `${!opens.hidden}`;
    };
    tell();
    return toggle;
  };

  const title = make('h2');
  title.id = 'title';
  const why = make('p');
  why.id = 'why';
  const todo = make('ol', '', ...warning.todo.map((line) => make('li', '', line)));
  todo.hidden = !urgent;
  const where = make('p', 'where', label('warning_where'));
  where.hidden = true;
  const close = button('quiet close', '×', () => done(false));
  close.ariaLabel = label('warning_close');
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
      opener('first', label('warning_what'), todo),
      opener('', label('warning_talk'), where),
      button('quiet', label('warning_fine'), () => done(true)),
    ),
  );
  card.role = urgent ? 'alertdialog' : 'status';
  card.tabIndex = -1;
  card.setAttribute('aria-labelledby', 'title');
  if (urgent) card.setAttribute('aria-describedby', 'why');

  const host = make('div');
  host.popover = 'manual';
  host.dir = rtl ? 'rtl' : 'ltr';
  const root = host.attachShadow({ mode: 'closed' });
  root.append(card);
  addStyle(document, root);

  const view = document.defaultView;
  const place = () => {
    const boxes = composers();
    const rects = boxes.map((box) => box.getBoundingClientRect());
    const { at, room } = placeFor(view?.innerWidth ?? 0, view?.innerHeight ?? 0, rects, rtl);
    host.style.setProperty('--at', at);
    host.style.setProperty('--room', `${room}px`);
    card.classList.toggle('dark', isDark(document, boxes[0] ?? document.body ?? document.documentElement));
  };
  const say = () => {
    title.textContent = warning.title;
    why.textContent = warning.why;
  };
  const stand = () => {
    document.documentElement.append(host);
    host.showPopover();
    place();
  };
  const before = document.activeElement;
  stand();
  if (urgent) {
    say();
    let typed = 0;
    document.addEventListener('keydown', () => (typed = Date.now()), { capture: true, signal });
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
  for (const kind of OWN_EVENTS.split(' ')) root.addEventListener(kind, (event) => event.stopPropagation(), { signal });
  root.addEventListener('keydown', onKey, { signal });
  view?.addEventListener('keydown', onKey, { signal });
  view?.addEventListener('resize', place, { signal });
  const sizes = new ResizeObserver(place);
  for (const box of composers()) sizes.observe(box);

  // A page that takes the warning away gets it once more; then the popup has to tell.
  const watch = new MutationObserver(() => {
    if (host.isConnected || signal.aborted) return;
    watch.disconnect();
    stand();
  });
  watch.observe(document.documentElement, { childList: true });

  signal.addEventListener('abort', () => {
    sizes.disconnect();
    watch.disconnect();
    const focused = document.activeElement === host;
    host.remove();
    if (focused && before instanceof HTMLElement) before.focus({ preventScroll: true });
  });
}
