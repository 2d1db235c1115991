import { useState } from 'preact/hooks';
import { t } from '../i18n.ts';
import { Notice } from '../ui/notice.tsx';
import { PinMeter } from '../ui/pin-meter.tsx';
import { pinStrength } from '../ui/pin-strength.ts';
import { SecretField } from '../ui/secret-field.tsx';
import { lineOf } from '../ui/use-asked.ts';
import type { Desk } from './desk.ts';

interface NewPinProps {
  readonly desk: Desk;
  /** Takes the focus at once. */
  readonly focus?: boolean;
  readonly onDone?: () => void;
}

/** Another PIN for the same key: what was sealed before opens with it. */
export function NewPin({ desk, focus = false, onDone }: NewPinProps) {
  const { lock, host } = desk;
  const [secret, setSecret] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<'none' | 'done' | string>('none');
  const { door } = lock;
  const short = pinStrength(secret) === 'short';
  const save = () => {
    setTried(true);
    if (door === null || short || again !== secret || busy) return;
    setBusy(true);
    door
      .changePin(host.ask, secret)
      .then(
        (open) => {
          if (!open) return lock.shut();
          setOutcome('done');
          setSecret('');
          setAgain('');
          setTried(false);
          lock.pinChosen();
          onDone?.();
        },
        (error: unknown) => setOutcome(lineOf(error)),
      )
      .finally(() => setBusy(false));
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <SecretField
        label={t('pin_new')}
        value={secret}
        onInput={setSecret}
        fresh
        focus={focus}
        hint={t('pin_hint')}
        fault={tried && short ? t('pin_short') : null}
      />
      <PinMeter secret={secret} />
      <SecretField
        label={t('pin_again')}
        value={again}
        onInput={setAgain}
        fresh
        fault={tried && !short && again !== secret ? t('pin_differs') : null}
      />
      <div class="actions">
        <button type="submit" class="button button-primary" disabled={busy}>
          {t(busy ? 'welcome_pin_busy' : 'pin_save')}
        </button>
      </div>
      {outcome === 'none' ? null : outcome === 'done' ? (
        <Notice kind="good" title={t('pin_saved')} live />
      ) : (
        <Notice kind="trouble" title={t('pin_not_saved')} live>
          <p>{outcome}</p>
        </Notice>
      )}
    </form>
  );
}
