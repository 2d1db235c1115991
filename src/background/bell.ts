import { within } from '../patience.ts';
import { putAlert, readAlert, unseenAlerts } from '../store/alerts.ts';
import type { Cupboard } from '../store/cupboard.ts';
import { showBadge } from './badge.ts';
import type { Household } from './family/household.ts';
import { isQuiet } from './family/quiet.ts';
import { notify, owesNotification } from './notify.ts';
import { createQueue, type Queue } from './queue.ts';
import type { StudyEnv } from './study.ts';

/** Unseen alerts that are looked at; the badge can show 99. */
const LIMIT = 200;
/** ms after which a notification or badge that the system doesn't confirm is taken for made. */
const PATIENCE = 3000;

/**
 * Puts the badge right and makes the notifications that are owed, one round after the other, beside the store's queue: a
 * desktop without a notification service must not hold up the reading of messages. A notification is made first and noted
 * after: when the worker ends between, it is made again under the same id, which replaces the first.
 */
export function createBell(
  env: StudyEnv,
  queue: Queue,
  cupboard: Cupboard,
  household: Household,
): (fresh?: string) => Promise<void> {
  const { platform, now } = env;
  const rounds = createQueue(async () => undefined);

  async function unseen(fresh: string | undefined) {
    const alerts = await unseenAlerts(cupboard, LIMIT, now());
    if (fresh === undefined || alerts.some((alert) => alert.id === fresh)) return alerts;
    const risen = await readAlert(cupboard, fresh, now());
    return risen?.unseen === 1 ? [...alerts, risen] : alerts;
  }

  return (fresh) =>
    rounds.run(async () => {
      const alerts = await queue.run(() => unseen(fresh));
      const levels = alerts.map((alert) => alert.level);
      await within(PATIENCE, showBadge(platform.action, levels), 'the badge').catch(() => undefined);
      const { quietHours } = (await queue.run(() => household.current())).settings;
      for (const { id, level } of alerts.filter(owesNotification)) {
        // It is owed still, and made at the first round after the quiet hours.
        if (isQuiet(quietHours, level, now())) continue;
        // Refused by the browser or the person: noted all the same, or each start of the worker would try again.
        await within(PATIENCE, notify(platform, env.text, { id, level }), 'the notification').catch(() => undefined);
        await queue.run(async () => {
          const alert = await readAlert(cupboard, id, now());
          if (alert !== null) await cupboard.write([putAlert({ ...alert, notified: level })], false);
        });
      }
    });
}
