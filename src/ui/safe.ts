import { createLock, unlock } from '../sealing/index.ts';

export type { Door, OpenedLines, Unlock } from '../sealing/index.ts';

export type UnlockWay = 'pin' | 'recovery';

/** All cryptography that a page does. Passed in, so that a page can be drawn without waiting for 600,000 rounds. */
export interface Safe {
  readonly createLock: typeof createLock;
  readonly unlock: typeof unlock;
}

export const safe: Safe = { createLock, unlock };
