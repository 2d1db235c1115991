/**
 * What only Nightlight's own pages may say: the lock, the family's settings, the parent's view of alerts, evidence, the
 * journal. What changes something for good carries the `token` of an unlocked page, but for `reset-lock`, which is for
 * who has no PIN any more, and `set-up-lock`, which begins with none; `null` is accepted only while no PIN is set.
 */
import type {
  AlertFilter,
  AlertState,
  Base64,
  FamilySettingsAnswer,
  HouseStatus,
  LockKeys,
  ParentAlert,
  Sealed,
  SealedLines,
  SettingName,
  SettingsChange,
  SyncStatus,
  WeekOfAlerts,
  WrappedKey,
} from './family.ts';
import type { JournalCheck, JournalEntry, ReportFacts, Signature } from './journal.ts';
import type { SiteSummary } from './messages.ts';

export type Token = string | null;
/** The page is not unlocked any more (five minutes are over, or the browser was started anew). */
export type Locked = { readonly outcome: 'locked' };
type Nothing = Record<string, never>;

export interface FamilyProtocol {
  /** For child and parent. */
  house: { request: Nothing; response: { house: HouseStatus } };
  /** The child was told of the changes up to this one. */
  'changes-told': { request: { upTo: number }; response: { ok: true } };

  /** First set-up: only while no PIN is set. The page is unlocked then, until `until` (ms since the epoch). */
  'set-up-lock': {
    request: { keys: LockKeys; change: SettingsChange };
    response: { outcome: 'done'; token: string; until: number } | { outcome: 'already-set' };
  };
  /** Begins a try; it counts as wrong until `finish-unlock` proves it right, so that ending the worker wins nothing. */
  'begin-unlock': {
    request: { way: 'pin' | 'recovery' };
    response:
      | { outcome: 'try'; attempt: string; publicKey: Base64; wrapped: WrappedKey; challenge: Sealed }
      | { outcome: 'wait'; waitMs: number }
      | { outcome: 'not-set' };
  };
  /** `proof`: the opened challenge; null when the key didn't open. The page is unlocked until `until` (ms since the epoch). */
  'finish-unlock': {
    request: { attempt: string; proof: Base64 | null };
    response: { outcome: 'open'; token: string; until: number } | { outcome: 'wrong'; failed: number; waitMs: number };
  };
  /** Ends an unlocked page. */
  lock: { request: { token: string }; response: { ok: true } };
  /** A new PIN, or a new recovery code, for the same key. */
  'change-lock': {
    request: { token: string; pin?: WrappedKey; recovery?: WrappedKey };
    response: { outcome: 'done' } | Locked;
  };
  /** Forgotten both: erases the sealed lines and the lock; settings stay. Told to both sides. Needs no PIN. */
  'reset-lock': { request: { sure: true }; response: { ok: true } };

  'family-settings': { request: Nothing; response: FamilySettingsAnswer };
  'change-settings': {
    request: { token: Token; revision: number; change: SettingsChange; restored?: boolean };
    response:
      | ({ outcome: 'saved' } & FamilySettingsAnswer)
      /** Another page was quicker: nothing was changed; these are its settings. */
      | ({ outcome: 'conflict' } & FamilySettingsAnswer)
      /** `fields` are decided by the policy: nothing was changed. */
      | { outcome: 'managed'; fields: readonly SettingName[] }
      | Locked;
  };
  /** 15 to 1440 minutes; 0 ends a pause. */
  pause: {
    request: { token: Token; minutes: number };
    response: { outcome: 'done'; pausedUntil: number | null } | { outcome: 'managed' } | Locked;
  };

  /** Newest first. `total` counts all that match. */
  'find-alerts': {
    request: { filter: AlertFilter; offset: number; limit: number };
    response: { alerts: ParentAlert[]; total: number; sites: readonly SiteSummary[] };
  };
  'one-alert': { request: { alert: string }; response: { alert: ParentAlert | null } };
  /** `before`: what they were, to be sent again as an undo. */
  'set-alert-state': {
    request: { token: Token; states: readonly { readonly alert: string; readonly state: AlertState }[] };
    response: { outcome: 'done'; before: { readonly alert: string; readonly state: AlertState }[] } | Locked;
  };
  /** Sealed lines of an alert; the page opens them. Empty when this age shows none. */
  'alert-lines': {
    request: { token: string; alert: string };
    response: { outcome: 'done'; parts: SealedLines[] } | Locked;
  };
  /**
   * Alerts that the parent may see, by week of their first rise, oldest first. `notAProblem`: of how many of those that are
   * kept the child said that it is not a problem; which ones is the child's own affair.
   */
  weeks: { request: { weeks: number }; response: { weeks: WeekOfAlerts[]; notAProblem: number } };

  /** Newest first; `before`: entries older than this one. */
  journal: {
    request: { before: number | null; limit: number };
    response: { entries: JournalEntry[]; check: JournalCheck };
  };
  'report-facts': {
    request: { token: Token; alerts: readonly string[] };
    response: { outcome: 'done'; facts: ReportFacts } | Locked;
  };
  /** Signs the hash of a report and notes in the journal that it was made. */
  'sign-report': {
    request: { token: Token; hash: string; alerts: readonly string[] };
    response: { outcome: 'done'; signature: Signature | null } | Locked;
  };

  'sync-status': { request: Nothing; response: { sync: SyncStatus } };
  /** `passphrase`: the family's own, the same on each device; null turns sync off and removes what lies there. */
  'set-sync': {
    request: { token: string; passphrase: string | null };
    response: { outcome: 'done'; sync: SyncStatus } | Locked;
  };
}

export type FamilyKind = keyof FamilyProtocol;
