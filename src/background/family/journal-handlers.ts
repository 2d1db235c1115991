import { entrySchema } from '../../journal/entry.ts';
import { checkJournal, journalPage, signed, wholeJournal } from '../../journal/journal.ts';
import type { JournalEntry, ReportFacts } from '../../protocol/family.ts';
import { readAlert } from '../../store/alerts.ts';
import { readSealed } from '../../store/sealed.ts';
import type { Handlers } from '../router.ts';
import type { Room } from '../study.ts';
import { maySee, seenBy } from './alert-view.ts';
import { mayChange } from './gate.ts';

type JournalKinds = 'journal' | 'report-facts' | 'sign-report';

/** The journal, and the facts and the signature of a report. */
export function createJournalHandlers(room: Room): Pick<Handlers, JournalKinds> {
  const { cupboard, queue, env, household } = room;
  return {
    journal: ({ before, limit }) =>
      queue.run(async () => ({
        entries: await journalPage(cupboard, before, limit),
        check: await checkJournal(cupboard, env.now()),
      })),

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
        const journal = stretchOf(await wholeJournal(cupboard), new Set(alerts.map(({ id }) => id)));
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
}

/** The journal from the first entry about one of these alerts to its end: a chain shows nothing with links left out. */
function stretchOf(raw: readonly unknown[], alerts: ReadonlySet<string>): JournalEntry[] {
  const entries = raw.flatMap((item) => {
    const parsed = entrySchema.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
  const first = entries.findIndex(({ facts }) => typeof facts.alert === 'string' && alerts.has(facts.alert));
  return first === -1 ? [] : entries.slice(first);
}
