import type { Note } from '../../journal/journal.ts';
import type { AlertState, SealedLines, View, WeekOfAlerts } from '../../protocol/family.ts';
import { allAlerts, putAlert, readAlert, type StoredAlert } from '../../store/alerts.ts';
import { readSealed } from '../../store/sealed.ts';
import type { Change } from '../../store/shelf.ts';
import type { Handlers } from '../router.ts';
import type { Room } from '../study.ts';
import { matches, maySee, reachesLines, seenBy } from './alert-view.ts';
import { mayChange } from './gate.ts';

type AlertKind = 'find-alerts' | 'one-alert' | 'set-alert-state' | 'alert-lines' | 'weeks';

/** Alerts as the parent may see them, what the parent makes of them, and their sealed lines. */
export function createAlertHandlers(room: Room): Pick<Handlers, AlertKind> {
  const { cupboard, queue, env, household } = room;
  const view = async (): Promise<View> => (await household.current()).view;
  let known: { readonly writes: number; readonly alerts: readonly StoredAlert[] } | null = null;

  /** All alerts, kept in memory until one is written: a page that filters asks again and again. */
  async function all(): Promise<readonly StoredAlert[]> {
    const writes = cupboard.writes('alerts');
    if (known?.writes === writes && cupboard.state() === 'ok') return known.alerts;
    const alerts = await allAlerts(cupboard, env.now());
    known = { writes, alerts };
    return alerts;
  }
  const siteName = (id: string) => env.sites().find((site) => site.id === id)?.name ?? id;

  return {
    'find-alerts': ({ filter, offset, limit }) =>
      queue.run(async () => {
        const as = await view();
        const found = (await all()).filter((alert) => maySee(alert, as) && matches(alert, filter, as, siteName));
        const page = found.slice(offset, offset + limit).map((alert) => seenBy(alert, as));
        return { alerts: page, total: found.length, sites: [...env.sites()] };
      }),

    'one-alert': ({ alert: id }) =>
      queue.run(async () => {
        const as = await view();
        const alert = await readAlert(cupboard, id, env.now());
        return { alert: alert !== null && maySee(alert, as) ? seenBy(alert, as) : null };
      }),

    'set-alert-state': ({ token, states }) =>
      queue.run(async () => {
        if (!(await mayChange(room, token))) return { outcome: 'locked' };
        const before: { alert: string; state: AlertState }[] = [];
        const changes: Change[] = [];
        const notes: Note[] = [];
        for (const { alert: id, state } of new Map(states.map((each) => [each.alert, each])).values()) {
          const alert = await readAlert(cupboard, id, env.now());
          if (alert === null || alert.state === state) continue;
          before.push({ alert: id, state: alert.state });
          // A false alarm also quietens its rules in this conversation, and an undo lets them speak again: see `quietRules`.
          // Whether it was seen is left as it is: that is the child's.
          changes.push(putAlert({ ...alert, state, stateSince: env.now() }));
          notes.push({ kind: 'alert-state', facts: { alert: id, state } });
        }
        await household.write(changes, notes);
        return { outcome: 'done', before };
      }),

    'alert-lines': ({ token, alert: id }) =>
      queue.run(async () => {
        if (!(await room.sessions.isOpen(token, env.now()))) return { outcome: 'locked' };
        const alert = await readAlert(cupboard, id, env.now());
        return { outcome: 'done', parts: alert === null ? [] : await partsOf(alert) };
      }),

    weeks: ({ weeks }) =>
      queue.run(async () => {
        const as = await view();
        const alerts = (await all()).filter((alert) => maySee(alert, as));
        const notAProblem = alerts.filter((alert) => alert.notAProblem !== null).length;
        return { weeks: countWeeks(alerts, weeks, env.now()), notAProblem };
      }),
  };

  async function partsOf(alert: StoredAlert): Promise<SealedLines[]> {
    const as = await view();
    if (!maySee(alert, as) || !reachesLines(alert.level, as.linesFrom)) return [];
    return readSealed(cupboard, alert, env.now());
  }
}

/** Alerts by the week of their first rise, oldest week first. */
export function countWeeks(alerts: readonly StoredAlert[], weeks: number, now: number): WeekOfAlerts[] {
  const starts = Array.from({ length: weeks }, (_, index) => mondayOf(now, weeks - 1 - index));
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? Number.POSITIVE_INFINITY;
    const count = (level: string) =>
      alerts.filter((alert) => alert.level === level && alert.raised >= start && alert.raised < end).length;
    return { start, caution: count('caution'), warning: count('warning'), urgent: count('urgent') };
  });
}

/** Midnight of a Monday, so many weeks ago. By the calendar: weeks with a change of the clock have other lengths. */
function mondayOf(now: number, weeksAgo: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - ((day.getDay() + 6) % 7) - 7 * weeksAgo).getTime();
}
