import type { Token } from '../../protocol/family-messages.ts';
import type { Area } from '../../store/areas.ts';
import { readLock } from '../../store/lock.ts';
import type { Room } from '../study.ts';

/** Says beside the database that a PIN is set, for the time when the database can't be read. */
const MARK = 'pin-set';

/** What only an unlocked page may do, asked without the token of one. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/** Whether a page may change things: it is unlocked, or no PIN is set yet. To be asked within the queue. */
export async function mayChange(room: Pick<Room, 'cupboard' | 'env' | 'sessions'>, token: Token): Promise<boolean> {
  const now = room.env.now();
  if (await room.sessions.isOpen(token, now)) return true;
  if ((await readLock(room.cupboard, now)) !== null) return false;
  const state = room.cupboard.state();
  return state === 'ok' || state === 'full' || !(await isMarked(room.env.platform.storage.local));
}

/** The same, as an error for kinds whose answer has no word for it. @throws LockedError */
export async function mustBeOpen(room: Pick<Room, 'cupboard' | 'env' | 'sessions'>, token: Token): Promise<void> {
  if (!(await mayChange(room, token))) throw new LockedError('locked');
}

export async function markLocked(local: Area, set: boolean): Promise<void> {
  await (set ? local.set({ [MARK]: true }) : local.remove(MARK));
}

async function isMarked(local: Area): Promise<boolean> {
  return (await local.get(MARK).catch(() => ({ [MARK]: true })))[MARK] === true;
}
