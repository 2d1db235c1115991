import { describe, expect, it, vi } from 'vitest';
import { lightOf } from '../../src/background/lamp.ts';
import type { LiveSite, Pages } from '../../src/background/pages.ts';
import type { StudyEnv } from '../../src/background/study.ts';
import type { Area } from '../../src/store/areas.ts';
import { createWorld, noPages, PAGE, responseOf, rung, startWorker, tab, type World } from './fake-browser.ts';
import { batch, message } from './fake-engine.ts';
import { setUp } from './family/family.ts';

const health = (state: 'watching' | 'partly' | 'not-understood' | 'idle') =>
  ({ site: 'demo', state, missing: [] }) as const;

describe('the light', () => {
  it.each([
    ['on', { health: health('watching'), on: true }, false],
    ['on', { health: health('idle'), on: true }, false],
    ['on', { health: null, on: true }, false],
    ['not-understood', { health: health('partly'), on: true }, false],
    ['not-understood', { health: health('not-understood'), on: true }, false],
    ['off', { health: null, on: false }, false],
    ['off', null, false],
    ['alert', { health: health('watching'), on: true }, true],
    ['alert', null, true],
  ] as const)('is "%s"', (light, status, unseen) => {
    expect(lightOf(status, unseen)).toBe(light);
  });
});

