import type { Handlers } from '../router.ts';
import type { Room } from '../study.ts';

type SyncKind = 'sync-status' | 'set-sync';

/** Settings that the devices of one family share: how that stands, on and off. */
export function createSyncHandlers(room: Room): Pick<Handlers, SyncKind> {
  const { queue, env, sessions, sync } = room;
  return {
    'sync-status': () => queue.run(async () => ({ sync: await sync.status() })),

    'set-sync': ({ token, passphrase }) =>
      queue.run(async () => {
        if (!(await sessions.isOpen(token, env.now()))) return { outcome: 'locked' };
        const status = passphrase === null ? await sync.turnOff() : await sync.turnOn(passphrase);
        // Who joins takes what the others have.
        room.relight();
        return { outcome: 'done', sync: status };
      }),
  };
}
