/**
 * What the background does in pages: it puts the second script where it is needed, starts the reader on the pages that
 * the parent switched on, and asks a page what runs there. It can do so on the hosts of known sites and on the origins
 * that the family granted one by one, and nowhere else.
 */

import { within } from '../patience.ts';
import type { Sender } from '../protocol/senders.ts';

interface Injection {
  target: { tabId: number; frameIds?: number[]; allFrames?: boolean };
  files?: string[];
  func?: () => unknown;
  injectImmediately?: boolean;
}

interface Registered {
  id: string;
  matches?: string[];
  js?: string[];
  allFrames?: boolean;
  runAt?: 'document_idle';
}

/** What is used of the browser; the polyfill's `browser` fits it. */
export interface PagesPlatform {
  readonly scripting: {
    /** One entry a frame; Firefox leaves the place of a frame that it keeps to itself empty. */
    executeScript(
      injection: Injection,
    ): Promise<readonly ({ readonly frameId?: number; readonly result?: unknown } | null)[]>;
    registerContentScripts(scripts: Registered[]): Promise<void>;
    updateContentScripts(scripts: Registered[]): Promise<void>;
    unregisterContentScripts(filter: { ids: string[] }): Promise<void>;
    getRegisteredContentScripts(filter: { ids: string[] }): Promise<readonly { readonly matches?: string[] }[]>;
  };
  readonly permissions: {
    getAll(): Promise<{ readonly origins?: string[] }>;
    contains(permissions: { origins: string[] }): Promise<boolean>;
    remove(permissions: { origins: string[] }): Promise<boolean>;
  };
  readonly tabs: { query(query: { url: string[] }): Promise<readonly { readonly id?: number | undefined }[]> };
}

/** What the manifest says of a content script. */
export interface OwnScript {
  readonly matches: readonly string[];
  readonly js?: readonly string[] | undefined;
  readonly all_frames?: boolean | undefined;
}

/** One site that is read in one frame. */
export interface LiveSite {
  readonly frame: number;
  readonly site: string;
}

export interface Pages {
  /** Puts the voice – warning and pause – into the frame that asks for it. Rejects when the browser refuses. */
  bringVoice(sender: Sender): Promise<void>;
  /** Puts the reader of unknown pages into the frame that asks for it. Rejects when the browser refuses. */
  bringReader(sender: Sender): Promise<void>;
  /** What is read in a tab, or in one frame of it, at this moment; null when the browser lets nobody look. */
  live(tab: number, frame?: number): Promise<readonly LiveSite[] | null>;
  /** Whether a frame of a tab can be read: not when it is gone, and not when its permission was withdrawn. */
  reaches(tab: number, frame: number): Promise<boolean>;
  /**
   * Whether the page of a sender may be read still: a script that runs already is not ended by the browser when the
   * permission is withdrawn. What can't be found out counts as yes.
   */
  mayRead(sender: Sender): Promise<boolean>;
  /** The granted origin that the page of a sender belongs to; null on a known site. */
  grantOf(sender: Sender): Promise<string | null>;
  /** The structure of what is read in a tab, without any text; null when nothing is. */
  structure(tab: number): Promise<string | null>;
  /** What was granted beside the known sites: `https://chat.example.org`, `https://*.example.org`. */
  origins(): Promise<string[]>;
  /** Reads the pages of a granted origin from now on, open ones included; false when it is not granted. */
  addOrigin(origin: string): Promise<boolean>;
  /** Gives an origin back; open pages are left at once. */
  removeOrigin(origin: string): Promise<void>;
  /** Makes what is registered the same as what is granted: after an update, and when a grant came or went. */
  sync(): Promise<void>;
  /**
   * Reads on in the pages that are open, with these scripts of the manifest and on what was granted: an update ends the old
   * scripts, and Chromium starts the new ones only in pages that are opened from then on.
   */
  resume(scripts: readonly OwnScript[]): Promise<void>;
}

/**
 * ms that the browser is waited for: Chromium answers nothing at all where a permission is withheld, since it waits for the
 * person to press the icon (2026-11); and a page that is loading is reached when it stands. A look is waited for by a person.
 */
const PATIENCE = 3000;
const LOOK = 1000;
const ID = 'granted';
const ANY = 'content/any.js';
const READER = 'content/reader.js';
const VOICE = 'content/voice.js';
const STRUCTURE = 'content/structure.js';
/** Whether a page of this address belongs to a granted origin. */
function belongs({ protocol, host, hostname }: URL, origin: string): boolean {
  const [scheme = '', name = ''] = origin.split('//');
  if (scheme !== protocol) return false;
  if (name.startsWith('*.')) return hostname === name.slice(2) || hostname.endsWith(name.slice(1));
  // A pattern without a port is for all of them.
  return name === hostname || name === host;
}

function addressOf({ url }: Sender): URL | null {
  return url === undefined || !URL.canParse(url) ? null : new URL(url);
}

