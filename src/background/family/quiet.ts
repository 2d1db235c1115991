import type { Level } from '../../engine/signal.ts';
import type { QuietHours } from '../../protocol/family.ts';

/** Whether a notification of this level waits: within the quiet hours all do but urgent ones. `at` in ms, local time. */
export function isQuiet(hours: QuietHours | null, level: Level, at: number): boolean {
  if (hours === null || level === 'urgent' || hours.from === hours.to) return false;
  const time = new Date(at);
  const minute = time.getHours() * 60 + time.getMinutes();
  return hours.from < hours.to ? minute >= hours.from && minute < hours.to : minute >= hours.from || minute < hours.to;
}
