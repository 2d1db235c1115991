/** The warning as it stands on the page: a card in a closed shadow root in the top layer. */
import type { PageWarning } from '../../protocol/messages.ts';
import { later } from '../lifetime.ts';
import { label } from '../runtime.ts';
import { placeFor } from './place.ts';
import { addStyle, isDark } from './style.ts';

export interface CardOptions {
  readonly document: Document;
  readonly warning: PageWarning;
  /** Boxes that must not be covered. */
  readonly composers: () => readonly Element[];
  /** `fine`: the child chose so; `closed`: put away without a word. */
  readonly done: (how: 'fine' | 'closed') => void;
  /** Ends with the card. */
  readonly signal: AbortSignal;
}

const MOON = 'M14.5 13.6A6.6 6.6 0 0 1 7.4 3.5a7 7 0 1 0 7.1 10.1Z';
const CROSS = 'M2 2 12 12M12 2 2 12';
/** Events of the card that are no business of the page. */
const OWN_EVENTS = [
  'click',
  'keydown',
  'keyup',
  'keypress',
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
] as const;
/** A status is announced when its text comes into a region that stands already. */
const ANNOUNCE_MS = 40;
/** The focus is not taken from somebody who is typing. */
const TYPING_MS = 1200;

/** Shows the card. It goes when the signal ends. */
export function showCard({ document, warning, composers, done, signal }: CardOptions): void {
  const urgent = warning.level === 'urgent';
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const rtl = direction() === 'rtl';
  host.dir = rtl ? 'rtl' : 'ltr';
  host.setAttribute('popover', 'manual');
  addStyle(document, root);

  const make = <K extends keyof HTMLElementTagNameMap>(tag: K, name = '', text = ''): HTMLElementTagNameMap[K] => {
    const element = document.createElement(tag);
    if (name !== '') element.className = name;
    if (text !== '') element.textContent = text;
    return element;
  };
  const button = (name: string, text: string, press: () => void) => {
    const element = make('button', name, text);
    element.type = 'button';
    element.addEventListener('click', (event) => event.isTrusted && press(), { signal });
    return element;
  };
  const opener = (name: string, text: string, opens: HTMLElement, press: () => void = () => {}) => {
    const toggle = button(name, text, () => {
      opens.hidden = !opens.hidden;
      toggle.ariaExpanded = String(!opens.hidden);
      press();
    });
    toggle.ariaExpanded = String(!opens.hidden);
    return toggle;
  };

  const card = make('div', `card ${warning.level}`);
  card.setAttribute('role', urgent ? 'alertdialog' : 'status');
  card.tabIndex = -1;
  const title = make('h2');
  title.id = 'title';
  const why = make('p', 'why');
  why.id = 'why';
  card.setAttribute('aria-labelledby', title.id);
  if (urgent) card.setAttribute('aria-describedby', why.id);
  const todo = make('ol', 'todo');
  for (const line of warning.todo) todo.append(make('li', '', line));
  todo.hidden = !urgent;
  const where = make('p', 'where', label('warning_where', 'Press the Nightlight lamp at the top of your browser.'));
  where.hidden = true;

  const close = button('close', '', () => done('closed'));
  close.ariaLabel = label('warning_close', 'Close this warning');
  close.append(drawing(document, CROSS, 14));
  const lamp = make('span', 'lamp');
  lamp.append(drawing(document, MOON, 20));
  const head = make('header');
  head.append(lamp, make('span', 'from', label('warning_from', 'Nightlight')), close);
  const choices = make('div', 'choices');
  choices.append(
    opener('first', label('warning_what', 'What can I do?'), todo),
    opener('', label('warning_talk', 'Talk to someone'), where),
    button('quiet', label('warning_fine', 'I’m fine'), () => done('fine')),
  );
  card.append(head, title, why, todo, where, choices);
  root.append(card);

  const say = () => {
    title.textContent = warning.title;
    why.textContent = warning.why;
    place();
  };
  const place = () => {
    const view = document.defaultView;
    if (view === null) return;
    const boxes = composers();
    const at = placeFor(
      view.innerWidth,
      view.innerHeight,
      boxes.map((box) => box.getBoundingClientRect()),
      rtl,
    );
    const set = (name: string, value: string) => host.style.setProperty(name, value, 'important');
    set('--top', at.edge === 'top' ? `${at.gap}px` : 'auto');
    set('--bottom', at.edge === 'bottom' ? `${at.gap}px` : 'auto');
    set('--room', `${at.room}px`);
    card.classList.toggle('dark', isDark(document, boxes[0] ?? null));
  };
  const stand = () => {
    document.documentElement.append(host);
    host.showPopover?.();
  };

  stand();
  if (urgent) say();
  else later(ANNOUNCE_MS, signal, say);
  place();
  const before = document.activeElement;
  if (urgent) whenIdle(document, signal, () => card.focus({ preventScroll: true }));

  for (const kind of OWN_EVENTS) root.addEventListener(kind, (event) => event.stopPropagation(), { signal });
  root.addEventListener('keydown', (event) => isEscape(event) && done('closed'), { signal });
  const view = document.defaultView;
  view?.addEventListener('keydown', (event) => isEscape(event) && !event.defaultPrevented && done('closed'), {
    signal,
  });
  view?.addEventListener('resize', place, { signal });
  keepStanding(document, host, stand, signal);
  const sizes = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(place);
  for (const box of composers()) sizes?.observe(box);

  signal.addEventListener('abort', () => {
    sizes?.disconnect();
    const focused = document.activeElement === host;
    host.remove();
    if (focused && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  });
}

function isEscape(event: Event): boolean {
  return event instanceof KeyboardEvent && event.isTrusted && event.key === 'Escape' && !event.isComposing;
}

/** The writing direction of the interface language. */
function direction(): string {
  return label('@@bidi_dir', 'ltr');
}

function drawing(document: Document, path: string, size: number): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

/** Runs once no key was pressed for a moment. */
function whenIdle(document: Document, signal: AbortSignal, run: () => void): void {
  const waiting = new AbortController();
  signal.addEventListener('abort', () => waiting.abort(), { once: true });
  let timer = new AbortController();
  const wait = (ms: number) => {
    timer.abort();
    timer = new AbortController();
    later(ms, timer.signal, () => {
      if (waiting.signal.aborted) return;
      waiting.abort();
      run();
    });
  };
  document.addEventListener('keydown', () => wait(TYPING_MS), { capture: true, signal: waiting.signal });
  wait(TYPING_MS / 4);
}

/** A page that takes the warning away gets it once more; then the popup has to tell. */
function keepStanding(document: Document, host: Element, stand: () => void, signal: AbortSignal): void {
  let again = 1;
  const observer = new MutationObserver(() => {
    if (signal.aborted || host.isConnected) return;
    if (again-- > 0) stand();
    else observer.disconnect();
  });
  observer.observe(document.documentElement, { childList: true });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}
