import type {
  EvidenceLine,
  FamilySettings,
  FamilySettingsAnswer,
  HouseStatus,
  ParentAlert,
  SealedLines,
  View,
  WeekOfAlerts,
} from '../../src/protocol/family.ts';
import type { JournalEntry } from '../../src/protocol/journal.ts';
import type { Kind, Protocol, RequestOf, ResponseOf } from '../../src/protocol/messages.ts';
import type { ParentHost } from '../../src/ui/parent-host.ts';
import type { Door, OpenedLines, Safe } from '../../src/ui/safe.ts';
import { type FakeHost, fakeHost, MINUTE, NOW, SITES } from './fixtures.ts';

const DAY = 24 * 60 * MINUTE;

export const FAMILY: FamilySettings = {
  country: 'GB',
  ageGroup: 'under-13',
  view: {},
  sitesOff: [],
  sensitivity: 'balanced',
  trusted: [],
  quietHours: null,
  retentionDays: 30,
  safeguarding: null,
};
export const VIEW: View = { parentFrom: 'caution', parentSeesSite: true, linesFrom: 'caution', pause: true };

export function family(part: Partial<FamilySettingsAnswer> = {}): FamilySettingsAnswer {
  return { settings: FAMILY, view: VIEW, revision: 3, managed: [], ...part };
}

export function house(part: Partial<HouseStatus> = {}): HouseStatus {
  return {
    lock: { set: true, failed: 0, waitMs: 0 },
    pausedUntil: null,
    safeguarding: null,
    view: VIEW,
    ageGroup: 'under-13',
    managed: false,
    mayPause: true,
    sharing: false,
    changes: [],
    ...part,
  };
}
export const UNSET = house({ lock: { set: false, failed: 0, waitMs: 0 } });

export function parentAlert(part: Partial<ParentAlert> & Pick<ParentAlert, 'id'>): ParentAlert {
  const signals = part.signals ?? ['credential-request', 'gift-bribe'];
  return {
    site: 'thelounge',
    title: 'maya_new',
    level: 'warning',
    signals,
    raised: NOW - 40 * MINUTE,
    updated: NOW - 20 * MINUTE,
    reasons: signals.map((signal, index) => ({
      signal,
      rule: `en/${signal}#x`,
      time: NOW - (60 - 7 * index) * MINUTE,
    })),
    state: 'new',
    stateSince: null,
    lines: 3,
    ...part,
  };
}

export const ALERTS: readonly ParentAlert[] = [
  parentAlert({ id: 'w' }),
  parentAlert({ id: 'u', level: 'urgent', signals: ['account-hijack', 'threat-exposure'], updated: NOW - 3 * DAY }),
  parentAlert({
    id: 'c',
    level: 'caution',
    signals: ['personal-probe'],
    updated: NOW - 9 * DAY,
    state: 'talked-about',
  }),
];

/** Twelve quiet weeks but for the last two. */
export const WEEKS: readonly WeekOfAlerts[] = Array.from({ length: 12 }, (_, index) => ({
  start: NOW - (11 - index) * 7 * DAY,
  caution: index === 10 ? 2 : 0,
  warning: index >= 10 ? 1 : 0,
  urgent: index === 11 ? 1 : 0,
}));

export const LINES: readonly EvidenceLine[] = [
  { author: 'maya_new', direction: 'peer', text: 'send me ur password', time: NOW - 60 * MINUTE, history: false },
  { author: 'kim', direction: 'child', text: 'why tho', time: NOW - 59 * MINUTE, history: false },
];

const HASH = 'ab'.repeat(32);
export function entry(seq: number, part: Partial<JournalEntry> = {}): JournalEntry {
  return {
    seq,
    at: NOW - (100 - seq) * MINUTE,
    kind: 'settings',
    facts: {},
    salt: '',
    previous: HASH,
    hash: HASH,
    ...part,
  };
}

/** Finds by level and state, as the background does. `alerts` newest first. */
export function findIn(alerts: readonly ParentAlert[]) {
  return ({ filter, offset, limit }: RequestOf<'find-alerts'>): ResponseOf<'find-alerts'> => {
    const found = alerts.filter(
      ({ level, state }) => (filter.levels?.includes(level) ?? true) && (filter.states?.includes(state) ?? true),
    );
    return { alerts: found.slice(offset, offset + limit), total: found.length, sites: [...SITES] };
  };
}

