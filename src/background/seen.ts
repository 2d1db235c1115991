import { withdraw } from './notify.ts';
import type { Room } from './study.ts';

/** What follows when alerts were seen: their notifications go; badge and lamp are put right. Call it outside of the queue. */
export async function wereSeen(room: Pick<Room, 'env' | 'announce'>, alerts: readonly string[]): Promise<void> {
  for (const id of alerts) void withdraw(room.env.platform, id);
  await room.announce();
}
