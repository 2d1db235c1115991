import * as z from 'zod/mini';
import type { Health } from '../protocol/messages.ts';
import type { Area } from '../store/areas.ts';

/** What is known of a tab: the site whose script said hello there, and how well it understands the page. */
export interface TabRecord {
  readonly site: string;
  readonly health: Health | null;
}

const PREFIX = 'tab:';
const schema: z.ZodMiniType<TabRecord> = z.object({
  site: z.string(),
  health: z.nullable(
    z.object({
      site: z.string(),
      state: z.enum(['watching', 'partly', 'not-understood', 'idle']),
      missing: z.array(z.enum(['container', 'rows', 'direction', 'composer'])),
    }),
  ),
});

/** The last health of each tab, in `storage.session`: it is true only while the tab is open, and outlives the worker. */
export interface TabHealth {
  /** A script started in the tab: what was known of the page before is gone. */
  start(tab: number, site: string): Promise<void>;
  note(tab: number, health: Health): Promise<void>;
  read(tab: number): Promise<TabRecord | null>;
  forget(tab: number): Promise<void>;
}

export function createTabHealth(session: Area): TabHealth {
  const put = (tab: number, record: TabRecord) => session.set({ [PREFIX + tab]: record });
  return {
    start: (tab, site) => put(tab, { site, health: null }),
    note: (tab, health) => put(tab, { site: health.site, health }),
    async read(tab) {
      const parsed = schema.safeParse((await session.get(PREFIX + tab))[PREFIX + tab]);
      return parsed.success ? parsed.data : null;
    },
    forget: (tab) => session.remove(PREFIX + tab),
  };
}
