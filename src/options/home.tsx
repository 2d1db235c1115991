import { useCallback } from 'preact/hooks';
import { LEVELS, levelRank } from '../engine/signal.ts';
import type { AdviceLibrary, Starter } from '../guidance/index.ts';
import { formatLanguage, t } from '../i18n.ts';
import type { ParentAlert, WeekOfAlerts } from '../protocol/family.ts';
import { adviceOf, keysOf } from '../ui/alert-facts.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Failed } from '../ui/failed.tsx';
import { countText } from '../ui/format.ts';
import { LevelMark } from '../ui/level-mark.tsx';
import { Notice } from '../ui/notice.tsx';
import type { ParentHost } from '../ui/parent-host.ts';
import { whenText } from '../ui/time-text.ts';
import { useAsked } from '../ui/use-asked.ts';
import { AlertRow } from './alert-row.tsx';
import { firstStep } from './alert-words.tsx';
import { Chart } from './chart.tsx';
import type { Desk } from './desk.ts';
import { hashOf } from './route.ts';
import { TalkStarter } from './talk-starter.tsx';
import { weekSentence } from './week-words.ts';

/** Weeks that the chart shows. */
const WEEKS = 12;
/** Latest alerts that are listed. */
const LISTED = 5;

interface Week {
  readonly weeks: readonly WeekOfAlerts[];
  /** Of how many alerts the child said that it is not a problem. */
  readonly notAProblem: number;
  readonly alerts: readonly ParentAlert[];
  /** What to begin with; null: nothing waits. */
  readonly first: ParentAlert | null;
  readonly total: number;
  readonly advice: AdviceLibrary;
  readonly starters: readonly Starter[];
}

async function load({ host, guide, house }: Pick<Desk, 'host' | 'guide' | 'house'>): Promise<Week> {
  const [{ weeks, notAProblem }, { alerts, total }, first, starters] = await Promise.all([
    host.ask('weeks', { weeks: WEEKS }),
    host.ask('find-alerts', { filter: {}, offset: 0, limit: LISTED }),
    mostPressing(host),
    guide.starters(house.ageGroup),
  ]);
  const advice = await guide.advice(keysOf(first === null ? alerts : [first, ...alerts]));
  return { weeks, notAProblem, alerts, first, total, advice, starters };
}

/** Where a parent begins: what is to be done first, this week in a sentence, and how it has been. */
export function Home({ desk }: { readonly desk: Desk }) {
  const { host, guide } = desk;
  // `family` is not read: other settings show other alerts.
  const { family, house } = desk;
  const question = useCallback(() => load({ host, guide, house }), [host, guide, family, house]);
  const { asked, again } = useAsked(question);
  if (asked.state === 'asking') return <p class="soft">{t('loading')}</p>;
  if (asked.state === 'failed') return <Failed again={again} />;
  const { weeks, notAProblem, alerts, first, total, advice, starters } = asked.value;
  const levels = LEVELS.filter((level) => levelRank(level) >= levelRank(desk.family.view.parentFrom));
  return (
    <>
      {first === null ? null : <Pressing alert={first} advice={advice} now={host.now()} />}
      <Card labelledBy="week">
        <h2 id="week">{t('week_heading')}</h2>
        <p class="lead">{weekSentence(weeks, formatLanguage())}</p>
        <Chart weeks={weeks} levels={levels} />
        {notAProblem === 0 ? null : <p>{t('child_said_count', countText(notAProblem, formatLanguage()))}</p>}
        {desk.family.view.parentFrom === 'caution' ? null : <p class="soft small">{t('parent_alerts_hidden')}</p>}
      </Card>
      <TalkStarter starters={starters} now={host.now()} />
      <Card labelledBy="latest">
        <h2 id="latest">{t('latest_heading')}</h2>
        {alerts.length === 0 ? (
          <Notice kind="info" title={t('parent_alerts_none')}>
            <p>{t('parent_alerts_none_text')}</p>
          </Notice>
        ) : (
          <ul class="plain-list rows">
            {alerts.map((alert) => (
              <AlertRow key={alert.id} alert={alert} advice={advice} sites={desk.sites} now={host.now()} />
            ))}
          </ul>
        )}
        {total > LISTED ? <Button href={hashOf({ view: 'alerts' })}>{t('latest_all')}</Button> : null}
      </Card>
    </>
  );
}

/**
 * The gravest alert that nobody has dealt with yet; of equals the newest. Asked level by level: however many milder ones
 * or settled ones came since, it is found.
 */
async function mostPressing({ ask }: Pick<ParentHost, 'ask'>): Promise<ParentAlert | null> {
  const gravestFirst = [...LEVELS].reverse();
  const found = await Promise.all(
    gravestFirst.map((level) =>
      ask('find-alerts', { filter: { levels: [level], states: ['new'] }, offset: 0, limit: 1 }),
    ),
  );
  return found.flatMap(({ alerts }) => alerts)[0] ?? null;
}

interface PressingProps {
  readonly alert: ParentAlert;
  readonly advice: AdviceLibrary;
  /** ms since the epoch. */
  readonly now: number;
}

/** What happened and what to do first, in two sentences, before anything else on the page. */
function Pressing({ alert, advice, now }: PressingProps) {
  const words = adviceOf(alert, advice, 'parent');
  return (
    <Card level={alert.level} labelledBy="pressing">
      <div class="alert-head">
        <LevelMark level={alert.level} reader="parent" />
        <span class="soft small">{whenText(alert.updated, now, formatLanguage())}</span>
      </div>
      <h2 id="pressing">{words.title}</h2>
      <p class="lead">{words.what}</p>
      <p class="lead">
        <span class="label">{t('first_step')}</span> {firstStep(alert, advice)}
      </p>
      <Button kind="primary" href={hashOf({ view: 'alert', id: alert.id })}>
        {t('pressing_open')}
      </Button>
    </Card>
  );
}
