import { formatLanguage, t } from '../i18n.ts';
import { BlindSpots } from '../ui/blind-spots.tsx';
import { Button } from '../ui/button.tsx';
import { countText } from '../ui/format.ts';
import type { Host } from '../ui/host.ts';
import { Notice } from '../ui/notice.tsx';
import { StoreTrouble } from '../ui/store-trouble.tsx';
import { AlertCard } from './alert-card.tsx';
import { Changes } from './changes.tsx';
import type { Home } from './load.ts';

interface HomeViewProps {
  readonly home: Home;
  /** ms since the epoch. */
  readonly now: number;
  /** The child has read what was changed. */
  readonly told: boolean;
  readonly onTold: () => void;
  /** By id of the alert: what the child said since the alerts were asked for, whether it is not a problem. */
  readonly said: ReadonlyMap<string, boolean>;
  readonly onSaid: (alert: string, notAProblem: boolean) => void;
  readonly host: Host;
  /** Somebody wants to report that the page isn't understood. */
  readonly onStructure: () => void;
  /** The child wants to tell somebody of an alert: its title. */
  readonly onTell: (title: string) => void;
}

/** What Nightlight noticed in this browser, newest first; or honestly nothing. */
export function HomeView({ home, now, told, onTold, said, onSaid, host, onStructure, onTell }: HomeViewProps) {
  return (
    <>
      {told ? null : <Changes host={host} changes={home.house?.changes ?? []} onTold={onTold} />}
      <StoreTrouble state={home.store} />
      {home.alerts.length > 0 || home.elsewhere > 0 ? null : (
        <Notice kind="info" title={t('empty_title')}>
          <p>{t('empty_text')}</p>
        </Notice>
      )}
      {home.alerts.length === 0 ? null : (
        <>
          <h2>{t('alerts_heading')}</h2>
          {home.alerts.map((alert, index) => (
            <AlertCard
              key={alert.id}
              alert={alert}
              home={home}
              now={now}
              open={index === 0}
              said={said.get(alert.id) ?? alert.notAProblem}
              onSaid={(notAProblem) => onSaid(alert.id, notAProblem)}
              host={host}
              onTell={onTell}
            />
          ))}
        </>
      )}
      {home.elsewhere === 0 ? null : (
        <Notice kind="info" title={t('alerts_elsewhere', countText(home.elsewhere, formatLanguage()))}>
          <p>{t('alerts_elsewhere_text')}</p>
        </Notice>
      )}
      <details>
        <summary>{t('blind_heading')}</summary>
        <BlindSpots />
      </details>
      {isStrange(home) ? (
        <Button kind="quiet" onPress={onStructure}>
          {t('structure_open')}
        </Button>
      ) : null}
    </>
  );
}

/** Whether the page in front is one that Nightlight should understand, and doesn't. */
function isStrange({ page }: Home): boolean {
  const state = page?.on === true ? page.health?.state : undefined;
  return state === 'partly' || state === 'not-understood';
}
