/** The warning as it stands on the page: what happened, why it is a trick, what to do, and whom to talk to. */

import { later } from '../../later.ts';
import type { PageWarning } from '../../protocol/messages.ts';
import { listen } from '../../sites/dom.ts';
import { label } from '../label.ts';
import { maker, standSheet } from './sheet.ts';

export interface CardOptions {
  readonly document: Document;
  readonly warning: PageWarning;
  /** Boxes that must not be covered. */
  readonly composers: () => readonly Element[];
  /** `fine`: the child chose so; else it was put away without a word. */
  readonly done: (fine: boolean) => void;
  /** Opens the popup where people to talk to are named; false when the browser doesn't let it. */
  readonly talk: () => Promise<boolean>;
  /** Ends with the card. */
  readonly signal: AbortSignal;
}

/** A status is announced when its text comes into a region that stands already. */
const ANNOUNCE_MS = 40;
/** The focus is not taken from somebody who is typing. */
const TYPING_MS = 1200;

/** Shows the card. It goes when the signal ends. */
export function showCard({ document, warning, composers, done, talk, signal }: CardOptions): void {
  const urgent = warning.level === 'urgent';
  const { make, button } = maker(document, signal);

  const title = make('h2');
  title.id = 'title';
  const why = make('p');
  why.id = 'why';
  const todo = make('ol', '', ...warning.todo.map((line) => make('li', '', line)));
  todo.hidden = !urgent;
  const where = make('p', 'where', label('warning_where'));
  where.hidden = true;
  const what = button('first', label('warning_what'), () => {
    todo.hidden = !todo.hidden;
    where.hidden = true;
    tell();
  });
  const people = button('', label('warning_talk'), () => {
    talk().then(
      (opened) => {
        // The popup speaks for itself; only where it can't be opened the way to it is told.
        where.hidden = opened;
        todo.hidden ||= !opened;
        tell();
      },
      () => {
        where.hidden = false;
        tell();
      },
    );
  });
  const tell = () => what.setAttribute('aria-expanded', `${!todo.hidden}`);
  tell();
  const close = button('quiet close', '', () => done(false));
  close.setAttribute('aria-label', label('warning_close'));
  const help = urgent ? warning.help.map(({ text, href }) => link(make, text, href)) : [];
  const card = make(
    'div',
    `card ${warning.level}`,
    make('div', 'from', make('span', '', label('warning_from')), close),
    title,
    why,
    todo,
    where,
    make(
      'div',
      'choices',
      ...help,
      // When it is urgent, what to do stands open.
      ...(urgent ? [] : [what]),
      people,
      button('quiet', label('warning_fine'), () => done(true)),
    ),
  );
  card.setAttribute('role', urgent ? 'alertdialog' : 'status');
  card.tabIndex = -1;
  card.setAttribute('aria-labelledby', 'title');
  if (urgent) card.setAttribute('aria-describedby', 'why');

  const say = () => {
    title.textContent = warning.title;
    why.textContent = warning.why;
  };
  const sheet = standSheet({ document, card, composers, lost: () => done(false), signal });
  if (urgent) {
    say();
    // On the clock that nobody sets.
    let typed = Number.NEGATIVE_INFINITY;
    listen(document, 'keydown', () => (typed = performance.now()), { capture: true, signal });
    const focus = () => {
      if (performance.now() - typed < TYPING_MS) later(TYPING_MS, signal, focus);
      else sheet.focus(card);
    };
    later(TYPING_MS / 4, signal, focus);
  } else later(ANNOUNCE_MS, signal, say);

  const onKey = (event: Event) => {
    const pressed = event instanceof KeyboardEvent && event.isTrusted && !event.isComposing && event.key === 'Escape';
    if (pressed && !event.defaultPrevented) done(false);
  };
  listen(sheet.root, 'keydown', onKey, { signal });
  addEventListener('keydown', onKey, { signal });
}

/** A way to somebody who helps: a number opens where it is pressed, a chat beside the page. */
function link(make: ReturnType<typeof maker>['make'], text: string, href: string): HTMLElement {
  const element = make('a', 'help', text);
  element.setAttribute('href', href);
  if (href.startsWith('https:')) {
    element.setAttribute('target', '_blank');
    element.setAttribute('rel', 'noreferrer');
  }
  return element;
}
