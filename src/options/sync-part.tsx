import { useCallback, useState } from 'preact/hooks';
import { formatLanguage, type MessageKey, t } from '../i18n.ts';
import type { SettingName, SyncStatus } from '../protocol/family.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Failed } from '../ui/failed.tsx';
import { Form } from '../ui/form.tsx';
import { listText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { isLongEnough, PassphraseField } from '../ui/passphrase-field.tsx';
import { stampText } from '../ui/time-text.ts';
import { lineOf, useAsked } from '../ui/use-asked.ts';
import { useBehindDoor } from './behind-door.ts';
import type { Desk } from './desk.ts';
import { SETTING_NAMES } from './setting-names.ts';

const TROUBLE: Record<Exclude<SyncStatus['trouble'], 'none'>, MessageKey> = {
  full: 'sync_full',
  passphrase: 'sync_passphrase',
  unreadable: 'sync_unreadable',
  refused: 'sync_refused',
};

/** Shares the settings with the family's other devices through the browser's own account, sealed. */
export function SyncPart({ desk }: { readonly desk: Desk }) {
  const { host, lock } = desk;
  const { asked, again } = useAsked(useCallback(() => host.ask('sync-status', {}), [host]));
  const [secret, setSecret] = useBehindDoor(lock.door, '');
  const [tried, setTried] = useState(false);
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);
  const put = (passphrase: string | null) => {
    if (lock.door === null || busy) return;
    setTried(passphrase !== null);
    if (passphrase !== null && !isLongEnough(passphrase)) return;
    setBusy(true);
    setFault('');
    host
      .ask('set-sync', { token: lock.door.token, passphrase })
      .then(
        (answer) => {
          if (answer.outcome === 'locked') lock.shut();
          setSecret('');
          setTried(false);
          again();
        },
        (error: unknown) => setFault(t('not_saved', lineOf(error))),
      )
      .finally(() => setBusy(false));
  };
  const sync = asked.state === 'answered' ? asked.value.sync : null;
  return (
    <Card labelledBy="sync">
      <h2 id="sync">{t('sync_heading')}</h2>
      <p class="soft">{t('sync_text')}</p>
      {lock.state === 'free' ? <p>{t('sync_needs_pin')}</p> : null}
      {asked.state === 'failed' ? <Failed again={again} /> : null}
      {sync === null ? null : <SyncState sync={sync} />}
      {/* Neither is offered before it is known whether the settings are shared. */}
      {sync === null ? null : sync.on ? (
        <Button disabled={lock.door === null} busy={busy} onPress={() => put(null)}>
          {t('sync_off')}
        </Button>
      ) : (
        <Form onSubmit={() => put(secret)}>
          <PassphraseField
            label={t('sync_label')}
            value={secret}
            onInput={setSecret}
            disabled={lock.door === null}
            hint={t('sync_hint')}
            tried={tried}
          />
          <div class="actions">
            <button type="submit" class="button" disabled={lock.door === null} aria-disabled={busy}>
              {t('sync_on')}
            </button>
          </div>
        </Form>
      )}
      <p class="field-fault" role="alert">
        {fault}
      </p>
    </Card>
  );
}

/** How it stands: on or off, when it last worked, what another device changed, and what is wrong. */
function SyncState({ sync }: { readonly sync: SyncStatus }) {
  const language = formatLanguage();
  const when = (time: number | null) => (time === null ? t('sync_never') : stampText(time, language));
  const names = sync.conflicts.map((name: SettingName) => t(SETTING_NAMES[name]));
  return (
    <>
      {sync.on ? (
        <dl class="facts">
          <dt>{t('sync_sent')}</dt>
          <dd>{when(sync.sent)}</dd>
          <dt>{t('sync_received')}</dt>
          <dd>{when(sync.received)}</dd>
        </dl>
      ) : null}
      {names.length === 0 ? null : (
        <Notice kind="info" title={t('sync_conflict')}>
          <p>{t('sync_conflict_text', listText(names, language))}</p>
        </Notice>
      )}
      {sync.trouble === 'none' ? null : <Notice kind="care" title={t(TROUBLE[sync.trouble])} />}
    </>
  );
}
