import { useState } from 'preact/hooks';
import { t } from '../i18n.ts';
import { Notice } from '../ui/notice.tsx';
import { lineOf } from '../ui/use-asked.ts';
import { Confirm } from './confirm.tsx';
import type { Desk } from './desk.ts';
import { UnlockForm } from './unlock-form.tsx';

/** The PIN is forgotten: the recovery code opens; without it the lock can be taken off, and the sealed words go with it. */
export function Forgotten({ desk }: { readonly desk: Desk }) {
  const [fault, setFault] = useState<string | null>(null);
  const reset = () =>
    desk.host.ask('reset-lock', { sure: true }).then(desk.again, (error: unknown) => setFault(lineOf(error)));
  return (
    <details>
      <summary>{t('forgotten')}</summary>
      <p>{t('forgotten_code')}</p>
      <UnlockForm desk={desk} way="recovery" />
      <p class="label">{t('forgotten_both')}</p>
      <p>{t('forgotten_reset')}</p>
      <Confirm
        id="reset"
        opener={t('reset_open')}
        question={t('reset_question')}
        text={t('reset_text')}
        yes={t('reset_yes')}
        no={t('reset_no')}
        onYes={() => void reset()}
      />
      {fault === null ? null : (
        <Notice kind="trouble" title={t('reset_failed')} live>
          <p>{fault}</p>
        </Notice>
      )}
    </details>
  );
}
