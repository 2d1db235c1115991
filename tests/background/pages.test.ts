import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { statusOf } from '../../src/background/health.ts';
import { createPages, type PagesPlatform } from '../../src/background/pages.ts';
import type { Health } from '../../src/protocol/messages.ts';

const OWN = ['https://known.example/*'];

/** A browser with grants and registered scripts. */
function fakeBrowser() {
  const state = {
    granted: [...OWN],
    registered: [] as { id: string; matches?: string[]; js?: string[] }[],
    tabs: [{ id: 5, url: 'https://chat.example/*' }],
    ran: [] as string[],
    results: [] as ({ frameId?: number; result?: unknown } | null)[],
    refuses: false,
    hangs: false,
    asked: 0,
  };
  const platform: PagesPlatform = {
    scripting: {
      async executeScript({ target, files, func }) {
        if (state.hangs) return new Promise(() => {});
        if (state.refuses) throw new Error('Cannot access contents of the page.');
        state.ran.push(`${target.tabId}/${target.frameIds ?? '*'} ${files ?? func?.name}`);
        return func === undefined ? [] : state.results;
      },
      async registerContentScripts(scripts) {
        for (const script of scripts) {
          if (state.registered.some(({ id }) => id === script.id)) throw new Error('Duplicate script ID');
          state.registered.push(script);
        }
      },
      async updateContentScripts(scripts) {
        for (const script of scripts) Object.assign(state.registered.find(({ id }) => id === script.id) ?? {}, script);
      },
      async unregisterContentScripts({ ids }) {
        state.registered = state.registered.filter(({ id }) => !ids.includes(id));
      },
      getRegisteredContentScripts: async ({ ids }) => state.registered.filter(({ id }) => ids.includes(id)),
    },
    permissions: {
      getAll: async () => ({ origins: state.granted }),
      async contains({ origins }) {
        state.asked += 1;
        if (state.refuses) throw new Error('no answer');
        return origins.every((origin) => state.granted.includes(origin));
      },
      async remove({ origins }) {
        state.granted = state.granted.filter((origin) => !origins.includes(origin));
        return true;
      },
    },
    tabs: { query: async ({ url }) => state.tabs.filter((tab) => url.includes(tab.url)) },
  };
  return { state, pages: createPages(platform, () => OWN) };
}

let state: ReturnType<typeof fakeBrowser>['state'];
let pages: ReturnType<typeof fakeBrowser>['pages'];
beforeEach(() => {
  ({ state, pages } = fakeBrowser());
});
const matches = () => state.registered.map((script) => script.matches);

describe('an origin that the family granted', () => {
  it('is read from now on, and in the tabs that show it already', async () => {
    state.granted.push('https://chat.example/*');
    expect(await pages.addOrigin('https://chat.example')).toBe(true);
    expect(matches()).toEqual([['https://chat.example/*']]);
    expect(state.registered[0]?.js).toEqual(['content/any.js']);
    expect(state.ran).toEqual(['5/* content/any.js']);
    expect(await pages.origins()).toEqual(['https://chat.example']);
  });

  it('may be a site with all that stands below its name, as the page for parents asks for it', async () => {
    state.granted.push('https://*.chat.example/*');
    await pages.sync();
    expect(matches()).toEqual([['https://*.chat.example/*']]);
  });

  it('is not read before it is granted, and no known host is read twice', async () => {
    expect(await pages.addOrigin('https://chat.example')).toBe(false);
    expect(await pages.addOrigin('https://known.example')).toBe(false);
    expect(state.registered).toEqual([]);
    expect(state.ran).toEqual([]);
  });

  it('is read on after an update in the pages that are open, and so are the known sites, each by its own script', async () => {
    state.granted.push('https://chat.example/*');
    state.tabs.push({ id: 6, url: 'https://known.example/*' });
    await pages.resume([
      { matches: ['https://known.example/*'], js: ['content/known.js'] },
      { matches: ['https://other.example/*'], js: ['content/other.js'], all_frames: true },
    ]);
    expect(state.ran).toEqual(['6/* content/known.js', '5/* content/any.js']);
  });

  it('is left when it is given back: open pages at once', async () => {
    state.granted.push('https://chat.example/*', 'http://other.example:8080/*');
    await pages.sync();
    expect(matches()).toEqual([['http://other.example:8080/*', 'https://chat.example/*']]);
    await pages.removeOrigin('https://chat.example');
    expect(state.ran).toEqual(['5/* leave']);
    expect(matches()).toEqual([['http://other.example:8080/*']]);
    await pages.removeOrigin('http://other.example:8080');
    expect(state.registered).toEqual([]);
    expect(state.granted).toEqual(OWN);
  });

  it('is registered anew when an update forgot it, and left when the browser took it away', async () => {
    state.granted.push('https://chat.example/*');
    await Promise.all([pages.sync(), pages.sync()]);
    state.registered = [];
    await pages.sync();
    expect(matches()).toEqual([['https://chat.example/*']]);
    state.granted = [...OWN];
    await pages.sync();
    expect(state.registered).toEqual([]);
  });

  it.each(['https://*/*', '<all_urls>', 'https://*.example/*', '*://chat.example/*', 'file:///*'])(
    'is one origin, never wider: %s',
    async (pattern) => {
      state.granted.push(pattern);
      await pages.sync();
      expect(state.registered).toEqual([]);
      expect(await pages.origins()).toEqual([]);
    },
  );
});

