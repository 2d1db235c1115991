import type { FamilyKind } from '../../protocol/family-messages.ts';
import type { Handlers } from '../router.ts';
import type { Room } from '../study.ts';
import { createAlertHandlers } from './alert-handlers.ts';
import { createJournalHandlers } from './journal-handlers.ts';
import { createLockHandlers } from './lock-handlers.ts';
import { createSettingsHandlers } from './settings-handlers.ts';
import { createSyncHandlers } from './sync-handlers.ts';

/** What the background answers to the family's pages. Whatever touches the store waits for its turn in the queue. */
export function createFamilyHandlers(room: Room): Pick<Handlers, FamilyKind> {
  return {
    ...createLockHandlers(room),
    ...createSettingsHandlers(room),
    ...createAlertHandlers(room),
    ...createJournalHandlers(room),
    ...createSyncHandlers(room),
  };
}
