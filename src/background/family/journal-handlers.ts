import { checkJournal, readableJournal, signed } from '../../journal/journal.ts';
import type { JournalEntry, ReportFacts } from '../../protocol/journal.ts';
import { readAlert } from '../../store/alerts.ts';
import { readSealed } from '../../store/sealed.ts';
import type { Handlers } from '../router.ts';
import type { Room } from '../study.ts';
import { maySee, seenBy } from './alert-view.ts';
import { mayChange } from './gate.ts';
import { journalView } from './journal-view.ts';

type JournalKinds = 'journal' | 'report-facts' | 'sign-report';

/** The journal, and the facts and the signature of a report. */
export function createJournalHandlers(room: Room): Pick<Handlers, JournalKinds> {
  const { cupboard, queue, env, household } = room;
  return {
    journal: ({ before, limit }) =>
      queue.run(async () => {
        const { view } = await household.current();
        const whole = await readableJournal(cupboard);
        const as = journalView(whole, view);
        const page = whole.filter((entry) => (before === null || entry.seq < before) && as.knows(entry)).slice(-limit);
        const sites = view.parentSeesSite ? await sitesOf(page) : new Map<string, string>();
        return {
          entries: page.reverse().map((entry) => withSite(as.shown(entry), sites)),
          check: await checkJournal(cupboard, env.now()),
        };
      }),

    'report-facts': ({ token, alerts: ids }) =>
      queue.run(async () => {
        if (!(await mayChange(room, token))) return { outcome: 'locked' };
        const now = env.now();
        const { settings, view } = await household.current();
        const open = await room.sessions.isOpen(token, now);
        const alerts: ReportFacts['alerts'][number][] = [];
        for (const id of new Set(ids)) {
          const alert = await readAlert(cupboard, id, now);
          if (alert === null || !maySee(alert, view)) continue;
          const shown = seenBy(alert, view);
          alerts.push({ ...shown, parts: open && shown.lines > 0 ? await readSealed(cupboard, alert, now) : [] });
        }
        const whole = await readableJournal(cupboard);
        const as = journalView(whole, view);
        const stretch = stretchOf(whole, new Set(alerts.map(({ id }) => id)));
        const journal = await Promise.all(stretch.map((entry) => as.reported(entry)));
        const zone = -new Date(now).getTimezoneOffset();
        return { outcome: 'done', facts: { alerts, journal, country: settings.country, made: now, zone } };
      }),

    'sign-report': ({ token, hash, alerts }) =>
      queue.run(async () => {
        if (!(await mayChange(room, token))) return { outcome: 'locked' };
        await household.write([], [{ kind: 'report', facts: { hash, alerts: alerts.length } }]);
        return { outcome: 'done', signature: await signed(cupboard, hash) };
      }),
  };

  /** The sites of those alerts of some entries that are still kept. */
  async function sitesOf(entries: readonly JournalEntry[]): Promise<ReadonlyMap<string, string>> {
    const sites = new Map<string, string>();
    for (const { facts } of entries) {
      const alert = typeof facts.alert === 'string' ? await readAlert(cupboard, facts.alert, env.now()) : null;
      if (alert !== null) sites.set(alert.id, alert.site);
    }
    return sites;
  }
}

/** The site of an alert beside what the journal says of it, while the alert is there. */
function withSite(entry: JournalEntry, sites: ReadonlyMap<string, string>): JournalEntry {
  const { facts } = entry;
  const site = entry.kind === 'alert' && typeof facts.alert === 'string' ? sites.get(facts.alert) : undefined;
  return site === undefined ? entry : { ...entry, facts: { ...facts, site } };
}

/** The journal from the first entry about one of these alerts to its end: a chain shows nothing with links left out. */
function stretchOf(entries: readonly JournalEntry[], alerts: ReadonlySet<string>): JournalEntry[] {
  const first = entries.findIndex(({ facts }) => typeof facts.alert === 'string' && alerts.has(facts.alert));
  return first === -1 ? [] : entries.slice(first);
}
