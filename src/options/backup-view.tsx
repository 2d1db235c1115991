import { useCallback, useState } from 'preact/hooks';
import { readBackup, writeBackup } from '../backup/backup.ts';
import { type MessageKey, t } from '../i18n.ts';
import type { FamilySettings } from '../protocol/family.ts';
import { Card } from '../ui/card.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { isLongEnough, PassphraseField } from '../ui/passphrase-field.tsx';
import { SecretField } from '../ui/secret-field.tsx';
import { lineOf } from '../ui/use-asked.ts';
import { useBehindDoor } from './behind-door.ts';
import type { Desk } from './desk.ts';
import { Gate } from './gate.tsx';
import { SyncPart } from './sync-part.tsx';

/** The settings in a file under a passphrase, back again, and the family's other devices. */
export function BackupView({ desk }: { readonly desk: Desk }) {
  return (
    <>
      <p class="soft">{t('backup_text')}</p>
      <Gate desk={desk} why={t('gate_why_settings')} />
      <div class="columns">
        <div class="column">
          <WritePart desk={desk} />
          <ReadPart desk={desk} />
        </div>
        <div class="column">
          <SyncPart desk={desk} />
        </div>
      </div>
    </>
  );
}

function WritePart({ desk }: { readonly desk: Desk }) {
  const { host, lock, family } = desk;
  const [secret, setSecret] = useBehindDoor(lock.door, '');
  const [outcome, setOutcome] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const save = () => {
    setTried(true);
    if (!isLongEnough(secret) || busy) return;
    setBusy(true);
    writeBackup(family.settings, secret)
      .then(
        (text) => {
          host.save(`nightlight-settings-${dayOf(host.now())}.json`, text, 'application/json');
          setOutcome(t('backup_saved'));
          setSecret('');
          setTried(false);
        },
        (error: unknown) => setOutcome(lineOf(error)),
      )
      .finally(() => setBusy(false));
  };
  return (
    <Card labelledBy="backup-write">
      <h2 id="backup-write">{t('backup_write')}</h2>
      <Form onSubmit={save}>
        <PassphraseField
          label={t('backup_passphrase')}
          value={secret}
          onInput={setSecret}
          disabled={lock.state === 'locked'}
          hint={t('backup_passphrase_hint')}
          tried={tried}
        />
        <div class="actions">
          <button type="submit" class="button button-primary" disabled={lock.state === 'locked'} aria-disabled={busy}>
            {t('backup_save')}
          </button>
        </div>
        <p class="small" role="status">
          {outcome}
        </p>
      </Form>
    </Card>
  );
}

/** `2026-11-25`, local time. */
function dayOf(time: number): string {
  const day = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

type Fault = Exclude<Awaited<ReturnType<typeof readBackup>>['outcome'], 'read'>;
const FAULTS: Record<Fault, MessageKey> = {
  'not-a-backup': 'backup_not_one',
  newer: 'backup_newer',
  'wrong-passphrase': 'backup_wrong',
  damaged: 'backup_damaged',
  'too-large': 'backup_large',
};
/** Bytes of a file that are read at all. */
const FILE_MAX = 2_000_000;

interface Result {
  readonly good: boolean;
  readonly title: string;
}

function ReadPart({ desk }: { readonly desk: Desk }) {
  const { host, lock, family } = desk;
  const [file, setFile] = useState<File | null>(null);
  const [secret, setSecret] = useBehindDoor(lock.door, '');
  const [result, setResult] = useState<Result | null>(null);
  const [busy, setBusy] = useState(false);

  const restore = useCallback(
    async (settings: FamilySettings): Promise<Result> => {
      const { outcome } = await host.ask('change-settings', {
        token: lock.token,
        revision: family.revision,
        change: settings,
        restored: true,
      });
      desk.again();
      if (outcome === 'saved') return { good: true, title: t('backup_restored') };
      if (outcome === 'locked') lock.shut();
      const why = {
        conflict: 'settings_conflict',
        managed: 'settings_managed_refused',
        locked: 'settings_locked_again',
      } as const;
      return { good: false, title: t(why[outcome]) };
    },
    [host, lock, family, desk],
  );

  const read = async (): Promise<Result> => {
    if (file === null) return { good: false, title: t('backup_no_file') };
    if (file.size > FILE_MAX) return { good: false, title: t('backup_large') };
    const answer = await readBackup(await file.text(), secret);
    return answer.outcome === 'read' ? restore(answer.settings) : { good: false, title: t(FAULTS[answer.outcome]) };
  };

  return (
    <Card labelledBy="backup-read">
      <h2 id="backup-read">{t('backup_read')}</h2>
      <Form
        onSubmit={() => {
          if (busy) return;
          setBusy(true);
          read()
            .catch((error: unknown): Result => ({ good: false, title: lineOf(error) }))
            .then((result) => {
              setResult(result);
              if (result.good) setSecret('');
            })
            .finally(() => setBusy(false));
        }}
      >
        <div class="field">
          <label class="label" for="backup-file">
            {t('backup_file')}
          </label>
          <input
            id="backup-file"
            class="input"
            type="file"
            accept=".json,application/json"
            disabled={lock.state === 'locked'}
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
          />
        </div>
        <SecretField
          label={t('backup_passphrase')}
          value={secret}
          onInput={setSecret}
          disabled={lock.state === 'locked'}
        />
        <div class="actions">
          <button type="submit" class="button" disabled={lock.state === 'locked'} aria-disabled={busy}>
            {t('backup_restore')}
          </button>
        </div>
        {result === null ? null : <Notice kind={result.good ? 'good' : 'trouble'} title={result.title} live />}
      </Form>
    </Card>
  );
}
