import { LEVELS, type Level, levelRank } from '../../engine/signal.ts';
import { withheld } from '../../journal/entry.ts';
import type { View } from '../../protocol/family.ts';
import type { JournalEntry, WithheldEntry } from '../../protocol/journal.ts';

/**
 * The journal behind the view of the child's age: what a parent may not know of an alert can't be read here either.
 * The entries of an alert name its level and never its site; that stands with the alert, and goes with it.
 */
export interface JournalView {
  /** Whether the parent may know of an entry at all. */
  knows(entry: JournalEntry): boolean;
  /** An entry as the page for parents shows it, without what the age hides. */
  shown(entry: JournalEntry): JournalEntry;
  /** An entry as a report gives it: as it was hashed, or withheld as a whole. */
  reported(entry: JournalEntry): Promise<JournalEntry | WithheldEntry>;
}

/** @param whole all entries: of each alert the gravest level decides, as it does for the alert itself */
export function journalView(whole: readonly JournalEntry[], view: View): JournalView {
  const levels = new Map<string, Level>();
  for (const { kind, facts } of whole) {
    const level = LEVELS.find((each) => each === facts.level);
    if (kind !== 'alert' || typeof facts.alert !== 'string' || level === undefined) continue;
    if (levelRank(level) > levelRank(levels.get(facts.alert) ?? null)) levels.set(facts.alert, level);
  }
  const knows = ({ facts }: JournalEntry) =>
    typeof facts.alert !== 'string' || levelRank(levels.get(facts.alert) ?? null) >= levelRank(view.parentFrom);
  const namesSite = ({ facts }: JournalEntry) => facts.site !== undefined && !view.parentSeesSite;
  return {
    knows,
    shown(entry) {
      if (!namesSite(entry)) return entry;
      const { site: _, ...facts } = entry.facts;
      return { ...entry, facts };
    },
    reported: async (entry) => (knows(entry) && !namesSite(entry) ? entry : withheld(entry)),
  };
}
