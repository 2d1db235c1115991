import type { AdviceLibrary } from '../guidance/index.ts';
import type { AlertSummary, Settings, SiteSummary, StoredSummary } from '../protocol/messages.ts';
import { keysOf, newestFirst } from '../ui/alert-facts.tsx';
import type { Guide } from '../ui/guide.ts';
import type { Host } from '../ui/host.ts';

/** As many as one answer holds. */
const MOST_ALERTS = 500;

/** All that the page for parents shows. */
export interface Overview {
  /** Newest first; of every level, before the age group has its say. */
  readonly alerts: readonly AlertSummary[];
  readonly advice: AdviceLibrary;
  readonly settings: Settings;
  readonly sites: readonly SiteSummary[];
  readonly stored: StoredSummary;
}

/** Asks for everything at once. Parents looking at alerts does not mark them as seen: that is the child's. */
export async function loadOverview(host: Host, guide: Guide): Promise<Overview> {
  const [noticed, { settings, sites }, { stored }] = await Promise.all([
    host.ask('alerts', { limit: MOST_ALERTS }),
    host.ask('get-settings', {}),
    host.ask('stored', {}),
  ]);
  const alerts = newestFirst(noticed.alerts);
  return { alerts, advice: await guide.advice(keysOf(alerts)), settings, sites, stored };
}
