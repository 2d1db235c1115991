/** Whatever arrives at a border of the extension: messages, policies, what lies in the store. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { POLICY_NAMES, parsePolicy } from '../../src/policy/policy.ts';
import { parseRequest } from '../../src/protocol/schemas.ts';
import { joinAlerts, readAlert } from '../../src/store/alerts.ts';
import { joinConversations, readConversation } from '../../src/store/conversations.ts';
import { readHeld } from '../../src/store/held.ts';
import { readLock, readTries } from '../../src/store/lock.ts';
import { pausedUntil } from '../../src/store/pause.ts';
import { readFamily } from '../../src/store/settings.ts';
import { type Change, nameOf, type Shelf, type StoreName } from '../../src/store/shelf.ts';
import { untold } from '../../src/store/told.ts';
import { EVERY_SETTING, GOOD_FAMILY } from '../protocol/family-requests.ts';
import { readKept } from '../store/kept-store.ts';
import { anyText, damaged } from './nasty.ts';
import { often, PATIENCE } from './runs.ts';

const NOW = Date.UTC(2026, 10, 25);
const message = { key: 'k', revision: 'r', author: 'a', direction: 'peer', text: 'hello', time: null, history: false };
const batch = { site: 'demo', thread: 't', title: 'T', group: false, stranger: false, messages: [message, message] };
const REQUESTS: readonly { readonly kind: string; readonly body: unknown }[] = [
  { kind: 'observe', body: { batch } },
  { kind: 'shown', body: { alert: 'a', level: 'caution' } },
  { kind: 'draft', body: { site: 'demo', thread: 't', text: 'words' } },
  { kind: 'health', body: { health: { site: 'demo', state: 'partly', missing: ['direction'] } } },
  { kind: 'add-origin', body: { token: 't', origin: 'https://chat.example:8443' } },
  ...Object.entries(GOOD_FAMILY).map(([kind, body]) => ({ kind, body })),
];

describe('a request', () => {
  it(
    'of any shape is taken or refused, and what is taken is taken again as it is',
    () => {
      const anything = fc.constantFrom(...REQUESTS).chain((good) => damaged(good));
      let taken = 0;
      fc.assert(
        fc.property(anything, (raw) => {
          const parsed = parseRequest(raw);
          if (!parsed.ok) {
            expect(parsed.error.length).toBeLessThan(300);
            return;
          }
          taken += 1;
          expect(parseRequest(parsed.envelope)).toEqual(parsed);
        }),
        often(3),
      );
      expect(taken, 'requests that are still good').toBeGreaterThan(0);
    },
    PATIENCE,
  );

  it(
    'never has its words quoted in an error',
    () => {
      const marked = anyText.map((text) => `${text}<secret>`);
      fc.assert(
        fc.property(fc.constantFrom(...Object.keys(message)), marked, (field, secret) => {
          const bad = { ...message, [field]: [secret, { [secret]: secret }] };
          const parsed = parseRequest({ kind: 'observe', body: { batch: { ...batch, messages: [bad] } } });
          expect(parsed).toMatchObject({ ok: false, error: expect.not.stringContaining('<secret>') });
        }),
        often(),
      );
    },
    PATIENCE,
  );
});

describe('a policy', () => {
  const full = { ...EVERY_SETTING, mayPause: false };

  it(
    'of any shape gives values that hold by themselves, and nothing that no policy may decide',
    () => {
      const names = new Set<string>(POLICY_NAMES);
      fc.assert(
        fc.property(damaged(full), (raw) => {
          const policy = parsePolicy(raw);
          const again = parsePolicy({ ...policy.values, mayPause: policy.mayPause });
          expect(again).toEqual({ ...policy, ignored: [] });
          for (const name of [...policy.managed, ...Object.keys(policy.values)]) expect(names.has(name)).toBe(true);
        }),
        often(3),
      );
    },
    PATIENCE,
  );
});

/** A shelf of memory, on which anything can lie: also what no database would take. */
function shelfWith(store: StoreName, key: string, value: unknown): Shelf & { readonly items: Map<string, unknown> } {
  const items = new Map<string, unknown>([[nameOf(store, key), value]]);
  const write = (changes: readonly Change[]) => {
    for (const change of changes)
      if (change.value === null) items.delete(nameOf(change.store, change.key));
      else items.set(nameOf(change.store, change.key), change.value);
  };
  return {
    items,
    get: async (from, name) => items.get(nameOf(from, name)),
    query: async () => [],
    keys: async () => [],
    count: async () => items.size,
    write: async (changes) => write(changes),
  };
}

