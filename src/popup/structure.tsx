import { useCallback, useState } from 'preact/hooks';
import { type MessageKey, t } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import type { Host } from '../ui/host.ts';
import { useAsked } from '../ui/use-asked.ts';

/** How the page in front is built, without any word of it: looked at first, and copied by a press, for a bug report. */
export function StructureView({ host }: { readonly host: Host }) {
  const question = useCallback(async () => {
    const tab = await host.activeTab();
    return tab === null ? null : (await host.ask('structure', { tab })).report;
  }, [host]);
  const { asked, again } = useAsked(question);
  const [said, setSaid] = useState<MessageKey | null>(null);
  if (asked.state === 'asking') return <p class="soft">{t('loading')}</p>;
  if (asked.state === 'failed') return <Button onPress={again}>{t('try_again')}</Button>;
  const report = asked.value;
  if (report === null) return <p>{t('structure_none')}</p>;
  const copy = () => {
    host.copy(report).then(
      () => setSaid('tell_copied'),
      () => setSaid('tell_not_copied'),
    );
  };
  return (
    <>
      <p>{t('structure_text')}</p>
      <label for="structure" class="label">
        {t('structure_label')}
      </label>
      <textarea id="structure" class="words small" rows={12} dir="ltr" wrap="off" readOnly value={report} />
      <Button kind="primary" onPress={copy}>
        {t('tell_copy')}
      </Button>
      <p role="status">{said === null ? '' : t(said)}</p>
    </>
  );
}
