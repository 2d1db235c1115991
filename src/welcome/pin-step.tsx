import { t } from '../i18n.ts';
import { PinFields, useNewSecret } from '../ui/pin-fields.tsx';
import { Step } from './step.tsx';

interface PinStepProps {
  readonly number: number;
  readonly of: number;
  readonly busy: boolean;
  /** Why the last try failed. */
  readonly fault: string | null;
  readonly onBack: () => void;
  readonly onChosen: (secret: string) => void;
}

/** The PIN or passphrase, typed twice. */
export function PinStep({ number, of, busy, fault, onBack, onChosen }: PinStepProps) {
  const chosen = useNewSecret();
  return (
    <Step
      title={t('welcome_pin_title')}
      number={number}
      of={of}
      next={t(busy ? 'welcome_pin_busy' : 'welcome_next')}
      busy={busy}
      fault={fault}
      focus
      onBack={onBack}
      onNext={() => {
        const secret = chosen.take();
        if (secret !== null) onChosen(secret);
      }}
    >
      <p>{t('welcome_pin_text')}</p>
      <PinFields chosen={chosen} busy={busy} />
    </Step>
  );
}
