import { formatLanguage, type MessageKey, t } from '../i18n.ts';
import type { JournalEntry, JournalKind } from '../protocol/family.ts';
import { countText } from '../ui/format.ts';
import { stampText } from '../ui/format-more.ts';

export const KIND_NAMES: Record<JournalKind, MessageKey> = {
  begun: 'journal_begun',
  alert: 'journal_alert',
  evidence: 'journal_evidence',
  'alert-state': 'journal_alert_state',
  settings: 'journal_settings',
  policy: 'journal_policy',
  'set-up': 'journal_set_up',
  'pin-changed': 'journal_pin_changed',
  'pin-wrong': 'journal_pin_wrong',
  unlocked: 'journal_unlocked',
  reset: 'journal_reset',
  pause: 'journal_pause',
  resume: 'journal_resume',
  permission: 'journal_permission',
  'not-understood': 'journal_not_understood',
  gap: 'journal_gap',
  update: 'journal_update',
  clock: 'journal_clock',
  report: 'journal_report',
  sync: 'journal_sync',
  erased: 'journal_erased',
  trimmed: 'journal_trimmed',
  'day-signed': 'journal_day_signed',
};

/** Facts that say nothing to a person: identities, keys, signatures. */
const SILENT = /^(?:key|signature|hash|alert|alerts|id|conversation|rules?)$/;
/** Facts that are moments, in ms since the epoch. */
const MOMENTS = /^(?:at|from|to|until|since|before|after)$/;

/** The facts of an entry in one line: moments as dates, numbers as numbers, the rest as it was noted. */
export function factsText({ facts }: Pick<JournalEntry, 'facts'>): string {
  const language = formatLanguage();
  const parts = Object.entries(facts).flatMap(([name, value]) => {
    if (SILENT.test(name) || value === null || value === '' || value === false) return [];
    if (value === true) return [name];
    if (typeof value === 'string') return [value];
    return [MOMENTS.test(name) && value > 1e11 ? stampText(value, language) : countText(value, language)];
  });
  return parts.length === 0 ? '' : t('journal_facts', parts.join(', '));
}
