import { canonical } from '../../journal/canonical.ts';
import type { LockKeys, LockStatus } from '../../protocol/family.ts';
import { browserRandom, fromBase64, sameText, toBase64 } from '../../sealing/bytes.ts';
import { aboutTry, seal } from '../../sealing/seal.ts';
import { allAlerts, putAlert } from '../../store/alerts.ts';
import { copiesGone } from '../../store/copies.ts';
import {
  hasLock,
  putLock,
  putTries,
  readLock,
  readTries,
  rekeyed,
  removeLock,
  seenAt,
  type Tries,
  waitLeft,
} from '../../store/lock.ts';
import type { Change } from '../../store/shelf.ts';
import { untold } from '../../store/told.ts';
import type { Handlers } from '../router.ts';
import type { Room } from '../study.ts';
import { markLocked } from './gate.ts';
import { forgetSync } from './sync.ts';

type LockKind = 'house' | 'set-up-lock' | 'begin-unlock' | 'finish-unlock' | 'lock' | 'change-lock' | 'reset-lock';

/** The lock: set up, tried, opened, changed, and given up when everything was forgotten. */
export function createLockHandlers(room: Room): Pick<Handlers, LockKind> {
  const { cupboard, queue, env, household, sessions } = room;
  const { local } = env.platform.storage;

  /** The tries as the clock of now makes them, with the change that keeps a clock that was set back from helping. */
  async function tries(): Promise<{ readonly tries: Tries; readonly setBack: boolean }> {
    return seenAt(await readTries(cupboard, env.now()), env.now());
  }

  async function status(): Promise<LockStatus> {
    const set = await hasLock(cupboard);
    const { tries: now } = await tries();
    return { set, failed: now.failed, waitMs: set ? waitLeft(now, env.now()) : 0 };
  }

  /**
   * Whether these keys are set already: the worker ended before it could answer, and the page asks again; its code would be
   * lost otherwise. Only until somebody was given the wrapped keys, since who has those could send them, too.
   */
  async function isThis({ publicKey, pin, recovery }: LockKeys, now: number): Promise<boolean> {
    const lock = await readLock(cupboard, now);
    if (lock === null || (await readTries(cupboard, now)).made > 0) return false;
    const stored = { publicKey: lock.publicKey, pin: lock.pin, recovery: lock.recovery };
    return sameText(canonical({ publicKey, pin, recovery }), canonical(stored));
  }

  return {
    house: () =>
      queue.run(async () => {
        const { settings, view, managed } = await household.current();
        const { ageGroup, safeguarding } = settings;
        const { mayPause } = await household.policy();
        return {
          house: {
            lock: await status(),
            pausedUntil: await household.pausedUntil(),
            safeguarding,
            view,
            ageGroup,
            managed: managed.length > 0 || !mayPause,
            mayPause,
            sharing: (await room.sync.status()).on,
            changes: await untold(cupboard, env.now()),
          },
        };
      }),

    'set-up-lock': ({ keys, change }) =>
      queue.run(async () => {
        const now = env.now();
        if (await isThis(keys, now)) return { outcome: 'done', ...(await sessions.open(now)) };
        if (await hasLock(cupboard)) return { outcome: 'already-set' };
        // Keys that are gone with the browser session would leave sealed lines that nothing opens.
        if (cupboard.state() !== 'ok' || !cupboard.sees())
          throw new DOMException('the store takes nothing', 'InvalidStateError');
        // Not a key: found out now and not at the first alert.
        await seal(fromBase64(keys.publicKey), new Uint8Array(1), 'trial');
        const as = { what: 'set-up', note: { kind: 'set-up' } } as const;
        // The mark first: one without a lock is taken back, a lock without it would guard nothing in time of trouble.
        await markLocked(local, true);
        await cupboard.write([putLock({ ...keys, since: now }), ...(await household.change(change, as))], true);
        room.relight();
        return { outcome: 'done', ...(await sessions.open(now)) };
      }),

    'begin-unlock': ({ way }) =>
      queue.run(async () => {
        const now = env.now();
        const lock = await readLock(cupboard, now);
        if (lock === null) return { outcome: 'not-set' };
        const { tries: before, setBack } = await tries();
        if (setBack) await household.write([putTries(before)], [{ kind: 'clock', facts: { setBack: true } }]);
        const waitMs = waitLeft(before, now);
        if (waitMs > 0) return { outcome: 'wait', waitMs };
        const begun = { made: before.made + 1, failed: before.failed + 1, last: now, open: true };
        const left = before.open ? [wrong(before.failed, way, true)] : [];
        await household.write([putTries(begun)], left);
        const proof = browserRandom(32);
        const attempt = await sessions.begin(toBase64(proof), now);
        const challenge = await seal(fromBase64(lock.publicKey), proof, aboutTry(attempt));
        return { outcome: 'try', attempt, publicKey: lock.publicKey, wrapped: lock[way], challenge };
      }),

    'finish-unlock': ({ attempt, proof }) =>
      queue.run(async () => {
        const now = env.now();
        const { tries: before } = await tries();
        if (await sessions.finish(attempt, proof, now)) {
          await household.write(
            [putTries({ ...before, failed: 0, open: false })],
            [{ kind: 'unlocked', facts: { wrongBefore: Math.max(0, before.failed - 1) } }],
          );
          return { outcome: 'open', ...(await sessions.open(now)) };
        }
        const ended = { ...before, open: false };
        if (before.open) await household.write([putTries(ended)], [wrong(before.failed, 'unknown', false)]);
        return { outcome: 'wrong', failed: before.failed, waitMs: waitLeft(ended, now) };
      }),

    lock: ({ token }) =>
      queue.run(async () => {
        await sessions.close(token);
        return { ok: true };
      }),

    'change-lock': ({ token, ...part }) =>
      queue.run(async () => {
        const now = env.now();
        const lock = await readLock(cupboard, now);
        if (lock === null || !(await sessions.isOpen(token, now))) return { outcome: 'locked' };
        const facts = { pin: part.pin !== undefined, recovery: part.recovery !== undefined };
        // Keys under an old PIN must not lie in a copy.
        const changes = [putLock(rekeyed(lock, part)), ...(await copiesGone(cupboard, null))];
        await household.write(changes, [{ kind: 'pin-changed', facts }], ['pin']);
        return { outcome: 'done' };
      }),

    'reset-lock': () =>
      queue.run(async () => {
        const lines = await cupboard.keys({ store: 'sealed', index: 'touched' });
        const erased = lines.map((key): Change => ({ store: 'sealed', key, value: null }));
        for (const alert of await allAlerts(cupboard, env.now()))
          if (alert.parts > 0) erased.push(putAlert({ ...alert, parts: 0, lines: 0 }));
        await household.write(
          [...removeLock(), ...forgetSync(), ...erased, ...(await copiesGone(cupboard, null))],
          [{ kind: 'reset', facts: { erasedParts: lines.length } }],
          ['reset'],
        );
        await sessions.closeAll();
        await markLocked(local, false);
        return { ok: true };
      }),
  };
}

function wrong(failed: number, way: string, unfinished: boolean) {
  return { kind: 'pin-wrong', facts: { failed, way, unfinished } } as const;
}
