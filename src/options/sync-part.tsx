import { useCallback, useState } from 'preact/hooks';
import { formatLanguage, type MessageKey, t } from '../i18n.ts';
import type { SettingName, SyncStatus } from '../protocol/family.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { listText } from '../ui/format.ts';
import { stampText } from '../ui/format-more.ts';
import { Notice } from '../ui/notice.tsx';
import { SecretField } from '../ui/secret-field.tsx';
import { lineOf, useAsked } from '../ui/use-asked.ts';
import type { Desk } from './desk.ts';
import { SETTING_NAMES } from './setting-names.ts';

const TROUBLE: Record<Exclude<SyncStatus['trouble'], 'none'>, MessageKey> = {
  full: 'sync_full',
  passphrase: 'sync_passphrase',
  unreadable: 'sync_unreadable',
  refused: 'sync_refused',
};
/** Fewest characters of the family's passphrase. */
const PASSPHRASE_MIN = 8;

/** Shares the settings with the family's other devices through the browser's own account, sealed. */
export function SyncPart({ desk }: { readonly desk: Desk }) {
  const { host, lock } = desk;
  const { asked, again } = useAsked(useCallback(() => host.ask('sync-status', {}), [host]));
  const [secret, setSecret] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const put = (passphrase: string | null) => {
    if (lock.door === null || busy) return;
    if (passphrase !== null && [...passphrase].length < PASSPHRASE_MIN) return setFault(t('backup_short'));
    setBusy(true);
    setFault(null);
    host
      .ask('set-sync', { token: lock.door.token, passphrase })
      .then(
        (answer) => {
          if (answer.outcome === 'locked') lock.shut();
          setSecret('');
          again();
        },
        (error: unknown) => setFault(lineOf(error)),
      )
      .finally(() => setBusy(false));
  };
  const sync = asked.state === 'answered' ? asked.value.sync : null;
  return (
    <Card labelledBy="sync">
      <h2 id="sync">{t('sync_heading')}</h2>
      <p class="soft">{t('sync_text')}</p>
      {lock.state === 'free' ? <p>{t('sync_needs_pin')}</p> : null}
      {sync === null ? null : <SyncState sync={sync} />}
      {sync?.on === true ? (
        <Button disabled={lock.door === null || busy} onPress={() => put(null)}>
          {t('sync_off')}
        </Button>
      ) : (
        <form
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            put(secret);
          }}
        >
          <SecretField
            label={t('sync_label')}
            value={secret}
            onInput={setSecret}
            fresh
            disabled={lock.door === null}
            hint={t('sync_hint')}
            fault={fault}
          />
          <div class="actions">
            <button type="submit" class="button" disabled={lock.door === null || busy}>
              {t('sync_on')}
            </button>
          </div>
        </form>
      )}
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
