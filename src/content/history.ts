/** What stood on the page when a thread was opened is history: evidence, and no reason to startle anybody now. */

/** A row that is dated up to this much before the watch began still counts as written under it: clocks count seconds. */
const SLACK_MS = 1000;
/** Within this time of opening, lists are still being filled. */
const SETTLE_MS = 10_000;
const BULK_SETTLE_MS = 3000;
/** So many rows at once, just after opening, are a list being filled. */
const BULK = 3;
/** A row dated this much before the watch began, in a list that is being filled, is old. */
const OLD_MS = 60_000;

export interface HistoryFacts {
  /** It is read in the first pass over a thread that just opened. */
  readonly opening: boolean;
  /** A row that was read before stands below it. */
  readonly aboveKnown: boolean;
  /** A row that was read on an earlier visit of the thread stands above it. */
  readonly belowKnown: boolean;
  /** Its message was read before, with other words. */
  readonly edited: boolean;
  /** New rows in the same batch. */
  readonly batch: number;
  readonly time: number | null;
}

/** `started`: the watch over the page, in ms since the epoch, as the row's own time; `opened`, of the thread, and `now`: in ms on a clock that nobody sets. */
export function isHistory(facts: HistoryFacts, started: number, opened: number, now: number): boolean {
  // Written while this page was watched: news, wherever it stands.
  if (facts.time !== null && facts.time >= started - SLACK_MS) return false;
  const age = now - opened;
  // Words that change under the eyes of the watch are news; while a list is being filled, they are the filling.
  if (facts.edited) return facts.opening || age < BULK_SETTLE_MS;
  if (facts.aboveKnown) return true;
  if (facts.opening) return !facts.belowKnown;
  if (facts.time !== null) return age < SETTLE_MS && facts.time < started - OLD_MS;
  return age < BULK_SETTLE_MS && facts.batch >= BULK;
}
