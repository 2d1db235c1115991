import type { SignalId } from '../engine/signal.ts';
import { type AdviceLibrary, adviceFor, adviceForLevel, adviceKeys, namedSignal } from '../guidance/index.ts';
import { formatLanguage, t, textLanguage } from '../i18n.ts';
import type { AlertSummary, SiteSummary } from '../protocol/messages.ts';
import type { Reader } from './guide.ts';
import { siteNames } from './site-name.ts';
import { whenText } from './time-text.ts';

/** Newest rise first, whatever the order in which the alerts came. */
export function newestFirst(alerts: readonly AlertSummary[]): AlertSummary[] {
  return [...alerts].sort((a, b) => b.updated - a.updated);
}

/** What advice is chosen by: the summary of the child and the alert of the parent both have it. */
type Told = Pick<AlertSummary, 'level' | 'signals' | 'reasons'>;

/** Every piece of advice that these alerts speak of. */
export function keysOf(alerts: readonly Told[]): string[] {
  const keys = alerts.flatMap((alert) =>
    adviceKeys(alert.level, [...alert.signals, ...alert.reasons.map(({ signal }) => signal)]),
  );
  return [...new Set(keys)];
}

/** The advice that fits an alert best: that of the signal that is named, else that of its level. */
export function adviceOf<R extends Reader>(alert: Pick<Told, 'level' | 'signals'>, advice: AdviceLibrary, reader: R) {
  const named = namedSignal(alert);
  const found =
    named === undefined
      ? adviceForLevel(advice, alert.level, textLanguage())
      : adviceFor(advice, named, textLanguage());
  return found[reader];
}

/** Site and name of the chat, as far as the age group shows them; null when it shows neither. */
export function placeText(alert: Pick<AlertSummary, 'site' | 'title'>, sites: readonly SiteSummary[]): string | null {
  if (alert.site === null) return null;
  const site = siteNames(sites, 'site_other')(alert.site);
  return alert.title === null || alert.title === '' ? site : t('alert_where', site, alert.title);
}

/** When the alert last rose. */
export function AlertTime({ alert, now }: { readonly alert: AlertSummary; readonly now: number }) {
  return <time dateTime={new Date(alert.updated).toISOString()}>{whenText(alert.updated, now, formatLanguage())}</time>;
}

interface ReasonsProps {
  readonly alert: AlertSummary;
  readonly advice: AdviceLibrary;
  readonly reader: Reader;
  /** ms since the epoch. */
  readonly now: number;
}

/** Each kind of evidence once, in a sentence, with the time when it was first noticed. */
export function Reasons({ alert, advice, reader, now }: ReasonsProps) {
  const first = new Map<SignalId, number>();
  for (const { signal, time } of [...alert.reasons].sort((a, b) => a.time - b.time)) {
    if (!first.has(signal)) first.set(signal, time);
  }
  return (
    <ul>
      {[...first].map(([signal, time]) => (
        <li key={signal}>
          {adviceFor(advice, signal, textLanguage())[reader].what}{' '}
          <span class="soft small">{whenText(time, now, formatLanguage())}</span>
        </li>
      ))}
    </ul>
  );
}

interface LinesProps {
  readonly title: string;
  readonly lines: readonly string[];
  /** They are words to say: set in the quotation marks of the language. */
  readonly spoken?: boolean;
}

/** A titled list of short lines; nothing when there are none. */
export function Lines({ title, lines, spoken = false }: LinesProps) {
  if (lines.length === 0) return null;
  return (
    <div>
      <p class="label">{title}</p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{spoken ? <q>{line}</q> : line}</li>
        ))}
      </ul>
    </div>
  );
}
