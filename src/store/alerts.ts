import * as z from 'zod/mini';
import type { Alert as EngineAlert, Reason } from '../engine/finding.ts';
import { LEVELS, type Level, levelRank, SIGNALS, type SignalId } from '../engine/signal.ts';
import type { AlertState } from '../protocol/family.ts';
import type { AlertSummary } from '../protocol/messages.ts';
import { reasonSchema } from './conversations.ts';
import { readItem, readItems } from './item.ts';
import type { Change, Shelf } from './shelf.ts';

/** Signals of an alert that are kept. */
const MAX_SIGNALS = 12;
const MAX_REASONS = 24;

/** The one alert of a conversation: it grows, and its level never falls. Its id is that of the conversation. */
export interface StoredAlert {
  readonly id: string;
  readonly site: string;
  /** Name above the thread, as shown when the alert was raised or last grew; the only name that is kept. */
  readonly title: string;
  readonly level: Level;
  /** Strongest first. */
  readonly signals: readonly SignalId[];
  readonly reasons: readonly Reason[];
  /** ms: first rise, newest rise, last growth of any kind. */
  readonly raised: number;
  readonly updated: number;
  readonly touched: number;
  /** Highest level that the page has shown, and that a notification was made for. */
  readonly shown: Level | null;
  readonly notified: Level | null;
  /** "I'm fine": the level and the signals that it was said of. */
  readonly dismissed: { readonly level: Level; readonly signals: readonly SignalId[] } | null;
  /** 1 until the person has seen it in one of our pages; a number, so that it can be an index. */
  readonly unseen: 0 | 1;
  /** When the child said that it is not a problem, in ms; null: not said, or taken back. */
  readonly notAProblem: number | null;
  /** What the parent has made of it, and since when (ms; null: never said). */
  readonly state: AlertState;
  readonly stateSince: number | null;
  /** Sealed parts of its conversation, and lines in them. */
  readonly parts: number;
  readonly lines: number;
}

const levelOrNull = z.nullable(z.enum(LEVELS));
const signals = z.array(z.enum(SIGNALS)).check(z.maxLength(SIGNALS.length));
const schema: z.ZodMiniType<StoredAlert> = z.object({
  id: z.string(),
  site: z.string(),
  title: z.string().check(z.maxLength(1000)),
  level: z.enum(LEVELS),
  signals,
  reasons: z.array(reasonSchema).check(z.maxLength(100)),
  raised: z.number(),
  updated: z.number(),
  touched: z.number(),
  shown: levelOrNull,
  notified: levelOrNull,
  dismissed: z.nullable(z.object({ level: z.enum(LEVELS), signals })),
  unseen: z.union([z.literal(0), z.literal(1)]),
  notAProblem: z._default(z.nullable(z.number()), null),
  state: z._default(z.enum(['new', 'talked-about', 'reported', 'false-alarm']), 'new'),
  stateSince: z._default(z.nullable(z.number()), null),
  parts: z._default(z.int().check(z.gte(0)), 0),
  lines: z._default(z.int().check(z.gte(0)), 0),
});

export function readAlert(shelf: Shelf, id: string, now: number): Promise<StoredAlert | null> {
  return readItem(shelf, 'alerts', id, schema, now);
}

/** Alerts by newest rise, newest first. */
export function newestAlerts(shelf: Shelf, limit: number, now: number): Promise<StoredAlert[]> {
  return readItems(shelf, { store: 'alerts', index: 'updated', newestFirst: true, limit }, schema, now);
}

export function unseenAlerts(shelf: Shelf, limit: number, now: number): Promise<StoredAlert[]> {
  return readItems(shelf, { store: 'alerts', index: 'unseen', only: 1, limit }, schema, now);
}

/** All alerts, newest rise first. A few thousand at most: they age out. */
export function allAlerts(shelf: Shelf, now: number): Promise<StoredAlert[]> {
  return readItems(shelf, { store: 'alerts', index: 'updated', newestFirst: true }, schema, now);
}

export function putAlert(alert: StoredAlert): Change {
  return { store: 'alerts', key: alert.id, value: alert };
}

/** The alert after the engine raised a level or found more at the same one. */
export function growAlert(
  before: StoredAlert | null,
  from: EngineAlert,
  where: { readonly id: string; readonly site: string; readonly title: string; readonly now: number },
): StoredAlert {
  const { id, site, title, now } = where;
  const base: StoredAlert = before ?? {
    id,
    site,
    title,
    level: from.level,
    signals: [],
    reasons: [],
    raised: now,
    updated: now,
    touched: now,
    shown: null,
    notified: null,
    dismissed: null,
    unseen: 1,
    notAProblem: null,
    state: 'new',
    stateSince: null,
    parts: 0,
    lines: 0,
  };
  const rose = levelRank(from.level) > levelRank(base.level);
  return {
    ...base,
    title: title || base.title,
    level: rose ? from.level : base.level,
    signals: union(from.signals, base.signals),
    reasons: joinReasons(base.reasons, from.reasons),
    updated: rose ? now : base.updated,
    touched: now,
    unseen: rose ? 1 : base.unseen,
    // What was said of a milder level is not said of a worse one.
    state: rose ? 'new' : base.state,
    stateSince: rose ? null : base.stateSince,
  };
}

/**
 * Whether the page still has to show this alert: its level was not shown yet, and it isn't quietened. "I'm fine"
 * quietens the level it was said of and milder ones while no new signal joins; never a worse level.
 */
