import type { FamilySettings, LockKeys, WrappedKey } from '../../src/protocol/family.ts';
import type { FamilyKind, FamilyProtocol } from '../../src/protocol/family-messages.ts';

const wrapped: WrappedKey = {
  version: 1,
  kdf: 'PBKDF2-SHA-256',
  iterations: 600_000,
  salt: 'AAAAAAAAAAAAAAAAAAAAAA==',
  iv: 'AAAAAAAAAAAAAAAA',
  data: 'AAAAAAAAAAAAAAAAAAAAAA==',
};
const keys: LockKeys = { publicKey: 'AAAA', pin: wrapped, recovery: wrapped };

export const EVERY_SETTING: FamilySettings = {
  country: 'GB',
  ageGroup: '13-15',
  view: { linesFrom: null, pause: false },
  sitesOff: ['demo'],
  sensitivity: 'fewer',
  trusted: [{ site: 'demo', name: 'Aunt' }],
  quietHours: { from: 1320, to: 420 },
  retentionDays: 90,
  safeguarding: { name: 'Room 12', reach: 'ask at the desk' },
};

/** One good request of each kind of the family's pages. */
export const GOOD_FAMILY: { readonly [K in FamilyKind]: FamilyProtocol[K]['request'] } = {
  house: {},
  'changes-told': { upTo: 3 },
  'set-up-lock': { keys, change: EVERY_SETTING },
  'begin-unlock': { way: 'pin' },
  'finish-unlock': { attempt: 'a', proof: null },
  lock: { token: 't' },
  'change-lock': { token: 't', pin: wrapped },
  'reset-lock': { sure: true },
  'family-settings': {},
  'change-settings': { token: null, revision: 0, change: { retentionDays: 7 } },
  pause: { token: 't', minutes: 15 },
  'find-alerts': { filter: { levels: ['urgent'], states: ['new'], text: 'x' }, offset: 0, limit: 50 },
  'one-alert': { alert: 'a' },
  'set-alert-state': { token: null, states: [{ alert: 'a', state: 'false-alarm' }] },
  'alert-lines': { token: 't', alert: 'a' },
  weeks: { weeks: 12 },
  journal: { before: null, limit: 100 },
  'report-facts': { token: 't', alerts: ['a'] },
  'sign-report': { token: 't', hash: '0'.repeat(64), alerts: ['a'] },
  'sync-status': {},
  'set-sync': { token: 't', passphrase: null },
};
