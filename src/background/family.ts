import type { FamilySettings } from '../protocol/family.ts';
import type { FamilyKind } from '../protocol/family-messages.ts';
import { AGE_DEFAULTS, readSettings } from '../store/settings.ts';
import type { Handlers } from './router.ts';
import type { Room } from './study.ts';

/** What the background answers to the family's pages. */
export function createFamilyHandlers(room: Room): Pick<Handlers, FamilyKind> {
  const { queue, cupboard, env } = room;
  const lock = { set: false, failed: 0, waitMs: 0 };
  async function answer() {
    const basic = await queue.run(() => readSettings(cupboard, env.defaults, env.now()));
    const settings: FamilySettings = {
      ...basic,
      view: {},
      sensitivity: 'balanced',
      trusted: [],
      quietHours: null,
      retentionDays: 30,
      safeguarding: null,
    };
    return { settings, view: AGE_DEFAULTS[basic.ageGroup], revision: 0, managed: [] };
  }
  const sync = { on: false, sent: null, received: null, conflicts: [], trouble: 'none' } as const;
  return {
    async house() {
      const { settings, view } = await answer();
      const { ageGroup, safeguarding } = settings;
      return { house: { lock, pausedUntil: null, safeguarding, view, ageGroup, managed: false, changes: [] } };
    },
    'changes-told': async () => ({ ok: true }),
    'set-up-lock': async () => ({ outcome: 'already-set' }),
    'begin-unlock': async () => ({ outcome: 'not-set' }),
    'finish-unlock': async () => ({ outcome: 'wrong', failed: 0, waitMs: 0 }),
    lock: async () => ({ ok: true }),
    'change-lock': async () => ({ outcome: 'locked' }),
    'reset-lock': async () => ({ ok: true }),
    'family-settings': answer,
    'change-settings': async () => ({ outcome: 'locked' }),
    pause: async () => ({ outcome: 'locked' }),
    'find-alerts': async () => ({ alerts: [], total: 0, sites: [...env.sites()] }),
    'one-alert': async () => ({ alert: null }),
    'set-alert-state': async () => ({ outcome: 'locked' }),
    'alert-lines': async () => ({ outcome: 'locked' }),
    weeks: async () => ({ weeks: [] }),
    journal: async () => ({ entries: [], check: { whole: true, from: 0, to: 0 } }),
    'report-facts': async () => ({ outcome: 'locked' }),
    'sign-report': async () => ({ outcome: 'locked' }),
    'sync-status': async () => ({ sync }),
    'set-sync': async () => ({ outcome: 'locked' }),
  };
}
