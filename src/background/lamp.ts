import type { MessageKey } from '../i18n.ts';
import type { Health } from '../protocol/messages.ts';
import { unseenAlerts } from '../store/alerts.ts';
import type { Cupboard } from '../store/cupboard.ts';
import type { Household } from './family/household.ts';
import { lookInto, statusOf, type TabHealth } from './health.ts';
import type { Queue } from './queue.ts';
import type { StudyEnv } from './study.ts';

/** What the lamp in the toolbar shows, in pictures of src/static/icons. */
export type Light = 'on' | 'off' | 'alert' | 'not-understood';

const TITLES: Readonly<Record<Light, MessageKey>> = {
  on: 'status_watching_title',
  off: 'status_unknown_title',
  alert: 'notify_warning_title',
  'not-understood': 'status_not_understood_title',
};

/** The lamp of the toolbar, tab by tab. It is never hidden, and never shines where nothing is read. */
export interface Lamp {
  /** Puts the lamp of one tab right. */
  show(tab: number): Promise<void>;
  /** Puts all lamps right: something was noticed or seen, or the settings changed. */
  showAll(): Promise<void>;
}

/**
 * What is shown for a tab. An alert that nobody has seen is shown wherever one looks; then whether this page is read;
 * `status` null: nothing is read there.
 */
export function lightOf(
  status: { readonly health: Health | null; readonly on: boolean } | null,
  unseen: boolean,
): Light {
  if (unseen) return 'alert';
  if (status === null || !status.on) return 'off';
  const state = status.health?.state ?? 'idle';
  return state === 'watching' || state === 'idle' ? 'on' : 'not-understood';
}

export function createLamp(
  { platform, text, now, icons, pages }: Pick<StudyEnv, 'platform' | 'text' | 'now' | 'icons' | 'pages'>,
  queue: Queue,
  cupboard: Cupboard,
  household: Household,
  health: TabHealth,
): Lamp {
  const { action } = platform;

  async function put(light: Light, tab: number | null): Promise<void> {
    const where = tab === null ? {} : { tabId: tab };
    const path = icons[light];
    if (path !== undefined) await action.setIcon?.({ ...where, path });
    await action.setTitle?.({ ...where, title: `${text('name')}: ${text(TITLES[light])}` });
  }

  async function facts(): Promise<{
    readonly off: readonly string[];
    readonly unseen: boolean;
    readonly paused: boolean;
  }> {
    return queue.run(async () => ({
      off: (await household.current()).settings.sitesOff,
      unseen: (await unseenAlerts(cupboard, 1, now())).length > 0,
      paused: (await household.pausedUntil()) !== null,
    }));
  }

  async function show(tab: number): Promise<void> {
    // First the look, which a page may keep waiting: what the store says must not be old when it is shown.
    const { records, live } = await lookInto(tab, health, pages);
    const { off, unseen, paused } = await facts();
    const nothing = (live ?? records).length === 0;
    await put(lightOf(nothing || paused ? null : statusOf(records, live, off), unseen), tab);
  }

  return {
    async show(tab) {
      if (action.setIcon !== undefined) await show(tab);
    },
    async showAll() {
      if (action.setIcon === undefined) return;
      await put(lightOf(null, (await facts()).unseen), null);
      // All at once, so that no page keeps another waiting. A tab that has gone meanwhile has no lamp.
      await Promise.allSettled((await health.tabs()).map(show));
    },
  };
}
