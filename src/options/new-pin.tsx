import { useState } from 'preact/hooks';
import { t } from '../i18n.ts';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { PinFields, useNewSecret } from '../ui/pin-fields.tsx';
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
  const chosen = useNewSecret();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<'none' | 'done' | string>('none');
  const { door } = lock;
  const save = () => {
    const secret = chosen.take();
    if (door === null || secret === null || busy) return;
    setBusy(true);
    door
      .changePin(host.ask, secret)
      .then(
        (open) => {
          if (!open) return lock.shut();
          setOutcome('done');
          chosen.clear();
          lock.pinChosen();
          onDone?.();
        },
        (error: unknown) => setOutcome(lineOf(error)),
      )
      .finally(() => setBusy(false));
  };
  return (
    <Form onSubmit={save}>
      <PinFields chosen={chosen} focus={focus} />
      <div class="actions">
        <button type="submit" class="button button-primary" aria-disabled={busy}>
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
    </Form>
  );
}
