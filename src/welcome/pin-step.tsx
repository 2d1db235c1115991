import { useState } from 'preact/hooks';
import { t } from '../i18n.ts';
import { PinMeter } from '../ui/pin-meter.tsx';
import { pinStrength } from '../ui/pin-strength.ts';
import { SecretField } from '../ui/secret-field.tsx';
import { Step } from './steps.tsx';

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
  const [secret, setSecret] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const short = pinStrength(secret) === 'short';
  const differs = again !== secret;
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
        setTried(true);
        if (!short && !differs) onChosen(secret);
      }}
    >
      <p>{t('welcome_pin_text')}</p>
      <SecretField
        label={t('pin_new')}
        value={secret}
        onInput={setSecret}
        fresh
        disabled={busy}
        hint={t('pin_hint')}
        fault={tried && short ? t('pin_short') : null}
      />
      <PinMeter secret={secret} />
      <SecretField
        label={t('pin_again')}
        value={again}
        onInput={setAgain}
        fresh
        disabled={busy}
        fault={tried && !short && differs ? t('pin_differs') : null}
      />
    </Step>
  );
}
