import { formatLanguage, t } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import type { Desk } from './desk.ts';
import { Forgotten } from './forgotten.tsx';
import { UnlockForm } from './unlock-form.tsx';

interface GateProps {
  readonly desk: Desk;
  /** What the PIN is asked for, in a sentence. */
  readonly why: string;
}

/** Asks for the PIN, where something behind it is wanted; nothing while the page is open or no PIN is set. */
export function Gate({ desk, why }: GateProps) {
  const { lock } = desk;
  if (lock.state !== 'locked') return null;
  return (
    <section class="card gate" aria-label={t('gate_label')}>
      <p>{why}</p>
      <UnlockForm desk={desk} way="pin" />
      <Forgotten desk={desk} />
    </section>
  );
}

/** Beside the menu: that the page is open, and the way to lock it. */
export function LockState({ desk }: { readonly desk: Desk }) {
  const { lock } = desk;
  if (lock.state !== 'open' || lock.door === null) return null;
  const clock = new Intl.DateTimeFormat(formatLanguage(), { timeStyle: 'short' });
  return (
    <section class="lock-state" aria-label={t('lock_state')}>
      <span class="small">{t('lock_open_until', clock.format(lock.door.until))}</span>
      <Button onPress={lock.shut}>{t('lock_now')}</Button>
    </section>
  );
}
