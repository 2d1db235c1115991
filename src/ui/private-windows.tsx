import { useCallback, useEffect, useState } from 'preact/hooks';
import { type MessageKey, t } from '../i18n.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import type { ParentHost } from './parent-host.ts';
import { useAsked } from './use-asked.ts';

const STEPS: Record<ParentHost['family'], readonly MessageKey[]> = {
  chromium: ['private_chromium_1', 'private_chromium_2'],
  firefox: ['private_firefox_1', 'private_firefox_2', 'private_firefox_3'],
};

/** Whether private windows are covered, and how a parent allows it: no extension may do that by itself. */
export function PrivateWindows({ host }: { readonly host: ParentHost }) {
  const { asked, again } = useAsked(useCallback(() => host.allowedInPrivate(), [host]));
  const [opened, setOpened] = useState(false);

  // The switch is on a page of the browser: whoever comes back from there wants to see that it worked.
  useEffect(() => {
    const life = new AbortController();
    window.addEventListener('focus', again, { signal: life.signal });
    return () => life.abort();
  }, [again]);

  if (asked.state === 'asking') return null;
  if (asked.state === 'answered' && asked.value) {
    return (
      <Notice kind="good" title={t('private_on')} live={opened}>
        <p>{t('private_on_text')}</p>
      </Notice>
    );
  }
  return (
    <Notice kind="care" title={t('private_off')}>
      <p>{t('private_off_text')}</p>
      <ol>
        {STEPS[host.family].map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ol>
      {host.family === 'chromium' ? (
        <Button
          onPress={() => {
            setOpened(true);
            void host.openBrowserSettings();
          }}
        >
          {t('private_open')}
        </Button>
      ) : null}
    </Notice>
  );
}