export function isDue(alert: StoredAlert): boolean {
  const { dismissed } = alert;
  if (dismissed === null) return levelRank(alert.level) > levelRank(alert.shown);
  if (levelRank(alert.level) > levelRank(dismissed.level)) return levelRank(alert.level) > levelRank(alert.shown);
  return alert.signals.some((signal) => !dismissed.signals.includes(signal));
}

/** The page has shown it at a level. What was dismissed before and is shown again with a new signal is answered anew. */
export function markShown(alert: StoredAlert, level: Level): StoredAlert {
  const shown = higher(alert.shown, lower(level, alert.level));
  return { ...alert, shown, dismissed: alert.dismissed && { ...alert.dismissed, signals: alert.signals } };
}

/** "I'm fine", said of a level: what the alert has grown to meanwhile is not quietened by it. */
export function markDismissed(alert: StoredAlert, said: Level): StoredAlert {
  const level = lower(said, alert.level);
  const dismissed = { level: higher(alert.dismissed?.level ?? null, level) ?? level, signals: alert.signals };
  return { ...alert, shown: higher(alert.shown, level), dismissed };
}

/** "It's not a problem", said at a time (ms), or taken back (null). Said of what stands now: it is put away, too. */
export function markNotAProblem(alert: StoredAlert, at: number | null): StoredAlert {
  if (at === null) return { ...alert, notAProblem: null };
  return { ...markDismissed(alert, alert.level), notAProblem: at, unseen: 0 };
}

/**
 * Rules that are not counted again in the conversation of an alert: those that had raised it when the child said that it is
 * not a problem, or the parent that it is a false alarm; of a model one signal, as `model#signal`. The child's word doesn't
 * count for an urgent one: who threatens may also say what to press.
 */
export function quietRules(alert: StoredAlert | null): ReadonlySet<string> {
  if (alert === null) return new Set();
  const child = alert.level === 'urgent' ? null : alert.notAProblem;
  const parent = alert.state === 'false-alarm' ? alert.stateSince : null;
  if (child === null && parent === null) return new Set();
  const said = Math.max(child ?? 0, parent ?? 0);
  const reasons = alert.reasons.filter(({ time }) => time <= said);
  return new Set(reasons.map(({ rule, source, signal }) => (source === 'model' ? `${rule}#${signal}` : rule)));
}

/** Two records of one alert, one of them made while the other could not be read. Doing it twice changes nothing. */
export function joinAlerts(held: unknown, stored: unknown): StoredAlert | null {
  const mine = schema.safeParse(held);
  const theirs = schema.safeParse(stored);
  if (!mine.success) return theirs.success ? theirs.data : null;
  if (!theirs.success) return mine.data;
  const [a, b] = [mine.data, theirs.data];
  return {
    ...a,
    level: higher(a.level, b.level) ?? a.level,
    signals: union(a.signals, b.signals),
    reasons: joinReasons(b.reasons, a.reasons),
    raised: Math.min(a.raised, b.raised),
    updated: Math.max(a.updated, b.updated),
    touched: Math.max(a.touched, b.touched),
    shown: higher(a.shown, b.shown),
    notified: higher(a.notified, b.notified),
    dismissed:
      levelRank(a.dismissed?.level ?? null) >= levelRank(b.dismissed?.level ?? null) ? a.dismissed : b.dismissed,
    ...((a.stateSince ?? 0) >= (b.stateSince ?? 0)
      ? { state: a.state, stateSince: a.stateSince }
      : { state: b.state, stateSince: b.stateSince }),
    notAProblem: a.notAProblem ?? b.notAProblem,
    parts: Math.max(a.parts, b.parts),
    lines: Math.max(a.lines, b.lines),
  };
}

export function summaryOf(alert: StoredAlert): AlertSummary {
  return {
    id: alert.id,
    site: alert.site,
    title: alert.title,
    level: alert.level,
    signals: alert.signals,
    raised: alert.raised,
    updated: alert.updated,
    reasons: alert.reasons.map(({ signal, rule, time }) => ({ signal, rule, time })),
    seen: alert.unseen === 0,
    notAProblem: alert.notAProblem !== null,
  };
}

function higher(a: Level | null, b: Level | null): Level | null {
  return levelRank(a) >= levelRank(b) ? a : b;
}

function lower(a: Level, b: Level): Level {
  return levelRank(a) <= levelRank(b) ? a : b;
}

function union(first: readonly SignalId[], then: readonly SignalId[]): SignalId[] {
  return [...new Set([...first, ...then])].slice(0, MAX_SIGNALS);
}

/** Both, each once, in order of time; when there are too many the middle goes: how it began and how it stands now matter. */
function joinReasons(before: readonly Reason[], added: readonly Reason[]): Reason[] {
  const all = new Map<string, Reason>();
  // the second opinion is one source for all signals
  const keyOf = ({ rule, signal, time, span }: Reason) => `${rule}#${signal}/${time}/${span.join('-')}`;
  for (const reason of [...before, ...added]) all.set(keyOf(reason), reason);
  const sorted = [...all.values()].sort((a, b) => a.time - b.time);
  if (sorted.length <= MAX_REASONS) return sorted;
  return [...sorted.slice(0, MAX_REASONS / 2), ...sorted.slice(-MAX_REASONS / 2)];
}