describe('the lamp of the toolbar', () => {
  /** The picture that each tab shows; `all` for those of which nothing else was said. */
  function start(world: World, change: Partial<StudyEnv> = {}) {
    const alarms = new Map<string, number>();
    const shown = new Map<number | 'all', string>();
    const titles = new Map<number | 'all', string>();
    const life = startWorker(world, change, (base) => ({
      ...base,
      alarms: { create: (name, { when }) => void alarms.set(name, when) },
      action: {
        ...base.action,
        setIcon: async ({ tabId, path }) =>
          void shown.set(tabId ?? 'all', /(\w[\w-]*)-16/.exec(path[16] ?? '')?.[1] ?? ''),
        setTitle: async ({ tabId, title }) => void titles.set(tabId ?? 'all', title),
      },
    }));
    return { life, shown, titles, alarms };
  }

  it('shows a page that is read, one that is not understood, an alert, and that it was seen', async () => {
    const { life, shown, titles } = start(createWorld());
    await life.settled();
    expect(shown.get('all')).toBe('off');
    await life.ask('hello', { site: 'demo', starts: true }, tab(1));
    await life.ask('health', { health: health('watching') }, tab(1));
    await life.ask('hello', { site: 'demo', starts: true }, tab(2));
    await life.ask('health', { health: health('not-understood') }, tab(2));
    await rung(life);
    expect([shown.get(1), shown.get(2)]).toEqual(['on', 'not-understood']);
    expect(titles.get(1)).toContain('status_watching_title');
    await life.ask('observe', { batch: batch([message('k', 'warning credential-request')]) }, tab(1));
    await rung(life);
    expect([shown.get(1), shown.get(2), shown.get('all')]).toEqual(['alert', 'alert', 'alert']);
    const { alerts } = responseOf(await life.ask('alerts', { limit: 5, tab: null }, PAGE));
    await life.ask('mark-seen', { alerts: alerts.map(({ id }) => id) }, PAGE);
    expect([shown.get(1), shown.get(2), shown.get('all')]).toEqual(['on', 'not-understood', 'off']);
  });

  /** What each tab runs; null where nobody may look, and of which frames. */
  function open(frames: Map<number, readonly LiveSite[] | null>, reached: ReadonlySet<number> = new Set()) {
    const pages: Pages = {
      ...noPages,
      live: async (id, frame) => frames.get(id)?.filter((one) => frame === undefined || one.frame === frame) ?? null,
      reaches: async (_, frame) => reached.has(frame),
    };
    return { pages };
  }
  const DEMO = { frame: 0, site: 'demo' } as const;

  it('goes out when a chat is left for a page that is not read, or that nobody may look into', async () => {
    const frames = new Map<number, readonly LiveSite[] | null>([1, 2, 3].map((id) => [id, [DEMO]]));
    const { life, shown } = start(createWorld(), open(frames));
    for (const id of frames.keys()) {
      await life.ask('hello', { site: 'demo', starts: true }, tab(id));
      await life.ask('health', { health: health('watching') }, tab(id));
    }
    frames.set(1, []).set(2, null);
    await rung(life);
    expect([shown.get(1), shown.get(2), shown.get(3)]).toEqual(['off', 'off', 'on']);
    const status = (id: number) => life.ask('page-status', { tab: id }, PAGE).then(responseOf);
    expect([await status(2), await status(3)]).toMatchObject([{ health: null }, { health: { state: 'watching' } }]);
  });

  it('shines for a chat within a page that nobody may look into', async () => {
    const { life, shown } = start(createWorld(), open(new Map([[1, null]]), new Set([4])));
    await life.ask('health', { health: health('watching') }, { ...tab(1), frameId: 4 });
    await rung(life);
    expect(shown.get(1)).toBe('on');
  });

  it('tells nothing of a site that another one took the place of in its frame', async () => {
    const world = createWorld();
    const frames = new Map<number, readonly LiveSite[] | null>([[1, [DEMO]]]);
    const { life } = start(world, open(frames));
    await life.ask('hello', { site: 'demo', starts: true }, tab(1));
    frames.set(1, [{ frame: 0, site: 'other' }]);
    await life.ask('hello', { site: 'other', starts: true }, tab(1));
    await vi.waitFor(() => expect(world.session.get('tab:1')).toEqual([{ frame: 0, site: 'other', health: null }]));
  });

  describe('follows at once', () => {
    const watching = async (change: Partial<StudyEnv> = {}) => {
      const world = createWorld();
      const started = start(world, { ...open(new Map([[1, [DEMO]]])), ...change });
      await started.life.settled();
      await started.life.ask('hello', { site: 'demo', starts: true }, tab(1));
      await started.life.ask('health', { health: health('watching') }, tab(1));
      const shows = (light: string) => vi.waitFor(() => expect(started.shown.get(1)).toBe(light));
      await shows('on');
      return { ...started, world, shows };
    };

    it('a pause, its end by hand and its end in time', async () => {
      const { life, world, alarms, shows } = await watching();
      await life.ask('pause', { token: null, minutes: 15 }, PAGE);
      await shows('off');
      await life.ask('pause', { token: null, minutes: 0 }, PAGE);
      await shows('on');
      await life.ask('pause', { token: null, minutes: 30 }, PAGE);
      await shows('off');
      expect(alarms.get('pause')).toBe(world.now + 30 * 60_000);
      world.now += 30 * 60_000;
      await life.study.beat(false);
      await shows('on');
    });

    it('a policy', async () => {
      let policy = {};
      const { life, shows } = await watching({ managed: async () => policy });
      policy = { sitesOff: ['demo'] };
      await life.study.policyChanged();
      await shows('off');
    });

    it('the set-up', async () => {
      const { life, shows } = await watching();
      await setUp(life, { sitesOff: ['demo'] });
      await shows('off');
    });

    it('what another device has changed', async () => {
      const items = new Map<string, unknown>();
      const shared: Area = {
        get: async (keys) => {
          const wanted = keys === null ? [...items.keys()] : [keys].flat();
          return Object.fromEntries(wanted.flatMap((key) => (items.has(key) ? [[key, items.get(key)]] : [])));
        },
        set: async (values) => Object.entries(values).forEach(([key, value]) => void items.set(key, value)),
        remove: async () => {},
      };
      const { life, world, shows } = await watching({ shared });
      const here = await setUp(life);
      const away = createWorld();
      const other = startWorker(away, { shared });
      const there = await setUp(other);
      const passphrase = 'three small boats';
      away.now = world.now + 1000;
      const { revision } = responseOf(await other.ask('family-settings', {}, PAGE));
      const change = { sitesOff: ['demo'] };
      await other.ask('change-settings', { token: there.token, revision, change }, PAGE);
      await other.ask('set-sync', { token: there.token, passphrase }, PAGE);
      world.now = away.now + 1000;
      await life.ask('set-sync', { token: here.token, passphrase }, PAGE);
      await shows('off');
      away.now = world.now + 10_000;
      const next = responseOf(await other.ask('family-settings', {}, PAGE)).revision;
      await other.ask('change-settings', { token: there.token, revision: next, change: { sitesOff: [] } }, PAGE);
      await other.ask('sync-status', {}, PAGE);
      world.now = away.now + 1000;
      await life.study.shared();
      await shows('on');
    });
  });
});
