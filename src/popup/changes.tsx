import { formatLanguage, type MessageKey, t } from '../i18n.ts';
import type { ChangeNote } from '../protocol/family.ts';
import { Button } from '../ui/button.tsx';
import type { Host } from '../ui/host.ts';
import { Notice } from '../ui/notice.tsx';
import { whenText } from '../ui/time-text.ts';

const WHAT: Readonly<Record<ChangeNote['what'], MessageKey>> = {
  country: 'changes_country',
  ageGroup: 'changes_age_group',
  view: 'changes_view',
  sitesOff: 'changes_sites',
  sensitivity: 'changes_sensitivity',
  trusted: 'changes_trusted',
  quietHours: 'changes_quiet',
  retentionDays: 'changes_keep',
  safeguarding: 'changes_contact',
  'set-up': 'changes_set_up',
  pin: 'changes_pin',
  pause: 'changes_pause',
  resume: 'changes_resume',
  reset: 'changes_reset',
  erased: 'changes_erased',
  sync: 'changes_sync',
  policy: 'changes_policy',
  restored: 'changes_restored',
  private: 'changes_private',
  origins: 'changes_origins',
};

interface ChangesProps {
  readonly host: Host;
  /** Oldest first; nothing is shown when there are none. */
  readonly changes: readonly ChangeNote[];
  readonly onTold: () => void;
}

/** Tells the child what was changed since they last looked. It stays until the child says that it was read. */
export function Changes({ host, changes, onTold }: ChangesProps) {
  const last = changes.at(-1);
  if (last === undefined) return null;
  const read = () => {
    onTold();
    // What could not be noted is told again the next time: no harm.
    void host.ask('changes-told', { upTo: last.id }).catch(() => undefined);
  };
  return (
    <Notice kind="info" title={t('changes_title')}>
      <ul>
        {changes.map(({ id, what, at }) => (
          <li key={id}>
            {t(WHAT[what])} <span class="soft small">{whenText(at, host.now(), formatLanguage())}</span>
          </li>
        ))}
      </ul>
      <Button kind="quiet" onPress={read}>
        {t('changes_ok')}
      </Button>
    </Notice>
  );
}
