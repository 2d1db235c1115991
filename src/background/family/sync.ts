import * as z from 'zod/mini';
import type { SettingName, SyncStatus } from '../../protocol/family.ts';
import { browserRandom, fromBase64, toBase64 } from '../../sealing/bytes.ts';
import { keyOfSecret, ROUNDS } from '../../sealing/wrap.ts';
import type { Area } from '../../store/areas.ts';
import { copiesGone } from '../../store/copies.ts';
import type { Cupboard } from '../../store/cupboard.ts';
import { readItem } from '../../store/item.ts';
import { mergedFamily, putFamily, SETTING_NAMES } from '../../store/settings.ts';
import type { Change } from '../../store/shelf.ts';
import type { Household } from './household.ts';
import { readHead, readShared, removeShared, TooLarge, writeShared } from './sync-store.ts';

const KEY = 'sync';
/** ms between two writes at least, far below what the browser allows. */
const PAUSE = 1000;

const stateSchema = z.object({
  salt: z.string(),
  iterations: z.number(),
  sent: z.nullable(z.number()),
  received: z.nullable(z.number()),
  /** Which writing of another device was read last: the time at its head. */
  read: z.optional(z.number()),
  /** ms: what was changed after it was changed since the devices last met. */
  met: z.number(),
  pending: z.boolean(),
  conflicts: z.array(z.enum(SETTING_NAMES)),
  trouble: z.enum(['none', 'full', 'passphrase', 'unreadable', 'refused']),
});
type State = z.infer<typeof stateSchema>;

const OFF: SyncStatus = { on: false, sent: null, received: null, conflicts: [], trouble: 'none' };

/** Settings that the devices of one family share. All of it is called within the queue. */
export interface Sync {
  status(): Promise<SyncStatus>;
  /** Joins the other devices under the family's passphrase. */
  turnOn(passphrase: string): Promise<SyncStatus>;
  turnOff(): Promise<SyncStatus>;
  /** Takes away what is shared. The other devices keep their settings, and share them again when one of them is changed. */
  withdraw(): Promise<void>;
  /** Sends what was changed here. */
  push(): Promise<void>;
  /** Takes what another device has changed, and sends what it lacks. */
  pull(): Promise<void>;
}

/** The changes that forget sync in this browser; what the other devices share stays. */
export function forgetSync(): Change[] {
  return [
    { store: 'keys', key: KEY, value: null },
    { store: 'settings', key: KEY, value: null },
  ];
}

export function createSync(area: Area | null, now: () => number, cupboard: Cupboard, household: Household): Sync {
  const read = () => readItem(cupboard, 'settings', KEY, stateSchema, now());
  const put = (state: State): Change => ({ store: 'settings', key: KEY, value: state });
  async function key(): Promise<CryptoKey | null> {
    const stored = await cupboard.get('keys', KEY);
    const found: unknown = typeof stored === 'object' && stored !== null && 'key' in stored ? stored.key : null;
    return found instanceof CryptoKey ? found : null;
  }

  async function status(): Promise<SyncStatus> {
    const state = await read();
    if (state === null) return OFF;
    const { sent, received, conflicts, trouble } = state;
    return { on: true, sent, received, conflicts, trouble };
  }

  async function push(): Promise<void> {
    const state = await read();
    const own = await key();
    if (area === null || state === null || own === null) return;
    const at = now();
    if (state.sent !== null && at >= state.sent && at - state.sent < PAUSE) {
      // The next beat sends it.
      await cupboard.write([put({ ...state, pending: true })], false);
      return;
    }
    const { settings, changed } = await household.stored();
    try {
      await writeShared(area, { settings, changed }, own, state, at);
      await cupboard.write([put({ ...state, sent: at, met: at, pending: false, trouble: 'none' })], false);
    } catch (error) {
      const full = error instanceof TooLarge || (error instanceof Error && /quota_bytes/i.test(error.message));
      await cupboard.write([put({ ...state, pending: true, trouble: full ? 'full' : 'refused' })], false);
    }
  }

  async function pull(): Promise<void> {
    const state = await read();
    const own = await key();
    if (area === null || state === null || own === null) return;
    const head = await readHead(area);
    if (head === null || (head !== 'unreadable' && (head.at === state.sent || head.at === state.read))) {
      const { changed } = await household.stored();
      // a change is written before it is sent, and the worker may have died between
      const unsent = SETTING_NAMES.some((name) => (changed[name] ?? 0) > state.met);
      if (state.pending || unsent) await push();
      return;
    }
    const theirs = head === 'unreadable' ? null : await readShared(area, head, own);
    if (head === 'unreadable' || theirs === null) {
      await cupboard.write([put({ ...state, trouble: 'unreadable' })], false);
      return;
    }
    const at = now();
    const before = await household.stored();
    const { family, taken } = mergedFamily(before, theirs, at);
    const conflicts: SettingName[] = taken.filter((name) => (before.changed[name] ?? 0) > state.met);
    const next: State = { ...state, received: at, read: head.at, met: at, conflicts, trouble: 'none' };
    if (taken.length === 0) await cupboard.write([put(next)], false);
    else
      await household.write(
        [put(next), putFamily(family)],
        [{ kind: 'settings', facts: { from: 'sync', changed: taken.join(',') } }],
        taken,
      );
    const lacks = SETTING_NAMES.some((name) => (family.changed[name] ?? 0) > (theirs.changed[name] ?? 0));
    if (lacks || state.pending) await push();
  }

  async function withdraw(): Promise<void> {
    if (area !== null) await removeShared(area).catch(() => undefined);
  }

  return {
    status,
    push,
    withdraw,
    pull,
    async turnOn(passphrase) {
      if (area === null || cupboard.state() !== 'ok') return { ...OFF, trouble: 'refused' };
      const head = await readHead(area);
      if (head === 'unreadable') return { ...OFF, trouble: 'unreadable' };
      const salt = head === null ? toBase64(browserRandom(16)) : head.salt;
      const iterations = head?.iterations ?? ROUNDS;
      const own = await keyOfSecret(passphrase, fromBase64(salt), iterations);
      if (head !== null && (await readShared(area, head, own)) === null) return { ...OFF, trouble: 'passphrase' };
      const state: State = {
        salt,
        iterations,
        sent: null,
        received: null,
        met: now(),
        pending: true,
        conflicts: [],
        trouble: 'none',
      };
      await household.write(
        [put(state), { store: 'keys', key: KEY, value: { key: own } }],
        [{ kind: 'sync', facts: { on: true } }],
        ['sync'],
      );
      await pull();
      return status();
    },
    async turnOff() {
      if ((await read()) !== null) {
        const changes = [...forgetSync(), ...(await copiesGone(cupboard, null))];
        await household.write(changes, [{ kind: 'sync', facts: { on: false } }], ['sync']);
      }
      await withdraw();
      return OFF;
    },
  };
}
