import type { Level, SignalId } from '../engine/signal.ts';
import { type AdviceLibrary, adviceFor, adviceForLevel, type ParentAdvice } from '../guidance/index.ts';
import { type MessageKey, t, textLanguage } from '../i18n.ts';
import type { AlertState, ParentAlert } from '../protocol/family.ts';
import { adviceOf } from '../ui/alert-facts.tsx';

export const STATES: readonly AlertState[] = ['new', 'talked-about', 'reported', 'false-alarm'];

export const STATE_NAMES: Record<AlertState, MessageKey> = {
  new: 'state_new',
  'talked-about': 'state_talked',
  reported: 'state_reported',
  'false-alarm': 'state_false',
};

/** What to do before all else: at `urgent` the first step of the level, since calm comes before passwords. */
export function firstStep(alert: Pick<ParentAlert, 'level' | 'signals'>, advice: AdviceLibrary): string {
  const levelled = levelAdvice(alert.level, advice);
  const own = adviceOf(alert, advice, 'parent');
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