type Answers = { [K in Kind]?: (body: Protocol[K]['request']) => ResponseOf<K> };

export interface FakeParentHost extends ParentHost, Pick<FakeHost, 'asked'> {
  readonly saved: { name: string; text: string }[];
  readonly opened: string[];
  readonly requested: string[][];
  readonly copied: string[];
}

/** A family with a PIN and three alerts. `answers` replaces single answers, `parts` single means of the browser. */
export function parentHost(answers: Answers = {}, parts: Partial<ParentHost> = {}): FakeParentHost {
  let settings = FAMILY;
  const base = fakeHost({
    house: () => ({ house: house() }),
    'family-settings': () => family({ settings }),
    'change-settings': ({ change, revision }) => {
      settings = { ...settings, ...change };
      return { outcome: 'saved', ...family({ settings, revision: revision + 1 }) };
    },
    'find-alerts': findIn(ALERTS),
    'one-alert': ({ alert }) => ({ alert: ALERTS.find(({ id }) => id === alert) ?? null }),
    'set-alert-state': ({ states }) => ({
      outcome: 'done',
      before: states.map(({ alert }) => ({ alert, state: 'new' as const })),
    }),
    'alert-lines': () => ({ outcome: 'done', parts: [] }),
    weeks: () => ({ weeks: [...WEEKS], notAProblem: 0 }),
    journal: () => ({ entries: [entry(2), entry(1, { kind: 'begun' })], check: { whole: true, from: 1, to: 2 } }),
    pause: ({ minutes }) => ({ outcome: 'done', pausedUntil: minutes === 0 ? null : NOW + minutes * MINUTE }),
    'sync-status': () => ({ sync: { on: false, sent: null, received: null, conflicts: [], trouble: 'none' } }),
    'reset-lock': () => ({ ok: true }),
    lock: () => ({ ok: true }),
    ...answers,
  });
  const saved: FakeParentHost['saved'] = [];
  const opened: string[] = [];
  const requested: string[][] = [];
  const copied: string[] = [];
  return {
    ...base,
    save: (name, text) => void saved.push({ name, text }),
    copy: async (text) => void copied.push(text),
    print: () => undefined,
    openPage: (path) => void opened.push(path),
    requestSites: async (patterns) => {
      requested.push([...patterns]);
      return 'granted';
    },
    withdrawSites: async () => undefined,
    allowedSites: async () => [],
    allowedInPrivate: async () => false,
    openBrowserSettings: async () => true,
    family: 'chromium',
    version: '9.9.9',
    saved,
    opened,
    requested,
    copied,
    ...parts,
  };
}

/** An open door that knows these lines. */
export function door(part: Partial<Door> = {}, opened: OpenedLines = { lines: LINES, unreadable: 0 }): Door {
  return {
    token: 'token',
    until: NOW + 5 * MINUTE,
    open: async (_parts: readonly SealedLines[]) => opened,
    changePin: async () => true,
    newCode: async () => 'NEWC-ODE1',
    shut: async () => undefined,
    ...part,
  };
}

/** The right PIN is `right pin`, the right code `RIGHT-CODE`. */
export function fakeSafe(parts: Partial<Safe> = {}, opened?: OpenedLines): Safe {
  const wrapped = {
    version: 1,
    kdf: 'PBKDF2-SHA-256',
    iterations: 600_000,
    salt: 'AAAA',
    iv: 'AAAA',
    data: 'AAAA',
  } as const;
  return {
    createLock: async () => ({
      keys: { publicKey: 'AAAA', pin: wrapped, recovery: wrapped },
      code: 'ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345-6789',
      privateKey: new Uint8Array(1),
    }),
    unlock: async (_ask, way, secret) =>
      secret === (way === 'pin' ? 'right pin' : 'RIGHT-CODE')
        ? { outcome: 'open', door: door({}, opened) }
        : { outcome: 'wrong', failed: 1, waitMs: 1000 },
    ...parts,
  };
}

/** A parent whose pauses the background keeps. */
export function pausingHost(): FakeParentHost {
  let pausedUntil: number | null = null;
  return parentHost({
    house: () => ({ house: house({ pausedUntil }) }),
    pause: ({ minutes }) => {
      pausedUntil = minutes === 0 ? null : NOW + minutes * MINUTE;
      return { outcome: 'done', pausedUntil };
    },
  });
}
