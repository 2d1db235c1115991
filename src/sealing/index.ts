/** The door of the sealing room: what pages use. The background takes `seal.ts` itself. */
export { newRecoveryCode, readRecoveryCode } from './code.ts';
export { type Ask, type CreatedLock, createLock, type Door, doorOfSetUp, type OpenedLines } from './door.ts';
export { type Unlock, unlock } from './unlock.ts';
