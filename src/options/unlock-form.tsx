import { useMemo, useState } from 'preact/hooks';
import { formatLanguage, t } from '../i18n.ts';
import { Form } from '../ui/form.tsx';
import type { UnlockWay } from '../ui/safe.ts';
import { SecretField } from '../ui/secret-field.tsx';
import { waitText } from '../ui/time-text.ts';
import { lineOf } from '../ui/use-asked.ts';
import { useClock } from '../ui/use-clock.ts';
import type { Desk } from './desk.ts';

const LABELS = { pin: 'gate_pin', recovery: 'gate_code' } as const;
const WRONG = { pin: 'gate_wrong', recovery: 'gate_wrong_code' } as const;

/** One field and one button: a wrong try says so, and how long the next one has to wait. */
export function UnlockForm({ desk, way }: { readonly desk: Desk; readonly way: UnlockWay }) {
  const { lock, host } = desk;
  const [secret, setSecret] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const now = useClock(host.now, 500, lock.waitUntil > host.now());
  const left = Math.max(0, lock.waitUntil - now);
  const waitWords = (ms: number) => (ms > 0 ? t('gate_wait', waitText(ms, formatLanguage())) : '');
  // Read aloud once, as long as it is at first: a status that counts down would be read at each second.
  const told = useMemo(() => waitWords(lock.waitUntil - host.now()), [lock.waitUntil, host]);

  const open = () => {
    if (busy || left > 0 || secret === '') return;
    setBusy(true);
    setFault(null);
    lock
      .unlock(way, secret)
      .then(
        (answer) => {
          if (answer.outcome === 'wrong') setFault(t(WRONG[way]));
          if (answer.outcome === 'not-a-code') setFault(t('gate_not_a_code'));
          if (answer.outcome === 'not-set') desk.again();
          if (answer.outcome === 'wrong') setSecret('');
        },
        (error: unknown) => setFault(t('gate_failed', lineOf(error))),
      )
      .finally(() => setBusy(false));
  };

  return (
    <Form onSubmit={open}>
      <SecretField label={t(LABELS[way])} value={secret} onInput={setSecret} fault={fault} busy={busy} />
      <div class="actions">
        <button type="submit" class="button button-primary" aria-disabled={busy || left > 0}>
          {t(busy ? 'gate_opening' : 'gate_open')}
        </button>
      </div>
      <p class="only-read-aloud" role="status">
        {left > 0 ? told : ''}
      </p>
      <p class="small">{waitWords(left)}</p>
    </Form>
  );
}
