import { LEVELS, type Level } from '../engine/signal.ts';
import { type MessageKey, t } from '../i18n.ts';
import type { WeekOfAlerts } from '../protocol/family.ts';
import { countText } from '../ui/format.ts';

export const LEVEL_NAMES: Record<Level, MessageKey> = {
  caution: 'level_parent_caution',
  warning: 'level_parent_warning',
  urgent: 'level_parent_urgent',
};

/** All alerts of a week. */
export function weekTotal(week: WeekOfAlerts): number {
  return week.caution + week.warning + week.urgent;
}

/** This week in a sentence, and how it stands beside the week before. `weeks` oldest first; the last is this one. */
export function weekSentence(weeks: readonly WeekOfAlerts[], language: string): string {
  const now = weeks.at(-1);
  const before = weeks.at(-2);
  const count = now === undefined ? 0 : weekTotal(now);
  const last = before === undefined ? 0 : weekTotal(before);
  if (now === undefined || count === 0) return t(last === 0 ? 'week_none' : 'week_none_after_some');
  const gravest = [...LEVELS].reverse().find((level) => now[level] > 0) ?? 'caution';
  const level = t(LEVEL_NAMES[gravest]);
  const what = count === 1 ? t('week_one', level) : t('week_some', countText(count, language), level);
  const compared = count > last ? 'week_more' : count < last ? 'week_fewer' : 'week_same';
  return `${what} ${t(compared)}`;
}
