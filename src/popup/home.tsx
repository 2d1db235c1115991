import { t } from '../i18n.ts';
import { BlindSpots } from '../ui/blind-spots.tsx';
import { Notice } from '../ui/notice.tsx';
import { StoreTrouble } from '../ui/store-trouble.tsx';
import { AlertCard } from './alert-card.tsx';
import type { Home } from './load.ts';

interface HomeViewProps {
  readonly home: Home;
  /** ms since the epoch. */
  readonly now: number;
  readonly siteName: (id: string) => string;
}

/** What Nightlight noticed in this browser, newest first; or honestly nothing. */
export function HomeView({ home, now, siteName }: HomeViewProps) {
  return (
    <>
      <StoreTrouble state={home.store} />
      {home.alerts.length === 0 ? (
        <Notice kind="info" title={t('empty_title')}>
          <p>{t('empty_text')}</p>
        </Notice>
      ) : (
        <>
          <h2>{t('alerts_heading')}</h2>
          {home.alerts.map((alert, index) => (
            <AlertCard
              key={alert.id}
              alert={alert}
              home={home}
              siteName={siteName(alert.site)}
              now={now}
              open={index === 0}
            />
          ))}
        </>
      )}
      <details>
        <summary>{t('blind_heading')}</summary>
        <BlindSpots />
      </details>
    </>
  );
}
