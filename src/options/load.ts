import type { FamilySettingsAnswer, HouseStatus } from '../protocol/family.ts';
import type { SiteSummary, StoreState } from '../protocol/messages.ts';
import type { Host } from '../ui/host.ts';

/** What the page needs to know before it can draw any view. */
export interface Overview {
  readonly house: HouseStatus;
  readonly family: FamilySettingsAnswer;
  readonly sites: readonly SiteSummary[];
  readonly store: StoreState;
}

/** Asks for everything at once. Parents looking at alerts does not mark them as seen: that is the child's. */
export async function loadOverview({ ask }: Pick<Host, 'ask'>): Promise<Overview> {
  const [{ house }, family, { sites }, { state }] = await Promise.all([
    ask('house', {}),
    ask('family-settings', {}),
    ask('get-settings', {}),
    ask('alerts', { limit: 1, tab: null }),
  ]);
  return { house, family, sites, store: state };
}
