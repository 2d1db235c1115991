import type { FamilySettingsAnswer, HouseStatus } from '../protocol/family.ts';
import type { SiteSummary } from '../protocol/messages.ts';
import type { Guide } from '../ui/guide.ts';
import type { ParentHost } from '../ui/parent-host.ts';
import type { Lock } from '../ui/use-lock.ts';

/** What every view of the page for parents works with. */
export interface Desk {
  readonly host: ParentHost;
  readonly guide: Guide;
  readonly lock: Lock;
  readonly house: HouseStatus;
  /** Settings as they were when the page last asked. */
  readonly family: FamilySettingsAnswer;
  readonly sites: readonly SiteSummary[];
  /** Asks for all of this again. */
  readonly again: () => void;
}
