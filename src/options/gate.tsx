import { useRef } from 'preact/hooks';
import { formatLanguage, t } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { useHeldFocus } from '../ui/use-held-focus.ts';
import type { Lock } from '../ui/use-lock.ts';
import type { Desk } from './desk.ts';
import { Forgotten } from './forgotten.tsx';
import { UnlockForm } from './unlock-form.tsx';

interface GateProps {
  readonly desk: Desk;
  /** What the PIN is asked for, in a sentence. */
  readonly why: string;
}

/**
 * Asks for the PIN, where something behind it is wanted. Once it is open, a line that is only read aloud stands in its place
 * and takes the focus, so that the keyboard goes on with what was wanted; nothing where the page was open from the start.
 */
export function Gate({ desk, why }: GateProps) {
  const { lock } = desk;
  const form = useRef<HTMLElement>(null);
  const opened = useRef<HTMLParagraphElement>(null);
  const wasLocked = useRef(false);
  useHeldFocus(form, opened);
  if (lock.state === 'locked') wasLocked.current = true;
  else {
    return wasLocked.current ? (
      <p ref={opened} class="only-read-aloud">
        {openText(lock)}
      </p>
    ) : null;
  }
  return (
    <section ref={form} class="card gate" aria-label={t('gate_label')}>
      <p>{why}</p>
      <UnlockForm desk={desk} way="pin" />
      <Forgotten desk={desk} />
    </section>
  );
}

/** Until when the page is open; or that there is no lock any more. */
function openText({ door }: Lock): string {
  if (door === null) return t('set_up_title');
  return t('lock_open_until', new Intl.DateTimeFormat(formatLanguage(), { timeStyle: 'short' }).format(door.until));
}

/** Beside the menu: that the page is open, and the way to lock it; then that it is locked, which takes the focus. */
export function LockState({ desk }: { readonly desk: Desk }) {
  const { lock } = desk;
  const state = useRef<HTMLElement>(null);
  const locked = useRef<HTMLParagraphElement>(null);
  const wasOpen = useRef(false);
  useHeldFocus(state, locked);
  if (lock.state === 'open') wasOpen.current = true;
  else {
    return wasOpen.current && lock.state === 'locked' ? (
      <section aria-label={t('lock_state')}>
        <p ref={locked} class="only-read-aloud">
          {t('gate_label')}
        </p>
      </section>
    ) : null;
  }
  return (
    <section ref={state} class="lock-state" aria-label={t('lock_state')}>
      <span class="small">{openText(lock)}</span>
      <Button onPress={lock.shut}>{t('lock_now')}</Button>
    </section>
  );
}
