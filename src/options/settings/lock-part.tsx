import { useState } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RecoveryCode } from '../../ui/recovery-code.tsx';
import { lineOf } from '../../ui/use-asked.ts';
import { useBehindDoor } from '../behind-door.ts';
import type { Desk } from '../desk.ts';
import { NewPin } from '../new-pin.tsx';

/** The PIN and the recovery code: another one of each, once the page is open. */
export function LockPart({ desk }: { readonly desk: Desk }) {
  const { host, lock } = desk;
  const [code, setCode] = useBehindDoor<string | null>(lock.door, null);
  const [fault, setFault] = useState('');
  if (lock.state === 'free') {
    return (
      <Card labelledBy="lock">
        <h2 id="lock">{t('lock_heading')}</h2>
        <Notice kind="care" title={t('unlocked_title')}>
          <p>{t('unlocked_text')}</p>
          <Button kind="primary" onPress={() => host.openPage('src/welcome/welcome.html')}>
            {t('set_up_open')}
          </Button>
        </Notice>
      </Card>
    );
  }
  const renew = () => {
    const { door } = lock;
    if (door === null) return;
    setFault('');
    door.newCode(host.ask).then(
      (fresh) => (fresh === null ? lock.shut() : setCode(fresh)),
      (error: unknown) => setFault(lineOf(error)),
    );
  };
  return (
    <Card labelledBy="lock">
      <h2 id="lock">{t('lock_heading')}</h2>
      {lock.door === null ? (
        <p>{t('lock_is_set')}</p>
      ) : (
        <>
          <details>
            <summary>{t('lock_change')}</summary>
            <NewPin desk={desk} />
          </details>
          <details>
            <summary>{t('lock_new_code')}</summary>
            <p>{t('lock_new_code_text')}</p>
            {code === null ? (
              <Button onPress={renew}>{t('lock_make_code')}</Button>
            ) : (
              <RecoveryCode code={code} copy={host.copy} print={host.print} />
            )}
            <p class="field-fault" role="alert">
              {fault}
            </p>
          </details>
        </>
      )}
    </Card>
  );
}
