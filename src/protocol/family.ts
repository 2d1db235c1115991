/** What the family's own pages and the background speak of: the lock, settings, alerts as a parent sees them, evidence, sharing. */
import type { Direction } from '../engine/message.ts';
import type { Level, SignalId } from '../engine/signal.ts';
import type { AgeGroup } from './messages.ts';

/** Bytes in base64. */
export type Base64 = string;

/**
 * What a secret guards: the private key under the PIN or the recovery code, or the settings of a backup under its passphrase.
 * Made and opened in a page; the background keeps the key's alone.
 */
export interface WrappedKey {
  readonly version: 1;
  readonly kdf: 'PBKDF2-SHA-256';
  readonly iterations: number;
  readonly salt: Base64;
  readonly iv: Base64;
  /** Under AES-256-GCM: PKCS #8 of the key, or JSON of the settings. */
  readonly data: Base64;
}

/** What was sealed for the family's public key; only the private key opens it. */
export interface Sealed {
  readonly version: 1;
  /** Public half of the key that was made for this one sealing: P-256, raw. */
  readonly sender: Base64;
  readonly iv: Base64;
  readonly data: Base64;
}

/** A family's key pair as it is stored. */
export interface LockKeys {
  /** P-256, raw. */
  readonly publicKey: Base64;
  readonly pin: WrappedKey;
  readonly recovery: WrappedKey;
}

export interface LockStatus {
  /** A PIN is set. */
  readonly set: boolean;
  /** Wrong tries since the last right one. */
  readonly failed: number;
  /** ms until the next try is allowed; 0 when it is now. */
  readonly waitMs: number;
}

/** What a parent is shown, and whether the child is asked before something secret is sent. */
export interface View {
  /** Mildest level that the parent is told of. */
  readonly parentFrom: Level;
  readonly parentSeesSite: boolean;
  /** Mildest level of which the lines are sealed, for the PIN to open; null: of none. */
  readonly linesFrom: Level | null;
  /** The pause before something secret is sent. */
  readonly pause: boolean;
}

/** False alarms that a family accepts; the published measured rates stand beside it. */
export type Sensitivity = 'fewer' | 'balanced' | 'more';

/** Somebody whom the parent knows: a name as a site shows it. */
export interface TrustedContact {
  readonly site: string;
  readonly name: string;
}

/** Minutes after local midnight; `from` may be later than `to`, over midnight. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

export interface Contact {
  readonly name: string;
  /** Phone number, e-mail address or room, as it is to be read. */
  readonly reach: string;
}

export interface FamilySettings {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly ageGroup: AgeGroup;
  /** Where the family differs from the defaults of its age group. */
  readonly view: Partial<View>;
  readonly sitesOff: readonly string[];
  readonly sensitivity: Sensitivity;
  readonly trusted: readonly TrustedContact[];
  /** When no notification is made but of `urgent`; null: never. */
  readonly quietHours: QuietHours | null;
  readonly retentionDays: 7 | 30 | 90;
  /** Whom a pupil can talk to, shown to the child. */
  readonly safeguarding: Contact | null;
}

export type SettingName = keyof FamilySettings;
export type SettingsChange = Partial<FamilySettings>;

export interface FamilySettingsAnswer {
  /** As they hold: stored, with the policy over them. */
  readonly settings: FamilySettings;
  /** The view in force: the age group's defaults with `settings.view` over them. */
  readonly view: View;
  /** Grows by one with each change; a change names the one that it was made on. */
  readonly revision: number;
  /** Settings that a policy decides; they can't be changed here. */
  readonly managed: readonly SettingName[];
}

export type AlertState = 'new' | 'talked-about' | 'reported' | 'false-alarm';

/** An alert as the age group lets the parent see it. */
export interface ParentAlert {
  readonly id: string;
  /** null: not shown at this age. */
  readonly site: string | null;
  readonly title: string | null;
  readonly level: Level;
  readonly signals: readonly SignalId[];
  /** ms since the epoch of the first and of the newest rise. */
  readonly raised: number;
  readonly updated: number;
  /** `time`: ms since the epoch. */
  readonly reasons: readonly { readonly signal: SignalId; readonly rule: string; readonly time: number }[];
  readonly state: AlertState;
  /** ms since the epoch of the last change of state; null when it was never changed. */
  readonly stateSince: number | null;
  /** Sealed lines that the PIN opens. */
  readonly lines: number;
}

export interface AlertFilter {
  readonly levels?: readonly Level[];
  readonly sites?: readonly string[];
  readonly signals?: readonly SignalId[];
  readonly states?: readonly AlertState[];
  /** Part of a name or a site, in any case. */
  readonly text?: string;
}

/** One line of a conversation, opened. */
export interface EvidenceLine {
  readonly author: string;
  readonly direction: Direction;
  readonly text: string;
  /** ms since the epoch; null when the page did not tell. */
  readonly time: number | null;
  /** The page showed it when the thread was opened. */
  readonly history: boolean;
}

/** Lines of one batch, sealed together and bound to their alert and their place in it. */
export interface SealedLines {
  readonly alert: string;
  /** From 1, without gaps. */
  readonly part: number;
  readonly lines: number;
  /** ms since the epoch. */
  readonly at: number;
  readonly sealed: Sealed;
}

export interface WeekOfAlerts {
  /** ms since the epoch: Monday, midnight where the browser is. */
  readonly start: number;
  readonly caution: number;
  readonly warning: number;
  readonly urgent: number;
}

/** What the child is told of beside changed settings. `origins`: a site was allowed, or is no longer. */
export const OTHER_CHANGES = [
  'set-up',
  'pin',
  'pause',
  'resume',
  'reset',
  'erased',
  'sync',
  'policy',
  'restored',
  'private',
  'origins',
] as const;

/** A change that the child has not been told of yet. */
export interface ChangeNote {
  readonly id: number;
  /** ms since the epoch. */
  readonly at: number;
  readonly what: SettingName | (typeof OTHER_CHANGES)[number];
}

/** What both sides may know at any time, without a PIN. */
export interface HouseStatus {
  readonly lock: LockStatus;
  /** ms since the epoch; null: not paused. */
  readonly pausedUntil: number | null;
  readonly safeguarding: Contact | null;
  readonly view: View;
  readonly ageGroup: AgeGroup;
  /** Some settings are decided by a policy of the school or the owner of the device. */
  readonly managed: boolean;
  /** Whether reading may be paused; such a policy can forbid it. */
  readonly mayPause: boolean;
  /** The settings go to the family's other devices, sealed, through the browser's own account. */
  readonly sharing: boolean;
  /** Oldest first. */
  readonly changes: readonly ChangeNote[];
}

export interface SyncStatus {
  readonly on: boolean;
  /** ms since the epoch of the last write and the last read of another device's; null: none yet. */
  readonly sent: number | null;
  readonly received: number | null;
  /** Settings of which another device had a newer value at the last meeting, that replaced one changed here. */
  readonly conflicts: readonly SettingName[];
  readonly trouble: 'none' | 'full' | 'passphrase' | 'unreadable' | 'refused';
}
