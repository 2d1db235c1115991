import type { Token } from '../../protocol/family-messages.ts';
import type { Area } from '../../store/areas.ts';
import type { Cupboard } from '../../store/cupboard.ts';
import { hasLock } from '../../store/lock.ts';
import type { Room } from '../study.ts';

/** Says beside the database that a PIN is set, for the time when the database can't be read. */
const MARK = 'pin-set';

/** What only an unlocked page may do, asked without the token of one. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/**
 * Whether a page may change things: it is unlocked, or no PIN is set yet. A lock that can't be read counts as one, and so
 * does the mark while nobody can look whether there is a lock; a reset is the way out of both. To be asked within the queue.
 */
export async function mayChange(room: Pick<Room, 'cupboard' | 'env' | 'sessions'>, token: Token): Promise<boolean> {
  const { cupboard } = room;
  if (await room.sessions.isOpen(token, room.env.now())) return true;
  if (await hasLock(cupboard)) return false;
  // Asked after the look: a database that fails at it isn't open any more.
  return cupboard.sees() || !(await isMarked(room.env.platform.storage.local));
}

/** The same, as an error for kinds whose answer has no word for it. @throws LockedError */
export async function mustBeOpen(room: Pick<Room, 'cupboard' | 'env' | 'sessions'>, token: Token): Promise<void> {
  if (!(await mayChange(room, token))) throw new LockedError('locked');
}

export async function markLocked(local: Area, set: boolean): Promise<void> {
  await (set ? local.set({ [MARK]: true }) : local.remove(MARK));
}

/**
 * Puts the mark right when the database can be looked into: the worker may have ended between the two of them, or the
 * browser have lost one. To be called within the queue.
 */
export async function mendMark(cupboard: Cupboard, local: Area): Promise<void> {
  const set = await hasLock(cupboard);
  if (cupboard.sees() && set !== (await isMarked(local))) await markLocked(local, set);
}

async function isMarked(local: Area): Promise<boolean> {
  return (await local.get(MARK).catch(() => ({ [MARK]: true })))[MARK] === true;
}
