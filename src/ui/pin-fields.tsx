import { useState } from 'preact/hooks';
import { t } from '../i18n.ts';
import { PinMeter } from './pin-meter.tsx';
import { pinStrength } from './pin-strength.ts';
import { SecretField } from './secret-field.tsx';

/** A PIN that is being chosen: typed twice, and good once both are the same and long enough. */
interface NewSecret {
  readonly secret: string;
  readonly again: string;
  /** It was handed in once: faults are told from then on. */
  readonly tried: boolean;
  readonly type: (secret: string) => void;
  readonly typeAgain: (again: string) => void;
  /** Gives the secret when it is good; else null, and the fields say why. */
  readonly take: () => string | null;
  readonly clear: () => void;
}

export function useNewSecret(): NewSecret {
  const [secret, type] = useState('');
  const [again, typeAgain] = useState('');
  const [tried, setTried] = useState(false);
  return {
    secret,
    again,
    tried,
    type,
    typeAgain,
    take() {
      setTried(true);
      return pinStrength(secret) === 'short' || again !== secret ? null : secret;
    },
    clear() {
      type('');
      typeAgain('');
      setTried(false);
    },
  };
}

interface PinFieldsProps {
  readonly chosen: NewSecret;
  readonly busy?: boolean;
  /** Takes the focus at once. */
  readonly focus?: boolean;
}

/** The two fields of a new PIN, with how good it is. */
export function PinFields({ chosen, busy = false, focus = false }: PinFieldsProps) {
  const { secret, again, tried } = chosen;
  const short = pinStrength(secret) === 'short';
  return (
    <>
      <SecretField
        label={t('pin_new')}
        value={secret}
        onInput={chosen.type}
        fresh
        busy={busy}
        focus={focus}
        hint={t('pin_hint')}
        fault={tried && short ? t('pin_short') : null}
      />
      <PinMeter secret={secret} />
      <SecretField
        label={t('pin_again')}
        value={again}
        onInput={chosen.typeAgain}
        fresh
        busy={busy}
        fault={tried && !short && again !== secret ? t('pin_differs') : null}
      />
    </>
  );
}
