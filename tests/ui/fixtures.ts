import { ProtocolError } from '../../src/protocol/error.ts';
import type { HouseStatus } from '../../src/protocol/family.ts';
import type {
  AlertSummary,
  Health,
  Kind,
  Protocol,
  ResponseOf,
  Settings,
  SiteSummary,
  StoredSummary,
} from '../../src/protocol/messages.ts';
import type { Ask, Host } from '../../src/ui/host.ts';

/** Noon, local time, on the 25th of November 2026. */
export const NOW = new Date(2026, 10, 25, 12, 0).getTime();
export const MINUTE = 60_000;

export const SITES: readonly SiteSummary[] = [
  { id: 'thelounge', name: 'The Lounge', hosts: ['https://demo.thelounge.chat/*'] },
  { id: 'converse', name: 'Converse.js', hosts: ['https://*.conversejs.org/*'] },
];

export const SETTINGS: Settings = { country: 'GB', ageGroup: 'under-13', sitesOff: [] };

export const STORED: StoredSummary = { conversations: 1234, alerts: 3, settings: 1, bytes: 48_211, state: 'ok' };

function alert(part: Partial<AlertSummary> & Pick<AlertSummary, 'id' | 'level' | 'signals'>): AlertSummary {
  const reasons = part.signals.map((signal, index) => ({
    signal,
    rule: `en/${signal}#x`,
    time: NOW - (60 - index) * MINUTE,
  }));
  return {
    site: 'thelounge',
    title: 'maya_new',
    raised: NOW,
    updated: NOW,
    reasons,
    seen: true,
    notAProblem: false,
    ...part,
  };
}

export const CAUTION = alert({ id: 'c', level: 'caution', signals: ['personal-probe'], updated: NOW - 3 * MINUTE });
export const WARNING = alert({
  id: 'w',
  level: 'warning',
  site: 'converse',
  signals: ['credential-request', 'gift-bribe'],
  updated: NOW - 2 * MINUTE,
  seen: false,
});
export const URGENT = alert({
  id: 'u',
  level: 'urgent',
  signals: ['account-hijack', 'threat-exposure'],
  updated: NOW - MINUTE,
  seen: false,
});

/** A family with a PIN, a child under 13, and nothing changed of late. */
export const HOUSE: HouseStatus = {
  lock: { set: true, failed: 0, waitMs: 0 },
  pausedUntil: null,
  safeguarding: null,
  view: { parentFrom: 'caution', parentSeesSite: true, linesFrom: 'caution', pause: true },
  ageGroup: 'under-13',
  managed: false,
  mayPause: true,
  sharing: false,
  changes: [],
};

/** A page as the content script reported it. */
export function pageWith(state: Health['state'], missing: Health['missing'] = []): ResponseOf<'page-status'> {
  return { health: { site: 'thelounge', state, missing }, on: true };
}

type Answers = { [K in Kind]?: (body: Protocol[K]['request']) => ResponseOf<K> };

export interface FakeHost extends Host {
  /** Every question so far, oldest first. */
  readonly asked: { kind: Kind; body: unknown }[];
}

/** A host with a quiet browser behind it: nothing noticed, everything on. `answers` replaces single answers. */
export function fakeHost(answers: Answers = {}): FakeHost {
  const quiet: Answers = {
    alerts: () => ({ alerts: [], elsewhere: [], state: 'ok' }),
    'get-settings': () => ({ settings: SETTINGS, sites: [...SITES] }),
    'page-status': () => pageWith('watching'),
    'sites-health': () => ({ sites: [] }),
    'mark-seen': () => ({ ok: true }),
    stored: () => ({ stored: STORED }),
    'erase-all': () => ({ ok: true }),
    house: () => ({ house: HOUSE }),
    'not-a-problem': () => ({ ok: true }),
    'changes-told': () => ({ ok: true }),
  };
  const asked: FakeHost['asked'] = [];
  const ask: Ask = async (kind, body) => {
    asked.push({ kind, body });
    const answer = answers[kind] ?? quiet[kind];
    if (answer === undefined) throw new ProtocolError(`${kind}: no answer`, 'no-answer');
    return answer(body);
  };
  return {
    ask,
    asked,
    activeTab: async () => 7,
    inTab: async () => false,
    openOptions: () => undefined,
    openPractice: () => undefined,
    copy: async () => undefined,
    share: null,
    now: () => NOW,
    guessedCountry: 'GB',
  };
}

/** An answer that never comes: the background is gone. */
export function silence(): never {
  throw new ProtocolError('no answer', 'no-answer');
}
