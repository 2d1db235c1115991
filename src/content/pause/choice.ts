/** The question of the pause: send it, or not? */
import { later } from '../../later.ts';
import type { Gift } from '../../protocol/messages.ts';
import { listen } from '../../sites/dom.ts';
import { label } from '../label.ts';
import { maker, standSheet } from '../warning/sheet.ts';
import type { Held } from './draft.ts';

export interface ChoiceOptions {
  readonly document: Document;
  readonly held: Held;
  readonly chosen: (send: boolean) => void;
  /** Aborted when the sheet has gone; aborting it takes it away. */
  readonly end: AbortController;
}

/** What is said of each thing that a draft may give away. */
const WORDS: Readonly<Record<Gift, string>> = {
  password: 'pause_password',
  code: 'pause_code',
  address: 'pause_address',
  school: 'pause_school',
  phone: 'pause_phone',
  camera: 'pause_camera',
  picture: 'pause_picture',
  meeting: 'pause_meeting',
  money: 'pause_money',
};

/** How long it says what came of the choice, in ms. */
const TELL_MS = 6000;

/** Shows the question; the draft stays as it is whatever is chosen. */
export function showChoice({ document, held, chosen, end }: ChoiceOptions): void {
  const { signal } = end;
  const { make, button } = maker(document, signal);
  const title = make('h2', '', label('pause_title'));
  title.id = 'title';
  const why = make('p', '', label(WORDS[held.gives]));
  why.id = 'why';
  const stay = button('first', label('pause_no'), () => choose(false));
  const go = button('', label('pause_yes'), () => choose(true));
  const choices = make('div', 'choices', stay, go);
  const card = make(
    'div',
    'card warning',
    make('div', 'from', make('span', '', label('warning_from'))),
    title,
    why,
    choices,
  );
  card.setAttribute('role', 'alertdialog');
  card.setAttribute('aria-labelledby', 'title');
  card.setAttribute('aria-describedby', 'why');
  const sheet = standSheet({ document, card, composers: () => [held.box], lost: () => end.abort(), signal });
  sheet.focus(stay);
  let done = false;

  const back = () => {
    if (held.box instanceof HTMLElement) held.box.focus({ preventScroll: true });
  };
  const choose = (send: boolean) => {
    if (done) return;
    done = true;
    chosen(send);
    // What came of it is told where the question stood.
    card.setAttribute('role', 'status');
    card.removeAttribute('aria-describedby');
    title.remove();
    choices.remove();
    why.textContent = label(send ? 'pause_free' : 'pause_kept');
    back();
    later(TELL_MS, signal, () => end.abort());
    listen(document, 'keydown', (event) => event.isTrusted && end.abort(), { capture: true, signal });
    listen(document, 'pointerdown', (event) => event.isTrusted && end.abort(), { capture: true, signal });
  };
  listen(
    sheet.root,
    'keydown',
    (event) => {
      if (!(event instanceof KeyboardEvent) || !event.isTrusted) return;
      if (event.key === 'Escape') {
        event.preventDefault();
        choose(false);
      }
      if (event.key !== 'Tab' || done) return;
      // Two buttons: the one that has not the focus is the next, forwards and backwards.
      event.preventDefault();
      sheet.focus(sheet.root.activeElement === stay ? go : stay);
    },
    { signal },
  );
}