/** One origin, or one site with all that stands below its name, with all paths; nothing wider is ever registered. */
const ORIGIN = /^(https?:\/\/(?:\*\.(?=[^/*]*\.))?[^/*]+)\/\*$/;

/** `own`: match patterns of the manifest. */
export function createPages(platform: PagesPlatform, own: () => readonly string[]): Pages {
  const { scripting, permissions, tabs } = platform;
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: two that register at once would make one fail. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
  const execute = (injection: Injection, ms = PATIENCE) => within(ms, scripting.executeScript(injection), 'the page');
  /** Into the frame of a sender. */
  const bring = async ({ tab, frameId }: Sender, file: string) => {
    if (tab?.id === undefined) return;
    const target = { tabId: tab.id, frameIds: [frameId ?? 0] };
    await execute({ target, files: [file], injectImmediately: true });
  };
  /** By host, until a grant comes or goes. */
  const allowed = new Map<string, Promise<boolean>>();
  const origins = async () => {
    const granted = (await permissions.getAll()).origins ?? [];
    const ours = new Set(own());
    return [
      ...new Set(granted.filter((pattern) => !ours.has(pattern)).flatMap((each) => ORIGIN.exec(each)?.[1] ?? [])),
    ];
  };
  const register = async () => {
    const matches = (await origins()).map((origin) => `${origin}/*`).sort();
    const [before] = await scripting.getRegisteredContentScripts({ ids: [ID] });
    if (before === undefined && matches.length === 0) return;
    if (before !== undefined && [...(before.matches ?? [])].sort().join(' ') === matches.join(' ')) return;
    if (matches.length === 0) return scripting.unregisterContentScripts({ ids: [ID] });
    const script: Registered = { id: ID, matches, js: [ANY], allFrames: true, runAt: 'document_idle' };
    await (before === undefined
      ? scripting.registerContentScripts([script])
      : scripting.updateContentScripts([script]));
  };
  /** Tabs with a page of this origin. */
  const tabsOf = (origin: string) => tabsAt([`${origin}/*`]);
  const tabsAt = async (url: string[]): Promise<number[]> =>
    (await tabs.query({ url })).flatMap(({ id }) => (id === undefined ? [] : [id]));
  const everywhere = (ids: readonly number[], what: Pick<Injection, 'files' | 'func'>, allFrames = true) =>
    Promise.allSettled(ids.map((tabId) => execute({ target: { tabId, allFrames }, ...what })));

  return {
    bringVoice: (sender) => bring(sender, VOICE),
    bringReader: (sender) => bring(sender, READER),
    async live(tabId, frame) {
      const target = frame === undefined ? { tabId, allFrames: true } : { tabId, frameIds: [frame] };
      const found = await execute({ target, func: whatRuns }, LOOK).catch(() => null);
      if (found === null) return null;
      // Firefox answers for a page of its own, a new tab say, with nothing in the place of a frame.
      return found.flatMap((each) => {
        const { frameId = 0, result } = each ?? {};
        return Array.isArray(result)
          ? result.filter((site) => typeof site === 'string').map((site) => ({ frame: frameId, site }))
          : [];
      });
    },
    async reaches(tabId, frame) {
      const target = { tabId, frameIds: [frame] };
      return execute({ target, func: whatRuns }, LOOK).then(
        () => true,
        () => false,
      );
    },
    mayRead(sender) {
      const address = addressOf(sender);
      if (address === null) return Promise.resolve(true);
      const pattern = `${address.protocol}//${address.hostname}/*`;
      const known = allowed.get(pattern) ?? permissions.contains({ origins: [pattern] }).catch(() => true);
      allowed.set(pattern, known);
      return known;
    },
    async grantOf(sender) {
      const address = addressOf(sender);
      return address === null ? null : ((await origins()).find((origin) => belongs(address, origin)) ?? null);
    },
    async structure(tabId) {
      const target = { tabId, allFrames: true };
      try {
        await execute({ target, files: [STRUCTURE] });
        const found = await execute({ target, func: whatStands });
        const parts = found.map((frame) => frame?.result).filter((part) => typeof part === 'string' && part !== '');
        return parts.length === 0 ? null : parts.join('\n\n');
      } catch {
        return null;
      }
    },
    origins,
    addOrigin: (origin) =>
      inTurn(async () => {
        // The browser may tell of the grant later than the page that asked for it does.
        allowed.clear();
        await register();
        if (!(await origins()).includes(origin)) return false;
        await everywhere(await tabsOf(origin), { files: [ANY] });
        return true;
      }),
    removeOrigin: (origin) =>
      inTurn(async () => {
        if (!(await origins()).includes(origin)) return;
        await everywhere(await tabsOf(origin), { func: leave });
        await permissions.remove({ origins: [`${origin}/*`] });
        await register();
      }),
    sync() {
      allowed.clear();
      return inTurn(register);
    },
    resume: (scripts) =>
      inTurn(async () => {
        for (const { matches, js = [], all_frames = false } of scripts)
          await everywhere(await tabsAt([...matches]), { files: [...js] }, all_frames);
        for (const origin of await origins()) await everywhere(await tabsOf(origin), { files: [ANY] });
      }),
  };
}

// These run in the page, in the extension's own world: each is sent there as its source and sees nothing of this file.

interface Runs {
  readonly readings: () => readonly { readonly adapter: { readonly id: string } }[];
  readonly end: () => void;
}

function whatRuns(): unknown {
  const runs = (globalThis as Record<symbol, unknown>)[Symbol.for('nightlight.running')] as Runs | undefined;
  return runs?.readings().map(({ adapter }) => adapter.id) ?? [];
}

function whatStands(): unknown {
  const place = Symbol.for('nightlight.structure');
  const world = globalThis as Record<symbol, unknown>;
  const report = world[place];
  delete world[place];
  return report;
}

function leave(): void {
  const runs = (globalThis as Record<symbol, unknown>)[Symbol.for('nightlight.running')] as Runs | undefined;
  runs?.end();
}
