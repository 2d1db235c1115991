import type { MessageKey } from '../i18n.ts';
import type { StoreName } from '../store/shelf.ts';

/** One kind of thing that lies in the browser. */
export interface Kept {
  readonly name: MessageKey;
  readonly text: MessageKey;
  /** The PIN or the recovery code is needed to read it. */
  readonly sealed: boolean;
  readonly goes: MessageKey;
  /** Where it lies: a store of the database, or an area of the browser's own storage. */
  readonly places: readonly (StoreName | 'local' | 'session' | 'sync')[];
}

/** All that is ever stored: a test holds it against the stores that exist. */
export const KEPT: readonly Kept[] = [
  {
    name: 'kept_counters',
    text: 'kept_counters_text',
    sealed: false,
    goes: 'kept_goes_age',
    places: ['conversations'],
  },
  {
    name: 'kept_marks',
    text: 'kept_marks_text',
    sealed: false,
    goes: 'kept_goes_age',
    places: ['conversations', 'local'],
  },
  { name: 'kept_alerts', text: 'kept_alerts_text', sealed: false, goes: 'kept_goes_age', places: ['alerts'] },
  { name: 'kept_lines', text: 'kept_lines_text', sealed: true, goes: 'kept_goes_age', places: ['sealed'] },
  { name: 'kept_settings', text: 'kept_settings_text', sealed: false, goes: 'kept_goes_erase', places: ['settings'] },
  { name: 'kept_times', text: 'kept_times_text', sealed: false, goes: 'kept_goes_erase', places: ['settings', 'keys'] },
  { name: 'kept_lock', text: 'kept_lock_text', sealed: true, goes: 'kept_goes_erase', places: ['keys', 'local'] },
  { name: 'kept_sign', text: 'kept_sign_text', sealed: false, goes: 'kept_goes_erase', places: ['keys'] },
  { name: 'kept_journal', text: 'kept_journal_text', sealed: false, goes: 'kept_goes_half_year', places: ['journal'] },
  { name: 'kept_shared', text: 'kept_shared_text', sealed: false, goes: 'kept_goes_sharing', places: ['sync', 'keys'] },
  { name: 'kept_damaged', text: 'kept_damaged_text', sealed: false, goes: 'kept_goes_age', places: ['quarantine'] },
  { name: 'kept_copy', text: 'kept_copy_text', sealed: false, goes: 'kept_goes_week', places: ['quarantine'] },
  { name: 'kept_session', text: 'kept_session_text', sealed: false, goes: 'kept_goes_session', places: ['session'] },
];
