import { LEVELS } from '../engine/signal.ts';
import { formatLanguage, type MessageKey, t, textLanguage } from '../i18n.ts';
import type { JournalEntry, JournalKind } from '../protocol/journal.ts';
import type { StoreState } from '../protocol/messages.ts';
import { countText, listText } from '../ui/format.ts';
import { LEVEL_NAMES } from '../ui/level-mark.tsx';
import { spanText, stampText } from '../ui/time-text.ts';
import { STATE_NAMES, STATES } from './alert-words.tsx';
import { isSettingName, SETTING_NAMES } from './setting-names.ts';

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
  erased: 'journal_erased',
  pause: 'journal_pause',
  resume: 'journal_resume',
  permission: 'journal_permission',
  'not-understood': 'journal_not_understood',
  gap: 'journal_gap',
  store: 'journal_store',
  update: 'journal_update',
  clock: 'journal_clock',
  report: 'journal_report',
  sync: 'journal_sync',
  'day-signed': 'journal_day_signed',
};

/** Why the database took nothing. */
const STORE_WHYS: Readonly<Record<Exclude<StoreState, 'ok'>, MessageKey>> = {
  full: 'journal_store_full',
  corrupt: 'journal_store_corrupt',
  newer: 'journal_store_newer',
  upgrade: 'journal_store_upgrade',
};

type Facts = JournalEntry['facts'];

/** The facts of an entry that a person reads, in one line; empty when its kind says all. */
export function factsText(
  { kind, facts }: Pick<JournalEntry, 'kind' | 'facts'>,
  siteName: (id: string) => string,
): string {
  const parts = partsOf(kind, facts, siteName).filter((part) => part !== '');
  return parts.length === 0 ? '' : t('journal_facts', parts.join(' · '));
}

function privateText(state: Facts[string] | undefined): string {
  if (state === 'allowed') return t('journal_private_allowed');
  return state === 'withdrawn' ? t('journal_private_withdrawn') : '';
}

/** Whether it was given or withdrawn, and not for which site: an older child's parent isn't told where it chats. */
function permissionText({ granted, withdrawn }: Facts): string {
  if (typeof granted === 'string') return t('journal_site_allowed');
  return typeof withdrawn === 'string' ? t('journal_site_withdrawn') : '';
}

function partsOf(kind: JournalKind, facts: Facts, siteName: (id: string) => string): string[] {
  const site = typeof facts.site === 'string' ? siteName(facts.site) : '';
  switch (kind) {
    case 'alert':
    case 'evidence':
    case 'not-understood':
      return [levelText(facts.level), site];
    case 'permission':
      return [site, privateText(facts.private), permissionText(facts)];
    case 'alert-state':
      return [stateText(facts.state)];
    case 'settings':
    case 'set-up':
      return [
        names(facts.changed),
        facts.from === 'sync' ? t('journal_by_sync') : '',
        facts.restored === true ? t('journal_restored') : '',
      ];
    case 'policy':
      return [names(facts.decides)];
    case 'pin-wrong':
      return [countedText('journal_wrong_count', facts.failed)];
    case 'unlocked':
      return facts.wrongBefore === 0 ? [] : [countedText('journal_wrong_before', facts.wrongBefore)];
    case 'pause':
    case 'clock':
      return [minutesText(facts.minutes)];
    case 'gap':
      return [rangeText(facts.from, facts.to), facts.why === 'store-lost' ? t('journal_store_lost') : ''];
    case 'store':
      return [rangeText(facts.from, facts.to), whyText(facts.why)];
    case 'report':
      return [countedText('journal_alert_count', facts.alerts)];
    case 'sync':
      return [t(facts.on === true ? 'journal_on' : 'journal_off')];
    case 'update':
      return [typeof facts.version === 'string' ? facts.version : ''];
    default:
      return [];
  }
}

type Fact = Facts[string] | undefined;

/** A number behind what it counts, so that no language has to bend the word: "wrong tries: 1". */
function countedText(counted: MessageKey, fact: Fact): string {
  return typeof fact === 'number' ? t(counted, countText(fact, formatLanguage())) : '';
}

function minutesText(fact: Fact): string {
  return typeof fact === 'number' && fact > 0 ? spanText(fact, formatLanguage()) : '';
}

function rangeText(from: Fact, to: Fact): string {
  if (typeof from !== 'number' || typeof to !== 'number') return '';
  return t('journal_range', stampText(from, formatLanguage()), stampText(to, formatLanguage()));
}

function whyText(fact: Fact): string {
  const why = (['full', 'corrupt', 'newer', 'upgrade'] as const).find((each) => each === fact);
  return why === undefined ? '' : t(STORE_WHYS[why]);
}

function levelText(fact: Fact): string {
  const level = LEVELS.find((each) => each === fact);
  return level === undefined ? '' : t(LEVEL_NAMES.parent[level]);
}

function stateText(fact: Fact): string {
  const state = STATES.find((each) => each === fact);
  return state === undefined ? '' : t(STATE_NAMES[state]);
}

/** Names of settings, as they are called on the page. */
function names(fact: Fact): string {
  if (typeof fact !== 'string') return '';
  const known = fact.split(',').filter(isSettingName);
  return listText(
    known.map((name) => t(SETTING_NAMES[name])),
    textLanguage(),
  );
}
