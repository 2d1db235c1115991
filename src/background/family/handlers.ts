import type { FamilyKind } from '../../protocol/family-messages.ts';
import type { Handlers } from '../router.ts';
import type { Room } from '../study.ts';
import { createAlertHandlers } from './alert-handlers.ts';
import { createJournalHandlers } from './journal-handlers.ts';
import { createLockHandlers } from './lock-handlers.ts';
import { createSettingsHandlers } from './settings-handlers.ts';

/** What the background answers to the family's pages. Whatever touches the store waits for its turn in the queue. */
export function createFamilyHandlers(room: Room): Pick<Handlers, FamilyKind> {
  const { queue, env, sessions, sync } = room;
  return {
    ...createLockHandlers(room),
    ...createSettingsHandlers(room),
    ...createAlertHandlers(room),
    ...createJournalHandlers(room),
    'sync-status': () => queue.run(async () => ({ sync: await sync.status() })),
    'set-sync': ({ token, passphrase }) =>
      queue.run(async () => {
        if (!(await sessions.isOpen(token, env.now()))) return { outcome: 'locked' };
        return { outcome: 'done', sync: passphrase === null ? await sync.turnOff() : await sync.turnOn(passphrase) };
      }),
  };
}
