import { useCallback } from 'preact/hooks';
import type { AdviceLibrary, CountryHelp } from '../guidance/index.ts';
import { formatLanguage, t } from '../i18n.ts';
import type { ParentAlert } from '../protocol/family.ts';
import { adviceOf, keysOf, Lines, placeText } from '../ui/alert-facts.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Failed } from '../ui/failed.tsx';
import { HelplineItem } from '../ui/helpline.tsx';
import { LevelMark } from '../ui/level-mark.tsx';
import { Notice } from '../ui/notice.tsx';
import { whenText } from '../ui/time-text.ts';
import { useAsked, useLatest } from '../ui/use-asked.ts';
import { AlertStates } from './alert-states.tsx';
import { firstStep, levelAdvice } from './alert-words.tsx';
import type { Desk } from './desk.ts';
import { Gate } from './gate.tsx';
import { LinesPart } from './opened-lines.tsx';
import { hashOf } from './route.ts';
import { Timeline } from './timeline.tsx';

interface Shown {
  readonly alert: ParentAlert | null;
  readonly advice: AdviceLibrary;
  readonly help: CountryHelp;
}

/** One alert: what happened, what to do first, and then everything that a parent may want to know. */
export function AlertPage({ desk, id }: { readonly desk: Desk; readonly id: string }) {
  const { host, guide, family } = desk;
  const { country } = family.settings;
  const question = useCallback(async (): Promise<Shown> => {
    const [{ alert }, help] = await Promise.all([host.ask('one-alert', { alert: id }), guide.help(country)]);
    return { alert, help, advice: await guide.advice(alert === null ? [] : keysOf([alert])) };
    // `family` is not read: a new one comes when the page was brought to the front, and the alert may have risen.
  }, [host, guide, id, country, family]);
  const { asked, again } = useAsked(question);
  const back = <Button href={hashOf({ view: 'alerts' })}>{t('alert_back')}</Button>;
  const shown = useLatest(asked);
  const failed = asked.state === 'failed' ? <Failed again={again} /> : null;
  if (shown === null) return failed ?? <p class="soft">{t('loading')}</p>;
  const { alert, advice, help } = shown;
  if (alert === null) {
    return (
      <Notice kind="info" title={t('alert_gone')}>
        <p>{t('alert_gone_text')}</p>
        {back}
      </Notice>
    );
  }
  return (
    <>
      {failed}
      <OneAlert desk={desk} alert={alert} advice={advice} help={help} again={again} />
    </>
  );
}

interface OneAlertProps {
  readonly desk: Desk;
  readonly alert: ParentAlert;
  readonly advice: AdviceLibrary;
  readonly help: CountryHelp;
  readonly again: () => void;
}

function OneAlert({ desk, alert, advice, help, again }: OneAlertProps) {
  const words = adviceOf(alert, advice, 'parent');
  const levelled = levelAdvice(alert.level, advice);
  const where = placeText(alert, desk.sites);
  const when = whenText(alert.updated, desk.host.now(), formatLanguage());
  return (
    <>
      <div class="actions not-printed">
        <Button href={hashOf({ view: 'alerts' })}>{t('alert_back')}</Button>
        <Button href={hashOf({ view: 'report', ids: [alert.id] })}>{t('alert_report')}</Button>
      </div>
      <Card level={alert.level} labelledBy="what">
        <div class="alert-head">
          <LevelMark level={alert.level} reader="parent" />
          <span class="soft small">{where === null ? when : `${where} · ${when}`}</span>
        </div>
        <h2 id="what">{words.title}</h2>
        <p class="lead">{words.what}</p>
        <p class="lead">
          <span class="label">{t('first_step')}</span> {firstStep(alert, advice)}
        </p>
      </Card>
      <div class="columns">
        <div class="column">
          <Card labelledBy="todo">
            <h2 id="todo">{t('parent_alert_todo')}</h2>
            {alert.level === 'urgent' ? <Steps title={levelled.title} steps={levelled.do} /> : null}
            <Steps title={alert.level === 'urgent' ? words.title : null} steps={words.do} />
            {words.also === undefined ? null : <p>{words.also}</p>}
            <Lines title={t('parent_alert_keep')} lines={words.keep} />
          </Card>
          <Card labelledBy="talk">
            <h2 id="talk">{t('alert_talk')}</h2>
            <Lines title={t('parent_alert_open')} lines={words.open} spoken />
            <Lines title={t('parent_alert_say')} lines={words.say} spoken />
            <Lines title={t('parent_alert_avoid')} lines={[...new Set([...words.avoid, ...levelled.avoid])]} spoken />
          </Card>
          <Card labelledBy="report-to">
            <h2 id="report-to">{t('talk_report')}</h2>
            <p class="soft">{t('report_calm')}</p>
            <ul class="plain-list">
              {[...help.offers.report.lines, ...help.offers.report.fallback].map((line) => (
                <HelplineItem key={line.name} line={line} />
              ))}
            </ul>
            <Button href={hashOf({ view: 'help' })}>{t('alert_all_help')}</Button>
          </Card>
        </div>
        <div class="column">
          <Gate desk={desk} why={t('gate_why_words')} />
          <AlertStates desk={desk} alert={alert} onChanged={again} />
          <Card labelledBy="why">
            <h2 id="why">{t('parent_alert_why')}</h2>
            <p>{words.why}</p>
            <h3>{t('alert_timeline')}</h3>
            <Timeline alert={alert} advice={advice} now={desk.host.now()} />
          </Card>
          <LinesPart desk={desk} alert={alert} />
        </div>
      </div>
    </>
  );
}

/** Steps in order; the title is left out where the heading above says it. */
function Steps({ title, steps }: { readonly title: string | null; readonly steps: readonly string[] }) {
  return (
    <div>
      {title === null ? null : <p class="label">{title}</p>}
      <ol>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  );
}
