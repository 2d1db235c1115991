import { useState } from 'preact/hooks';
import { formatLanguage, t } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { spanText, stampText } from '../../ui/time-text.ts';
import { lineOf } from '../../ui/use-asked.ts';
import { useClock } from '../../ui/use-clock.ts';
import type { Desk } from '../desk.ts';

/** Minutes of a pause. */
const PAUSES = [15, 60, 240, 1440];

/** Stops all reading for a while; child and parent both see it. */
export function PausePart({ desk }: { readonly desk: Desk }) {
  const { host, lock, house } = desk;
  const [fault, setFault] = useState('');
  const language = formatLanguage();
  const until = house.pausedUntil;
  const paused = until !== null && until > host.now();
  // Not read: it draws anew, so that a pause that is over does not go on standing there.
  useClock(host.now, 1000, paused);
  const locked = lock.state === 'locked';
  const pause = (minutes: number) => {
    setFault('');
    host.ask('pause', { token: lock.token, minutes }).then(
      (answer) => {
        if (answer.outcome === 'locked') lock.shut();
        if (answer.outcome === 'managed') setFault(t('settings_managed_refused'));
        desk.again();
      },
      (error: unknown) => setFault(t('not_saved', lineOf(error))),
    );
  };
  return (
    <Card labelledBy="pause">
      <h2 id="pause">{t('pause_heading')}</h2>
      <p class="soft">{t('pause_text')}</p>
      {house.mayPause ? null : <p class="managed-note small">{t('managed_here')}</p>}
      {paused ? (
        <Notice kind="care" title={t('paused_until', stampText(until, language))} live>
          <Button kind="primary" disabled={locked} onPress={() => pause(0)}>
            {t('pause_end')}
          </Button>
        </Notice>
      ) : (
        <div class="actions">
          {PAUSES.map((minutes) => (
            <Button key={minutes} disabled={locked || !house.mayPause} onPress={() => pause(minutes)}>
              {spanText(minutes, language)}
            </Button>
          ))}
        </div>
      )}
      <p class="field-fault" role="alert">
        {fault}
      </p>
    </Card>
  );
}
