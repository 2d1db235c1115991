/** The journal, and the facts of a report that it is a part of. */
import type { Base64, ParentAlert, SealedLines } from './family.ts';

export type JournalKind =
  | 'begun'
  | 'alert'
  | 'evidence'
  | 'alert-state'
  | 'settings'
  | 'policy'
  | 'set-up'
  | 'pin-changed'
  | 'pin-wrong'
  | 'unlocked'
  | 'reset'
  | 'erased'
  | 'pause'
  | 'resume'
  | 'permission'
  | 'not-understood'
  | 'gap'
  | 'store'
  | 'update'
  | 'clock'
  | 'report'
  | 'sync'
  | 'day-signed';

/**
 * One entry of the journal. `hash` is SHA-256, in hex, over its number, the hash before it and the digest of the rest: so
 * an entry can be withheld from a report, and the chain be checked all the same.
 */
export interface JournalEntry {
  readonly seq: number;
  /** ms since the epoch. */
  readonly at: number;
  readonly kind: JournalKind;
  /** Facts, never a text of a chat. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  /** Random: nobody finds out what a withheld entry says by trying all that it could. */
  readonly salt: Base64;
  /** Hash of the entry before; 64 zeros for the first. */
  readonly previous: string;
  readonly hash: string;
}

/** An entry of which a report gives the place in the chain alone, since the child's age keeps what it says from the parent. */
export interface WithheldEntry {
  readonly seq: number;
  /** SHA-256, in hex, over time, kind, facts and salt. */
  readonly digest: string;
  readonly previous: string;
  readonly hash: string;
}

export type JournalCheck =
  | { readonly whole: true; readonly from: number; readonly to: number }
  | {
      readonly whole: false;
      /** First entry that doesn't fit. */
      readonly broken: number;
      readonly why: 'changed' | 'missing' | 'order' | 'signature' | 'unreadable';
    };

/** What the background puts into a report; the page adds the opened lines, hashes it and asks for the signature. */
export interface ReportFacts {
  readonly alerts: readonly (ParentAlert & { readonly parts: readonly SealedLines[] })[];
  /** Entries about these alerts, with all between the first of them and the newest; those that the view hides withheld. */
  readonly journal: readonly (JournalEntry | WithheldEntry)[];
  readonly country: string;
  /** ms since the epoch, and minutes east of UTC. */
  readonly made: number;
  readonly zone: number;
}

export interface Signature {
  /** P-256, raw. */
  readonly publicKey: Base64;
  /** ECDSA with SHA-256 over the UTF-8 of the hash in hex, as r and s (IEEE P1363). */
  readonly signature: Base64;
}
