import { LEVELS } from '../engine/signal.ts';
import { t } from '../i18n.ts';
import type { WeekOfAlerts } from '../protocol/family.ts';
import { countText } from '../ui/format.ts';
import { LEVEL_NAMES } from '../ui/level-mark.tsx';

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
  const level = t(LEVEL_NAMES.parent[gravest]);
  const what = count === 1 ? t('week_one', level) : t('week_some', countText(count, language), level);
  const compared = count > last ? 'week_more' : count < last ? 'week_fewer' : 'week_same';
  return `${what} ${t(compared)}`;
}
