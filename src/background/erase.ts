import * as z from 'zod/mini';
import { forgetSalt } from '../store/salt.ts';
import { markLocked } from './family/gate.ts';
import { forgetBeat } from './family/pulse.ts';
import type { Room } from './study.ts';

/** Stands beside the database from the beginning of an erasure to its end. */
const MARK = 'erasing';
const markSchema = z.object({ shared: z.boolean() });

/** Erases everything; the next start of the worker goes on with it when this one ends before. To be called within the queue. */
export async function eraseAll(room: Room): Promise<void> {
  const { local } = room.env.platform.storage;
  // While the database can't be read nobody knows whether this browser shares settings: then they go, too.
  const shared = (await room.sync.status()).on || !room.cupboard.sees();
  await local.set({ [MARK]: { shared } });
  await erase(room, shared);
}

/** Goes on with an erasure in the midst of which the worker ended. To be called within the queue, before anything else. */
export async function finishErasing(room: Room): Promise<void> {
  const { local } = room.env.platform.storage;
  const mark = (await local.get(MARK))[MARK];
  if (mark === undefined) return;
  const parsed = markSchema.safeParse(mark);
  await erase(room, !parsed.success || parsed.data.shared);
}

/** What was written in chats and what leads to it go first. */
async function erase(room: Room, shared: boolean): Promise<void> {
  const { local } = room.env.platform.storage;
  await room.memory.forgetAll();
  await forgetSalt(local);
  room.forget();
  await room.health.forgetSites();
  await forgetBeat(local);
  await room.troubles.forget();
  await room.cupboard.erase();
  await room.sessions.closeAll();
  await markLocked(local, false);
  if (shared) await room.sync.withdraw();
  // That everything was erased is the one thing that is known afterwards.
  await room.household.write([], [{ kind: 'erased' }], ['erased']);
  await local.remove(MARK);
}
