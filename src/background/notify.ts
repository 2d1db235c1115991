import { levelRank } from '../engine/signal.ts';
import type { MessageKey } from '../i18n.ts';
import type { StoredAlert } from '../store/alerts.ts';
import type { Platform } from './platform.ts';

const PREFIX = 'alert:';

/** From `warning` on, once a level, and not for what was seen already. */
export function owesNotification(alert: StoredAlert): boolean {
  const rank = levelRank(alert.level);
  return alert.unseen === 1 && rank >= levelRank('warning') && rank > levelRank(alert.notified);
}

/**
 * A notification of the system. It says that there is something and where to look, and nothing of what was written, by
 * whom or where: others may be looking at this screen. No buttons, since Firefox refuses them. The id is the alert's, so
 * one that is made twice replaces itself.
 */
export async function notify(
  platform: Pick<Platform, 'notifications' | 'runtime'>,
  text: (key: MessageKey) => string,
  alert: Pick<StoredAlert, 'id' | 'level'>,
): Promise<void> {
  const urgent = alert.level === 'urgent';
  await platform.notifications?.create(`${PREFIX}${alert.id}`, {
    type: 'basic',
    iconUrl: platform.runtime.getURL('src/static/icons/on-128.png'),
    title: text(urgent ? 'notify_urgent_title' : 'notify_warning_title'),
    message: text(urgent ? 'notify_urgent_text' : 'notify_warning_text'),
  });
}

/** Takes a notification back: what it points at was seen. */
export async function withdraw(platform: Pick<Platform, 'notifications'>, alert: string): Promise<void> {
  await platform.notifications?.clear(`${PREFIX}${alert}`).catch(() => undefined);
}

/** The alert that a notification is about, or null for a notification of somebody else. */
export function alertOfNotification(id: string): string | null {
  return id.startsWith(PREFIX) ? id.slice(PREFIX.length) : null;
}
