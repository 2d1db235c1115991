import { useState } from 'preact/hooks';
import { t } from '../i18n.ts';
import { Button } from './button.tsx';

interface RecoveryCodeProps {
  readonly code: string;
  /** Resolves when it is in the clipboard. */
  readonly copy: (text: string) => Promise<void>;
  readonly print: () => void;
}

/** The recovery code, to be kept outside this browser: on paper, or with the parent's own passwords. */
export function RecoveryCode({ code, copy, print }: RecoveryCodeProps) {
  const [outcome, setOutcome] = useState('');
  const copyIt = () =>
    copy(code).then(
      () => setOutcome(t('recovery_copied')),
      () => setOutcome(t('recovery_copy_failed')),
    );
  return (
    <div class="recovery stack">
      <p class="only-printed label">{t('recovery_printed_title')}</p>
      <output class="recovery-code" dir="ltr">
        {code}
      </output>
      <p class="only-printed">{t('recovery_printed_text')}</p>
      <div class="actions not-printed">
        <Button onPress={print}>{t('recovery_print')}</Button>
        <Button onPress={() => void copyIt()}>{t('recovery_copy')}</Button>
      </div>
      <p class="soft small not-printed" role="status">
        {outcome}
      </p>
    </div>
  );
}