const kept = readKept(2).stores;
const itemsOf = (store: StoreName) => kept[store]?.items.map(([, value]) => value) ?? [];
const first = (store: StoreName, key: string) => kept[store]?.items.find(([name]) => name === key)?.[1] ?? null;
const DEFAULTS = { country: 'GB', ageGroup: '13-15', sitesOff: [] } as const;

/** Where each item lies, a good one, and how it is read. */
const ITEMS: readonly (readonly [StoreName, string, readonly unknown[], (shelf: Shelf) => Promise<unknown>])[] = [
  ['alerts', 'a', itemsOf('alerts'), (shelf) => readAlert(shelf, 'a', NOW)],
  ['conversations', 'a', itemsOf('conversations'), (shelf) => readConversation(shelf, 'a', NOW)],
  ['settings', 'settings', [first('settings', 'settings')], (shelf) => readFamily(shelf, DEFAULTS, NOW)],
  ['settings', 'told', [first('settings', 'told')], (shelf) => untold(shelf, NOW)],
  ['settings', 'pause', [{ from: NOW - 1, until: NOW + 60_000 }], (shelf) => pausedUntil(shelf, NOW)],
  ['keys', 'lock', [first('keys', 'lock')], (shelf) => readLock(shelf, NOW)],
  ['keys', 'tries', [{ made: 3, failed: 1, last: NOW, open: false }], (shelf) => readTries(shelf, NOW)],
];

describe.each(ITEMS)('what lies in %s as %s', (store, key, goods, readIt) => {
  it(
    'is read, or set aside whole; the next reading is sure',
    async () => {
      for (const good of goods) {
        const shelf = shelfWith(store, key, good);
        await readIt(shelf);
        expect(shelf.items.has(nameOf(store, key)), 'the good one is read').toBe(true);
      }
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...goods).chain(damaged), async (value) => {
          const shelf = shelfWith(store, key, value);
          const answer = await readIt(shelf);
          const stays = shelf.items.has(nameOf(store, key));
          const aside = [...shelf.items].filter(([name]) => name.startsWith('quarantine/'));
          if (value !== undefined) expect(stays ? 0 : 1).toBe(aside.length);
          if (!stays && aside[0]) expect((aside[0][1] as { value: unknown }).value).toBe(value);
          expect(await readIt(shelf)).toEqual(answer);
        }),
        often(),
      );
    },
    PATIENCE,
  );
});

describe('two records of one thing', () => {
  it.each([
    ['alerts', joinAlerts],
    ['conversations', joinConversations],
  ] as const)(
    'of %s are joined whatever they hold, and joined again change nothing more',
    async (store, join) => {
      const value = fc.constantFrom(...itemsOf(store)).chain(damaged);
      const sound = store === 'alerts' ? readAlert : readConversation;
      // The order of reasons that came disordered is put right.
      const plain = (item: object | null) =>
        item && { ...item, version: 0, reasons: 'reasons' in item ? new Set(item.reasons as object[]) : null };
      await fc.assert(
        fc.asyncProperty(value, value, async (held, stored) => {
          const joined = join(held, stored);
          if (joined === null) return;
          const shelf = shelfWith(store, 'a', joined);
          expect(await sound(shelf, 'a', NOW)).toEqual(joined);
          expect(plain(join(held, joined))).toEqual(plain(joined));
        }),
        often(),
      );
    },
    PATIENCE,
  );
});

it(
  'what a session holds is read, or dropped',
  async () => {
    const good = { store: 'alerts', key: 'a', value: { x: 1 }, blind: true };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(anyText, damaged(good)), { maxLength: 5 }), async (entries) => {
        const items = Object.fromEntries(entries.map(([name, value]) => [`held:${name}`, value]));
        const writes = await readHeld({ get: async () => items, set: async () => {}, remove: async () => {} });
        expect(writes.size).toBeLessThanOrEqual(entries.length);
        for (const { value, blind } of writes.values())
          expect([typeof value, typeof blind]).toEqual(['object', 'boolean']);
      }),
      often(),
    );
  },
  PATIENCE,
);
