/**
 * The pause before something secret leaves: Enter and the send button are held once, and the child chooses. Nothing is
 * sent, changed or pressed here: who chooses to send presses once more.
 */
import { closest, listen, viewOf } from '../../sites/dom.ts';
import { boxOf, isSend, targetOf } from './boxes.ts';
import { showChoice } from './choice.ts';
import { type DraftOptions, type Drafts, followDraft, type Held } from './draft.ts';

/** All that a press is made of: an app may send at any of them. */
const PRESS = 'pointerdown mousedown pointerup mouseup touchend click';

/** Gives what is to be called when something was said and counted. */
export function createPause(options: DraftOptions): Pick<Drafts, 'heard'> {
  const { document, signal } = options;
  const drafts = followDraft(options);
  let standing: AbortController | null = null;
  let answered = false;
  /** The Enter that was held is not over before it is let go. */
  let swallow = false;

  const stop = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const hold = (held: Held) => {
    if (standing !== null && !answered) return;
    // What came of the last answer may still stand there.
    standing?.abort();
    answered = false;
    const end = new AbortController();
    standing = end;
    signal.addEventListener('abort', () => end.abort(), { once: true, signal: end.signal });
    end.signal.addEventListener('abort', () => {
      if (standing === end) standing = null;
    });
    showChoice({
      document,
      held,
      chosen: (send) => {
        answered = true;
        if (send) drafts.free(held.box);
      },
      end,
    });
  };
  const on = (kind: string, run: (event: Event) => void) =>
    listen(viewOf(document) ?? document, kind, (event) => event.isTrusted && run(event), { capture: true, signal });

  on('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Enter') return;
    if (swallow && event.repeat) return stop(event);
    swallow = false;
    // An IME confirms with Enter; with Shift or Alt it makes a new line.
    if (event.isComposing || event.keyCode === 229 || event.shiftKey || event.altKey) return;
    const box = boxOf(event);
    const held = box === null ? null : drafts.held(box);
    if (held === null) return;
    swallow = true;
    stop(event);
    hold(held);
  });
  for (const kind of ['keypress', 'keyup'])
    on(kind, (event) => {
      if (!swallow || !(event instanceof KeyboardEvent) || event.key !== 'Enter') return;
      stop(event);
      if (kind === 'keyup') swallow = false;
    });
  // Enter of a phone's keyboard has no name of its own.
  on('beforeinput', (event) => {
    const box =
      event instanceof InputEvent && !event.isComposing && event.inputType === 'insertLineBreak' ? boxOf(event) : null;
    const held = box instanceof HTMLInputElement ? drafts.held(box) : null;
    if (held === null) return;
    stop(event);
    hold(held);
  });
  for (const kind of PRESS.split(' '))
    on(kind, (event) => {
      const held = drafts.held();
      const target = held === null ? null : targetOf(event);
      if (held === null || target === null || !isSend(target, held.box)) return;
      // Without what follows a touch by default there is no click, and nobody would be asked.
      if (kind === 'touchend') return event.stopImmediatePropagation();
      stop(event);
      if (kind === 'click') hold(held);
    });
  on('submit', (event) => {
    const held = drafts.held();
    if (held === null || closest(held.box, 'form') !== event.target) return;
    stop(event);
    hold(held);
  });
  return drafts;
}
