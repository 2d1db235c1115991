import { useState } from 'preact/hooks';
import { adviceForLevel } from '../guidance/index.ts';
import { t, textLanguage } from '../i18n.ts';
import type { AlertSummary, Settings } from '../protocol/messages.ts';
import { AGE_GROUPS } from '../ui/age-words.ts';
import { AlertTime, adviceOf, Lines, Reasons } from '../ui/alert-facts.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { LevelMark } from '../ui/level-mark.tsx';
import { Notice } from '../ui/notice.tsx';
import { siteNames } from '../ui/site-name.ts';
import type { Overview } from './load.ts';

/** Cards that are drawn at once, and added by each press. */
const A_PAGE = 10;

interface AlertsProps {
  readonly overview: Overview;
  readonly settings: Settings;
  /** ms since the epoch. */
  readonly now: number;
}

/** The alerts that the age group lets parents see, newest first. */
export function Alerts({ overview, settings, now }: AlertsProps) {
  const [room, setRoom] = useState(A_PAGE);
  const shows = AGE_GROUPS[settings.ageGroup];
  const alerts = overview.alerts.filter((alert) => shows.levels.includes(alert.level));
  const siteName = siteNames(overview.sites, 'site_other');
  return (
    <section class="stack" aria-labelledby="alerts">
      <h2 id="alerts">{t('parent_alerts_heading')}</h2>
      {settings.ageGroup === 'under-13' ? null : <p class="soft">{t('parent_alerts_hidden')}</p>}
      {alerts.length === 0 ? (
        <Notice kind="info" title={t('parent_alerts_none')}>
          <p>{t('parent_alerts_none_text')}</p>
        </Notice>
      ) : (
        alerts
          .slice(0, room)
          .map((alert, index) => (
            <ParentAlert
              key={alert.id}
              alert={alert}
              overview={overview}
              site={shows.site ? siteName(alert.site) : null}
              now={now}
              open={index === 0}
            />
          ))
      )}
      {alerts.length > room ? (
        <Button onPress={() => setRoom((cards) => cards + A_PAGE)}>{t('parent_alerts_more')}</Button>
      ) : null}
    </section>
  );
}

interface ParentAlertProps {
  readonly alert: AlertSummary;
  readonly overview: Overview;
  /** Null where the age group does not name it. */
  readonly site: string | null;
  /** ms since the epoch. */
  readonly now: number;
  /** Shows at once how to help: for the newest one. */
  readonly open: boolean;
}

/** One alert for the parent. The name of the chat stays with the child: parents see the kind, the site and the time. */
function ParentAlert({ alert, overview, site, now, open }: ParentAlertProps) {
  const advice = adviceOf(alert, overview.advice, 'parent');
  const first = alert.level === 'urgent' ? adviceForLevel(overview.advice, 'urgent', textLanguage()).parent : null;
  const heading = `alert-${alert.id}`;
  return (
    <Card level={alert.level} labelledBy={heading}>
      <LevelMark level={alert.level} reader="parent" />
      <div>
        <h3 id={heading}>{advice.title}</h3>
        <p class="soft small">
          {site === null ? null : `${site} · `}
          <AlertTime alert={alert} now={now} />
        </p>
      </div>
      <p>{advice.what}</p>
      <details open={open}>
        <summary>{t('parent_alert_more')}</summary>
        {first === null ? null : <Steps title={first.title} steps={first.do} />}
        <Steps title={t('parent_alert_todo')} steps={advice.do} />
        {advice.also === undefined ? null : <p>{advice.also}</p>}
        <Lines title={t('parent_alert_say')} lines={advice.say} spoken />
        <Lines title={t('parent_alert_open')} lines={advice.open} spoken />
        <Lines title={t('parent_alert_avoid')} lines={advice.avoid} spoken />
        <Lines title={t('parent_alert_keep')} lines={advice.keep} />
      </details>
      <details>
        <summary>{t('parent_alert_why')}</summary>
        <p>{advice.why}</p>
        <p class="label">{t('alert_reasons')}</p>
        <Reasons alert={alert} advice={overview.advice} reader="parent" now={now} />
      </details>
    </Card>
  );
}

function Steps({ title, steps }: { readonly title: string; readonly steps: readonly string[] }) {
  return (
    <div>
      <p class="label">{title}</p>
      <ol>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  );
}
