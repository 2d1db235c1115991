import type { Level, SignalId } from '../engine/signal.ts';
import { type AdviceLibrary, adviceFor, adviceForLevel, adviceKeys, type ParentAdvice } from '../guidance/index.ts';
import { type MessageKey, t, textLanguage } from '../i18n.ts';
import type { AlertState, ParentAlert } from '../protocol/family.ts';

export const STATES: readonly AlertState[] = ['new', 'talked-about', 'reported', 'false-alarm'];

export const STATE_NAMES: Record<AlertState, MessageKey> = {
  new: 'state_new',
  'talked-about': 'state_talked',
  reported: 'state_reported',
  'false-alarm': 'state_false',
};

type Told = Pick<ParentAlert, 'level' | 'signals' | 'reasons'>;

/** The keys of all advice that these alerts speak of. */
export function adviceKeysOf(alerts: readonly Told[]): string[] {
  const keys = alerts.flatMap((alert) =>
    adviceKeys(alert.level, [...alert.signals, ...alert.reasons.map(({ signal }) => signal)]),
  );
  return [...new Set(keys)];
}

/** What the parent reads about an alert: the advice on its strongest signal, else that on its level. */
export function parentAdvice(alert: Pick<Told, 'level' | 'signals'>, advice: AdviceLibrary): ParentAdvice {
  const [strongest] = alert.signals;
  const found =
    strongest === undefined
      ? adviceForLevel(advice, alert.level, textLanguage())
      : adviceFor(advice, strongest, textLanguage());
  return found.parent;
}

/** What to do before all else: at `urgent` the first step of the level, since calm comes before passwords. */
export function firstStep(alert: Pick<Told, 'level' | 'signals'>, advice: AdviceLibrary): string {
  const levelled = levelAdvice(alert.level, advice);
  const own = parentAdvice(alert, advice);
  return (alert.level === 'urgent' ? levelled.do[0] : own.do[0]) ?? levelled.title;
}

export function levelAdvice(level: Level, advice: AdviceLibrary): ParentAdvice {
  return adviceForLevel(advice, level, textLanguage()).parent;
}

/** What a kind of evidence is, in a line. */
export function signalTitle(signal: SignalId, advice: AdviceLibrary): string {
  return adviceFor(advice, signal, textLanguage()).parent.title;
}

/** How the alert stands with the parent. */
export function StateMark({ state }: { readonly state: AlertState }) {
  return (
    <span class="state-mark small" data-state={state}>
      {t(STATE_NAMES[state])}
    </span>
  );
}
