import type { AdviceLibrary } from '../guidance/index.ts';
import { formatLanguage, t } from '../i18n.ts';
import type { ParentAlert } from '../protocol/family.ts';
import { whenText } from '../ui/time-text.ts';
import { signalTitle } from './alert-words.tsx';

/** Moments closer than this belong together, in ms. */
const TOGETHER = 60_000;

interface Moment {
  /** ms since the epoch. */
  readonly time: number;
  readonly titles: readonly string[];
}

interface TimelineProps {
  readonly alert: Pick<ParentAlert, 'reasons' | 'raised' | 'updated'>;
  readonly advice: AdviceLibrary;
  /** ms since the epoch. */
  readonly now: number;
}

/** How it came about: what was noticed, when, and when the alert was raised. */
export function Timeline({ alert, advice, now }: TimelineProps) {
  const language = formatLanguage();
  const moments = momentsOf(alert, advice);
  return (
    <ol class="timeline">
      {moments.map(({ time, titles }) => (
        <li key={time} class="moment">
          <time class="soft small" dateTime={new Date(time).toISOString()}>
            {whenText(time, now, language)}
          </time>
          {titles.map((title) => (
            <p key={title}>{title}</p>
          ))}
        </li>
      ))}
    </ol>
  );
}

/** Oldest first; the same thing noticed again within a minute is told once. */
function momentsOf(alert: TimelineProps['alert'], advice: AdviceLibrary): Moment[] {
  const events = alert.reasons.map(({ time, signal }) => ({ time, title: signalTitle(signal, advice) }));
  events.push({ time: alert.raised, title: t('timeline_raised') });
  if (alert.updated > alert.raised) events.push({ time: alert.updated, title: t('timeline_rose') });
  events.sort((a, b) => a.time - b.time);
  const moments: Moment[] = [];
  for (const { time, title } of events) {
    const last = moments.at(-1);
    if (last === undefined || time - last.time >= TOGETHER) moments.push({ time, titles: [title] });
    else if (!last.titles.includes(title)) moments[moments.length - 1] = { ...last, titles: [...last.titles, title] };
  }
  return moments;
}
