import { adviceForLevel, type CountryHelp, telHref, warningText } from '../guidance/index.ts';
import { t, textLanguage } from '../i18n.ts';
import type { AlertSummary } from '../protocol/messages.ts';
import { AlertTime, adviceOf, Lines, placeText, Reasons } from '../ui/alert-facts.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import type { Host } from '../ui/host.ts';
import { LevelMark } from '../ui/level-mark.tsx';
import type { Home } from './load.ts';
import { NotAProblem } from './not-a-problem.tsx';

interface AlertCardProps {
  readonly alert: AlertSummary;
  readonly home: Home;
  /** ms since the epoch. */
  readonly now: number;
  /** Shows at once what to do: for the newest one. */
  readonly open: boolean;
  /** The child said that it is not a problem. */
  readonly said: boolean;
  readonly onSaid: (notAProblem: boolean) => void;
  readonly host: Host;
  readonly onTell: (title: string) => void;
}

/** One alert for the child, in the words of the warning on the page: what happened, why, what to do, whom to call. */
export function AlertCard({ alert, home, now, open, said, onSaid, host, onTell }: AlertCardProps) {
  const words = warningText(home.advice, alert, textLanguage());
  const advice = adviceOf(alert, home.advice, 'child');
  const also =
    alert.level === 'urgent' ? adviceForLevel(home.advice, 'urgent', textLanguage()).child.also : advice.also;
  const where = placeText(alert, home.sites);
  const heading = `alert-${alert.id}`;
  return (
    <Card level={alert.level} labelledBy={`${heading} ${heading}-where`}>
      <div class="alert-head">
        <LevelMark level={alert.level} reader="child" />
        {alert.seen ? null : <span class="alert-new">{t('alert_new')}</span>}
      </div>
      <div>
        <h3 id={heading}>{words.title}</h3>
        <p id={`${heading}-where`} class="soft small">
          {where === null ? null : `${where} · `}
          <AlertTime alert={alert} now={now} />
        </p>
        {where === null ? <p class="soft small">{t('alert_where_hidden')}</p> : null}
      </div>
      <p>{words.why}</p>
      <details open={open}>
        <summary>{t('alert_what_to_do')}</summary>
        <ol>
          {words.todo.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {also === undefined ? null : <p>{also}</p>}
        <Lines title={t('alert_words')} lines={advice.say} spoken />
        <Lines title={t('alert_keep')} lines={advice.keep} />
      </details>
      <details>
        <summary>{t('alert_why')}</summary>
        <p>{t('alert_reasons')}</p>
        <Reasons alert={alert} advice={home.advice} reader="child" now={now} />
      </details>
      {alert.level === 'urgent' ? <FirstHelpline help={home.help} /> : null}
      <Button wide onPress={() => onTell(words.title)}>
        {t('tell_open')}
      </Button>
      <NotAProblem alert={alert} said={said} onSaid={onSaid} host={host} />
    </Card>
  );
}

/** The first helpline for children that has a number: one press away when it is urgent. */
function FirstHelpline({ help }: { readonly help: CountryHelp }) {
  for (const line of help.offers.child.lines) {
    const tel = telHref(line);
    if (tel === null) continue;
    return (
      <Button kind="primary" wide href={tel}>
        {t('alert_call', line.name, line.shown ?? line.phone ?? '')}
      </Button>
    );
  }
  return null;
}
