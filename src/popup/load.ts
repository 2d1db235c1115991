import type { AdviceLibrary, CountryHelp } from '../guidance/index.ts';
import type { HouseStatus } from '../protocol/family.ts';
import type { AlertSummary, ResponseOf, Settings, SiteSummary, StoreState } from '../protocol/messages.ts';
import { keysOf, newestFirst } from '../ui/alert-facts.tsx';
import type { Guide } from '../ui/guide.ts';
import type { Host } from '../ui/host.ts';

/** More alerts than anybody reads in a small window. */
const MOST_ALERTS = 50;

/** All that the home of the popup shows. */
export interface Home {
  /** Newest first. */
  readonly alerts: readonly AlertSummary[];
  /** How many more are shown when the page of their chat is in front. */
  readonly elsewhere: number;
  readonly store: StoreState;
  readonly settings: Settings;
  readonly sites: readonly SiteSummary[];
  /** How the family has it; null when that is out of reach, which must not stand between a child and its alerts. */
  readonly house: HouseStatus | null;
  /** Whether this stands in a tab itself: no other page is in front of the child. */
  readonly inTab: boolean;
  /** Null when there is no tab to speak of. */
  readonly page: ResponseOf<'page-status'> | null;
  /** Holds what is said about these alerts. */
  readonly advice: AdviceLibrary;
  readonly help: CountryHelp;
}

/** Asks for everything at once, and marks the alerts as seen: the child is looking at them now. */
export async function loadHome(host: Host, guide: Guide): Promise<Home> {
  // Where that can't be told, the tab in front is asked about.
  const inTab = await host.inTab().catch(() => false);
  const tab = inTab ? null : await host.activeTab();
  const [noticed, { settings, sites }, page, house] = await Promise.all([
    host.ask('alerts', { limit: MOST_ALERTS, tab }),
    host.ask('get-settings', {}),
    tab === null ? null : host.ask('page-status', { tab }),
    host.ask('house', {}).then(
      (answer) => answer.house,
      () => null,
    ),
  ]);
  const alerts = newestFirst(noticed.alerts);
  const [advice, help] = await Promise.all([guide.advice(keysOf(alerts)), guide.help(settings.country)]);
  // Of those that are left out the person is told here, too.
  const unseen = [...alerts.filter((alert) => !alert.seen).map((alert) => alert.id), ...noticed.elsewhere];
  // A mark that fails leaves a number on the badge and nothing worse; the alerts are shown all the same.
  if (unseen.length > 0) void host.ask('mark-seen', { alerts: unseen }).catch(() => undefined);
  return {
    alerts,
    elsewhere: noticed.elsewhere.length,
    store: noticed.state,
    settings,
    sites,
    house,
    inTab,
    page,
    advice,
    help,
  };
}
