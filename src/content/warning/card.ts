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

const MOON = 'M14.5 13.6A6.6 6.6 0 0 1 7.4 3.5a7 7 0 1 0 7.1 10.1Z';
const CROSS = 'M3 3 15 15M15 3 3 15';
/** Events of the card that are no business of the page. */
const OWN_EVENTS = 'click keydown keyup keypress pointerdown pointerup mousedown mouseup';
/** A status is announced when its text comes into a region that stands already. */
const ANNOUNCE_MS = 40;
/** The focus is not taken from somebody who is typing. */
const TYPING_MS = 1200;
const SVG = 'http://www.w3.org/2000/svg';

/** Shows the card. It goes when the signal ends. */
export function showCard({ document, warning, composers, done, signal }: CardOptions): void {
  const urgent = warning.level === 'urgent';
  const rtl = label('@@bidi_dir', 'ltr') === 'rtl';
  const make = <K extends keyof HTMLElementTagNameMap>(tag: K, name = '', ...children: (Node | string)[]) => {
    const element = document.createElement(tag);
    element.className = name;
    element.append(...children);
    return element;
  };
  const drawing = (path: string) => {
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', '0 0 18 18');
    svg.ariaHidden = 'true';
    const line = document.createElementNS(SVG, 'path');
    line.setAttribute('d', path);
    svg.append(line);
    return svg;
  };
  const button = (name: string, text: Node | string, press: () => void) => {
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
  const where = make('p', 'where', label('warning_where', 'Press the Nightlight lamp at the top of your browser.'));
  where.hidden = true;
  const close = button('quiet close', drawing(CROSS), () => done(false));
  close.ariaLabel = label('warning_close', 'Close this warning');
  const card = make(
    'div',
    `card ${warning.level}`,
    make('header', '', drawing(MOON), make('span', '', label('warning_from', 'Nightlight')), close),
    title,
    why,
    todo,
    where,
    make(
      'div',
      'choices',
      opener('first', label('warning_what', 'What can I do?'), todo),
      opener('', label('warning_talk', 'Talk to someone'), where),
      button('quiet', label('warning_fine', 'I’m fine'), () => done(true)),
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
    whenIdle(document, signal, () => card.focus({ preventScroll: true }));
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

/** Runs once no key was pressed for a moment. */
function whenIdle(document: Document, signal: AbortSignal, run: () => void): void {
  const ready = new AbortController();
  let last = 0;
  const wait = (ms: number) => {
    const turn = ++last;
    later(ms, signal, () => {
      if (turn !== last || ready.signal.aborted) return;
      ready.abort();
      run();
    });
  };
  document.addEventListener('keydown', () => !signal.aborted && wait(TYPING_MS), {
    capture: true,
    signal: ready.signal,
  });
  signal.addEventListener('abort', () => ready.abort(), { once: true });
  wait(TYPING_MS / 4);
}
