import { joinAlerts } from './alerts.ts';
import { joinConversations } from './conversations.ts';
import type { Held } from './held.ts';
import { joinFamilies, SETTINGS_KEY } from './settings.ts';
import { joinTold, TOLD_KEY } from './told.ts';

/**
 * Brings a write that was made without seeing the database together with what lies there in its place. Of all that isn't
 * named here the later one holds.
 */
export function reconciled({ store, key, value }: Held, stored: unknown, now: number): object | null {
  if (store === 'conversations') return joinConversations(value, stored);
  if (store === 'alerts') return joinAlerts(value, stored);
  if (store === 'settings' && key === SETTINGS_KEY) return joinFamilies(value, stored, now);
  if (store === 'settings' && key === TOLD_KEY) return joinTold(value, stored);
  return value;
}
