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
  readonly store: StoreState;
  readonly settings: Settings;
  readonly sites: readonly SiteSummary[];
  /** How the family has it; null when that is out of reach, which must not stand between a child and its alerts. */
  readonly house: HouseStatus | null;
  /** Null when there is no tab to speak of. */
  readonly page: ResponseOf<'page-status'> | null;
  /** Holds what is said about these alerts. */
  readonly advice: AdviceLibrary;
  readonly help: CountryHelp;
}

/** Asks for everything at once, and marks the alerts as seen: the child is looking at them now. */
export async function loadHome(host: Host, guide: Guide): Promise<Home> {
  const [noticed, { settings, sites }, page, house] = await Promise.all([
    host.ask('alerts', { limit: MOST_ALERTS }),
    host.ask('get-settings', {}),
    pageStatus(host),
    host.ask('house', {}).then(
      (answer) => answer.house,
      () => null,
    ),
  ]);
  const alerts = newestFirst(noticed.alerts);
  const [advice, help] = await Promise.all([guide.advice(keysOf(alerts)), guide.help(settings.country)]);
  const unseen = alerts.filter((alert) => !alert.seen).map((alert) => alert.id);
  // A mark that fails leaves a number on the badge and nothing worse; the alerts are shown all the same.
  if (unseen.length > 0) void host.ask('mark-seen', { alerts: unseen }).catch(() => undefined);
  return { alerts, store: noticed.state, settings, sites, house, page, advice, help };
}

async function pageStatus(host: Host): Promise<ResponseOf<'page-status'> | null> {
  const tab = await host.activeTab();
  return tab === null ? null : host.ask('page-status', { tab });
}
