import * as z from 'zod/mini';
import type { Health, SiteHealth } from '../protocol/messages.ts';
import type { Area } from '../store/areas.ts';
import type { LiveSite, Pages } from './pages.ts';

/** One site that is read in one frame of a tab: its script said there that it begins, and perhaps how well it understands. */
export interface TabRecord {
  readonly frame: number;
  readonly site: string;
  readonly health: Health | null;
}

const TAB = 'tab:';
const SITES = 'sites-health';
/** Frames and sites of one tab that are remembered. */
const MAX_RECORDS = 50;

const healthSchema: z.ZodMiniType<Health> = z.object({
  site: z.string(),
  state: z.enum(['watching', 'partly', 'not-understood', 'idle']),
  missing: z.array(z.enum(['container', 'rows', 'direction', 'composer'])),
});
const tabSchema: z.ZodMiniType<TabRecord[]> = z.array(
  z.object({ frame: z.number(), site: z.string(), health: z.nullable(healthSchema) }),
);
const sitesSchema: z.ZodMiniType<SiteHealth[]> = z.array(
  z.object({ health: healthSchema, origin: z.nullable(z.string()), since: z.number(), at: z.number() }),
);

/** The last health of each tab and site, in `storage.session`: it is true only for a while, and outlives the worker. */
export interface TabHealth {
  /** The site begins to be read in the frame: what was known of it there before is gone. */
  start(tab: number, frame: number, site: string): Promise<void>;
  /** `origin`: the granted origin where it was told; null on a known site. */
  note(tab: number, frame: number, health: Health, origin: string | null, now: number): Promise<void>;
  read(tab: number): Promise<readonly TabRecord[]>;
  /** All tabs of which something is remembered. */
  tabs(): Promise<number[]>;
  /** How each site was when it was last open. */
  sites(): Promise<SiteHealth[]>;
  forget(tab: number): Promise<void>;
  /** Only these sites are read in the frame: what is known of another one there is gone. */
  keep(tab: number, frame: number, sites: readonly string[]): Promise<void>;
  /** Nothing is read in this frame any more. */
  forgetFrame(tab: number, frame: number): Promise<void>;
  /** Which sites were open is gone. What is open now stays: it says no more than the tab itself. */
  forgetSites(): Promise<void>;
}

export function createTabHealth(session: Area): TabHealth {
  let last: Promise<unknown> = Promise.resolve();
  /** Reading and writing back takes two calls: frames of one tab must not overwrite each other. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
  const stored = async <T>(key: string, schema: z.ZodMiniType<T[]>): Promise<T[]> => {
    const parsed = schema.safeParse((await session.get(key))[key]);
    return parsed.success ? parsed.data : [];
  };
  const put = (tab: number, record: TabRecord) =>
    inTurn(async () => {
      const others = (await stored(TAB + tab, tabSchema)).filter(
        ({ frame, site }) => frame !== record.frame || site !== record.site,
      );
      await session.set({ [TAB + tab]: [record, ...others].slice(0, MAX_RECORDS) });
    });
  const keep: TabHealth['keep'] = (tab, frame, sites) =>
    inTurn(async () => {
      const known = await stored(TAB + tab, tabSchema);
      const left = known.filter((record) => record.frame !== frame || sites.includes(record.site));
      if (left.length < known.length) await session.set({ [TAB + tab]: left });
    });
  return {
    start: (tab, frame, site) => put(tab, { frame, site, health: null }),
    async note(tab, frame, health, origin, now) {
      await put(tab, { frame, site: health.site, health });
      if (health.state === 'idle') return;
      await inTurn(async () => {
        const known = await stored(SITES, sitesSchema);
        // One reader serves all sites that were added: what tells them apart is where they are.
        const before = known.find((other) => other.health.site === health.site && other.origin === origin);
        const since = before?.health.state === health.state ? before.since : now;
        const others = known.filter((other) => other !== before);
        await session.set({ [SITES]: [{ health, origin, since, at: now }, ...others].slice(0, MAX_RECORDS) });
      });
    },
    read: (tab) => inTurn(() => stored(TAB + tab, tabSchema)),
    tabs: async () =>
      Object.keys(await session.get(null)).flatMap((key) => {
        const tab = Number(/^tab:(\d+)$/.exec(key)?.[1] ?? Number.NaN);
        return Number.isNaN(tab) ? [] : [tab];
      }),
    sites: () => inTurn(() => stored(SITES, sitesSchema)),
    forget: (tab) => inTurn(() => session.remove(TAB + tab)),
    keep,
    forgetFrame: (tab, frame) => keep(tab, frame, []),
    forgetSites: () => inTurn(() => session.remove(SITES)),
  };
}

/** What is known of a tab, as far as it holds at this moment. */
export interface Look {
  readonly records: readonly TabRecord[];
  /** What runs there now; null when the browser lets nobody look into the tab as a whole. */
  readonly live: readonly LiveSite[] | null;
}

/**
 * Looks into a tab. Where the page around a chat can't be looked into, each frame is asked for by itself: the page that was
 * read may have been left for one that nobody may read, and what is known of it says nothing then.
 */
export async function lookInto(
  tab: number,
  health: Pick<TabHealth, 'read'>,
  pages: Pick<Pages, 'live' | 'reaches'>,
): Promise<Look> {
  const [records, live] = await Promise.all([health.read(tab), pages.live(tab)]);
  if (live !== null) return { records, live };
  const frames = [...new Set(records.map(({ frame }) => frame))];
  const reached = await Promise.all(frames.map(async (frame) => ((await pages.reaches(tab, frame)) ? [frame] : [])));
  return { records: records.filter(({ frame }) => reached.flat().includes(frame)), live };
}

/** The sites that are read in a tab. `live`: what runs there now, or null when that can't be known. */
export function sitesIn(records: readonly TabRecord[], live: readonly LiveSite[] | null): ReadonlySet<string> {
  return new Set((live ?? records).map(({ site }) => site));
}

const ORDER = ['not-understood', 'partly', 'watching', 'idle'] as const;

/**
 * What a person is told of a tab: of all that is read there the worst, so that nobody believes that a chat is watched
 * which is not. `live` is what runs there now, or null when that can't be known; `off` are the sites switched off.
 */
export function statusOf(
  records: readonly TabRecord[],
  live: readonly LiveSite[] | null,
  off: readonly string[],
): { health: Health | null; on: boolean } {
  const here =
    live === null
      ? records
      : records.filter(({ frame, site }) => live.some((one) => one.frame === frame && one.site === site));
  // A reader that found nothing to read says nothing.
  const quiet = (live ?? [])
    .filter(({ frame, site }) => !here.some((one) => one.frame === frame && one.site === site))
    .map(({ frame, site }): TabRecord => ({ frame, site, health: { site, state: 'idle', missing: [] } }));
  const on = [...here, ...quiet].filter(({ site }) => !off.includes(site));
  const told = on.flatMap(({ health }) => (health === null ? [] : [health]));
  const [worst = null] = [...told].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  return { health: worst, on: here.length + quiet.length === 0 || on.length > 0 };
}
