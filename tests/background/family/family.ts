import type { SettingsChange } from '../../../src/protocol/family.ts';
import type { Ask } from '../../../src/sealing/index.ts';
import { type CreatedLock, createLock, type Door, doorOfSetUp } from '../../../src/sealing/index.ts';
import { type Life, PAGE, responseOf } from '../fake-browser.ts';

export const PIN = 'seven-owls';

/** Asks as one of our pages does; an answer that says no is thrown. */
export function askOf(life: Life): Ask {
  return async (kind, body) => responseOf(await life.ask(kind, body, PAGE));
}

/** Changes settings as a page does while no PIN is set. */
export async function changeSettings(life: Life, change: SettingsChange): Promise<void> {
  const ask = askOf(life);
  const { revision } = await ask('family-settings', {});
  const { outcome } = await ask('change-settings', { token: null, revision, change });
  if (outcome !== 'saved') throw new Error(outcome);
}

let made: Promise<CreatedLock> | null = null;

/** One lock for all tests: making it costs half a second. */
export function theLock(): Promise<CreatedLock> {
  made ??= createLock(PIN);
  return made;
}

/** Sets the family up as the welcome page does, and gives its open door. */
export async function setUp(life: Life, change: SettingsChange = {}): Promise<Door> {
  const lock = await theLock();
  const answer = await askOf(life)('set-up-lock', { keys: lock.keys, change });
  if (answer.outcome !== 'done') throw new Error('set up already');
  return doorOfSetUp(lock, answer.token, answer.until);
}