describe('a page whose script runs already', () => {
  const at = (url: string) => ({ id: 'x', url, tab: { id: 5 } });

  it('is read until its permission is withdrawn, and the browser is asked once for all its messages', async () => {
    state.granted.push('http://chat.example/*');
    const room = at('http://chat.example:8080/room?x=1');
    expect([await pages.mayRead(room), await pages.mayRead(room)]).toEqual([true, true]);
    expect(state.asked).toBe(1);
    state.granted = [...OWN];
    await pages.sync();
    expect(await pages.mayRead(room)).toBe(false);
    expect(await pages.mayRead(at('https://known.example/x'))).toBe(true);
  });

  it('is read on once it is allowed again, before the browser tells of that', async () => {
    const room = at('https://chat.example/room');
    expect(await pages.mayRead(room)).toBe(false);
    state.granted.push('https://chat.example/*');
    expect(await pages.addOrigin('https://chat.example')).toBe(true);
    expect(await pages.mayRead(room)).toBe(true);
  });

  it('is read on when the browser does not tell', async () => {
    state.refuses = true;
    expect(await pages.mayRead(at('https://chat.example/'))).toBe(true);
    expect(await pages.mayRead({ id: 'x', tab: { id: 5 } })).toBe(true);
  });

  it.each([
    ['https://chat.example/room', 'https://*.chat.example'],
    ['https://sub.chat.example/', 'https://*.chat.example'],
    ['http://local.example:8080/x', 'http://local.example'],
    ['http://port.example:81/', 'http://port.example:81'],
    ['http://port.example:82/', null],
    ['http://chat.example/', null],
    ['https://otherchat.example/', null],
    ['https://known.example/', null],
  ])('belongs to the grant that covers it: %s', async (url, origin) => {
    const granted = ['https://*.chat.example', 'http://local.example', 'http://port.example:81'];
    state.granted.push(...granted.map((each) => `${each}/*`));
    expect(await pages.grantOf(at(url))).toBe(origin);
  });
});

describe('where the browser answers nothing, as Chromium where a permission is withheld', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('a tab is one where nobody may look', async () => {
    state.hangs = true;
    const asked = Promise.all([pages.live(7), pages.reaches(7, 0), pages.structure(7)]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await asked).toEqual([null, false, null]);
  });

  it('what is registered is put right all the same', async () => {
    state.granted.push('https://chat.example/*');
    state.hangs = true;
    const added = pages.addOrigin('https://chat.example');
    const left = pages.removeOrigin('https://chat.example');
    await vi.advanceTimersByTimeAsync(60_000);
    await Promise.all([added, left]);
    expect([state.registered, state.granted]).toEqual([[], OWN]);
  });
});

describe('a tab', () => {
  it('tells whether a frame of it can be read', async () => {
    expect(await pages.reaches(7, 3)).toBe(true);
    state.refuses = true;
    expect(await pages.reaches(7, 3)).toBe(false);
  });

  it('gets the voice in the frame that asks', async () => {
    await pages.bringVoice({ id: 'x', url: 'https://known.example/', frameId: 3, tab: { id: 7 } });
    expect(state.ran).toEqual(['7/3 content/voice.js']);
  });

  it('gets the reader in the frame that asks, and the asker hears when the browser refuses', async () => {
    const sender = { id: 'x', url: 'https://unknown.example/', frameId: 3, tab: { id: 7 } };
    await pages.bringReader(sender);
    expect(state.ran).toEqual(['7/3 content/reader.js']);
    state.refuses = true;
    await expect(pages.bringReader(sender)).rejects.toThrow();
  });

  it('tells what runs in it, and what a page forged is left out', async () => {
    state.results = [{ frameId: 0, result: ['discord', 5, {}] }, { frameId: 2, result: 'x' }, { frameId: 3 }];
    expect(await pages.live(7)).toEqual([{ frame: 0, site: 'discord' }]);
    // as Firefox answers for a new tab
    state.results = [null];
    expect(await pages.live(7)).toEqual([]);
    state.refuses = true;
    expect(await pages.live(7)).toBeNull();
  });

  it('gives its structure, or none where nobody may look', async () => {
    state.results = [
      { frameId: 0, result: 'one' },
      { frameId: 1, result: '' },
      { frameId: 2, result: 'two' },
    ];
    expect(await pages.structure(7)).toBe('one\n\ntwo');
    state.results = [{ frameId: 0 }];
    expect(await pages.structure(7)).toBeNull();
    state.refuses = true;
    expect(await pages.structure(7)).toBeNull();
  });
});

describe('what a person is told of a tab', () => {
  const health = (site: string, state: Health['state']): Health => ({ site, state, missing: [] });
  const record = (frame: number, site: string, state: Health['state'] | null) => ({
    frame,
    site,
    health: state === null ? null : health(site, state),
  });

  it('is the worst of all that is read in it', () => {
    const records = [record(0, 'a', 'idle'), record(1, 'b', 'watching'), record(0, 'c', null)];
    expect(statusOf(records, null, [])).toEqual({ health: health('b', 'watching'), on: true });
    const worse = [...records, record(2, 'd', 'partly')];
    expect(statusOf(worse, null, []).health).toEqual(health('d', 'partly'));
  });

  it('leaves out what runs there no more', () => {
    const records = [record(0, 'a', 'watching'), record(3, 'b', 'not-understood')];
    expect(statusOf(records, [{ frame: 0, site: 'a' }], []).health).toEqual(health('a', 'watching'));
    expect(statusOf(records, [], [])).toEqual({ health: null, on: true });
  });

  it('is off when all of its sites are', () => {
    const records = [record(0, 'a', 'watching'), record(0, 'b', 'idle')];
    expect(statusOf(records, null, ['a'])).toEqual({ health: health('b', 'idle'), on: true });
    expect(statusOf(records, null, ['a', 'b'])).toEqual({ health: null, on: false });
  });
});
