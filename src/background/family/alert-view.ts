import { type Level, levelRank } from '../../engine/signal.ts';
import type { AlertFilter, ParentAlert, View } from '../../protocol/family.ts';
import type { AlertSummary } from '../../protocol/messages.ts';
import { type StoredAlert, summaryOf } from '../../store/alerts.ts';

/** Whether the parent is told of an alert at all. */
export function maySee(alert: StoredAlert, view: View): boolean {
  return levelRank(alert.level) >= levelRank(view.parentFrom);
}

/** Whether lines of a level are sealed, and opened by the PIN. */
export function reachesLines(level: Level | null, from: View['linesFrom']): boolean {
  return level !== null && from !== null && levelRank(level) >= levelRank(from);
}

/** An alert as the parent is shown it: without site and name where the child's age says so. */
export function seenBy(alert: StoredAlert, view: View): ParentAlert {
  const { id, level, signals, raised, updated, state, stateSince } = alert;
  const lines = reachesLines(level, view.linesFrom) ? alert.lines : 0;
  return {
    id,
    site: view.parentSeesSite ? alert.site : null,
    title: view.parentSeesSite ? alert.title : null,
    level,
    signals,
    raised,
    updated,
    reasons: alert.reasons.map(({ signal, rule, time }) => ({ signal, rule, time })),
    state,
    stateSince,
    lines,
  };
}

/**
 * The list of the popup, which anybody at this browser can open: behind the same view, but for the sites in `front`, where
 * the chat itself stands open.
 */
export function listed(
  alerts: readonly StoredAlert[],
  view: View,
  front: ReadonlySet<string>,
): { readonly shown: AlertSummary[]; readonly elsewhere: string[] } {
  const shown: AlertSummary[] = [];
  const elsewhere: string[] = [];
  for (const alert of alerts) {
    const inFront = front.has(alert.site);
    if (!inFront && !maySee(alert, view)) elsewhere.push(alert.id);
    else if (inFront || view.parentSeesSite) shown.push(summaryOf(alert));
    else shown.push({ ...summaryOf(alert), site: null, title: null });
  }
  return { shown, elsewhere };
}

/** Whether an alert is one of those that are looked for. What isn't shown can't be searched for either. */
export function matches(
  alert: StoredAlert,
  filter: AlertFilter,
  view: View,
  siteName: (id: string) => string,
): boolean {
  const { levels, sites, signals, states, text } = filter;
  if (levels !== undefined && !levels.includes(alert.level)) return false;
  if (states !== undefined && !states.includes(alert.state)) return false;
  if (signals !== undefined && !alert.signals.some((signal) => signals.includes(signal))) return false;
  if (sites !== undefined && !(view.parentSeesSite && sites.includes(alert.site))) return false;
  const wanted = folded(text ?? '');
  if (wanted === '') return true;
  return (
    view.parentSeesSite && [alert.title, alert.site, siteName(alert.site)].some((name) => folded(name).includes(wanted))
  );
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}
