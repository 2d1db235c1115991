import type { DraftJudge, Engine } from '../engine/index.ts';
import type { FirstHelpBook, WarningLibrary } from '../guidance/index.ts';
import type { MessageKey } from '../i18n.ts';
import type { Sensitivity } from '../protocol/family.ts';
import type { JournalEntry, JournalKind } from '../protocol/journal.ts';
import type { Settings, SiteSummary } from '../protocol/messages.ts';
import type { Area } from '../store/areas.ts';
import { type Cupboard, createCupboard } from '../store/cupboard.ts';
import type { Idb, OpenOptions } from '../store/database.ts';
import { prune, spare } from '../store/housekeeping.ts';
import { reconciled } from '../store/reconcile.ts';
import { readSalt } from '../store/salt.ts';
import { createBell } from './bell.ts';
import { finishErasing } from './erase.ts';
import { mendMark } from './family/gate.ts';
import { createHousehold, type Household } from './family/household.ts';
import { createPulse, type Pulse } from './family/pulse.ts';
import { createSessions, type Sessions } from './family/sessions.ts';
import { createSync, type Sync } from './family/sync.ts';
import { createTroubles, type Troubles } from './family/troubles.ts';
import { createHandlers } from './handlers.ts';
import { createTabHealth, type TabHealth } from './health.ts';
import { createLamp, type Lamp } from './lamp.ts';
import { createMemory, type Memory } from './memory.ts';
import { createOpenings, type Openings } from './openings.ts';
import type { Pages } from './pages.ts';
import type { Platform } from './platform.ts';
import { createQueue, type Queue } from './queue.ts';
import { createRouter, type Receive } from './router.ts';

/** What the background needs from outside, so that a test can give its own. */
export interface StudyEnv {
  readonly platform: Platform;
  readonly idb: Idb;
  /** ms since the epoch. */
  readonly now: () => number;
  /** Made at the first message: it costs tens of ms, and most wakes read none. */
  readonly makeEngine: (sensitivity: Sensitivity) => Engine;
  /** Made at the first draft. */
  readonly makeDrafts: () => DraftJudge;
  /** In the language of the texts. */
  readonly loadAdvice: (language: string) => WarningLibrary;
  readonly loadHelp: () => FirstHelpBook;
  /** Pictures of the toolbar: name → size in px → path. */
  readonly icons: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly sites: () => readonly SiteSummary[];
  readonly pages: Pages;
  readonly text: (key: MessageKey, ...substitutions: readonly string[]) => string;
  /** Language of the texts. */
  readonly language: () => string;
  readonly defaults: Settings;
  /** The policy of a school or of the owner of the device; rejects or is not there when there is none. */
  readonly managed?: () => Promise<unknown>;
  /** Whether the browser lets the extension into private windows. */
  readonly inPrivate?: () => Promise<boolean>;
  /** The storage that the devices of one account of the browser share. */
  readonly shared?: Area;
  /** Approximate size of what is stored, in bytes; null when the browser does not tell. */
  readonly size: () => Promise<number | null>;
  readonly database?: Pick<OpenOptions, 'migrations'>;
}

/** Everything that the handlers share. All of it can be made anew from the store: the worker ends at any instant. */
export interface Room {
  readonly env: StudyEnv;
  readonly queue: Queue;
  readonly cupboard: Cupboard;
  readonly memory: Memory;
  readonly openings: Openings;
  readonly health: TabHealth;
  readonly lamp: Lamp;
  readonly engine: (sensitivity: Sensitivity) => Engine;
  /** How the family wants it. */
  readonly household: Household;
  readonly pulse: Pulse;
  readonly troubles: Troubles;
  /** What the devices of the family share. */
  readonly sync: Sync;
  /** Which pages are unlocked. */
  readonly sessions: Sessions;
  /** Something that others than this browser share was changed. */
  readonly settingsChanged: () => void;
  /** Something changed that the lamps tell of. */
  readonly relight: () => void;
  readonly drafts: () => DraftJudge;
  readonly advice: () => WarningLibrary;
  readonly help: () => FirstHelpBook;
  readonly salt: () => Promise<string>;
  readonly forget: () => void;
  /** Badge and notifications as the stored alerts ask for them; `fresh` has just risen. Call it outside of the queue. */
  readonly announce: (fresh?: string) => Promise<void>;
}

export interface Study {
  /** Answers one message. */
  readonly receive: Receive;
  /** What every start of the worker owes: the badge, a notification that was not made any more, what has aged. */
  readonly wake: () => Promise<void>;
  readonly tabGone: (tab: number) => Promise<void>;
  /** Every few minutes, and after a start: what is owed by the clock. `started`: the browser was started just now. */
  readonly beat: (started: boolean) => Promise<void>;
  /** Another device has changed what they share. */
  readonly shared: () => Promise<void>;
  /** The policy was changed. */
  readonly policyChanged: () => Promise<void>;
  /** The permission for some sites was given: the journal keeps it, and the child is told. */
  readonly granted: (origins: readonly string[]) => Promise<void>;
  /** The same when it was withdrawn: their pages are open still, and read no more. */
  readonly withdrawn: (origins: readonly string[]) => Promise<void>;
  /** Something that the browser tells and the journal keeps. */
  readonly note: (kind: JournalKind, facts: JournalEntry['facts']) => Promise<void>;
}

/** The background, ready to be wired to the browser's events (main.ts). Does nothing by itself. */
export function createStudy(env: StudyEnv): Study {
  const { platform, now } = env;
  const cupboard = createCupboard({
    idb: env.idb,
    session: platform.storage.session,
    now,
    ...(env.database && { options: env.database }),
    spare: (shelf) => spare(shelf, now()),
    reconcile: (held, stored) => reconciled(held, stored, now()),
  });
  const household = createHousehold(
    { defaults: env.defaults, now, managed: env.managed, inPrivate: env.inPrivate },
    cupboard,
  );
  const troubles = createTroubles(platform.storage.local, now, cupboard, household);
  const queue = createQueue(
    () => cupboard.open(),
    () => troubles.look(),
  );
  const sync = createSync(env.shared ?? null, now, cupboard, household);
  const health = createTabHealth(platform.storage.session);
  const lamp = createLamp(env, queue, cupboard, household, health);
  const bell = createBell(env, queue, cupboard, household);
  const relight = () => void lamp.showAll().catch(() => undefined);
  let salt: string | null = null;
  const room: Room = {
    env,
    queue,
    cupboard,
    memory: createMemory(platform.storage.session),
    openings: createOpenings(),
    health,
    lamp,
    engine: perSensitivity(env.makeEngine),
    household,
    pulse: createPulse({ session: platform.storage.session, local: platform.storage.local, now }, cupboard, household),
    troubles,
    sessions: createSessions(platform.storage.session),
    sync,
    settingsChanged() {
      void queue.run(() => sync.push()).catch(() => undefined);
      relight();
    },
    relight,
    drafts: once(env.makeDrafts),
    advice: once(() => env.loadAdvice(env.language())),
    help: once(env.loadHelp),
    async salt() {
      salt ??= await readSalt(platform.storage.local);
      return salt;
    },
    forget() {
      salt = null;
    },
    async announce(fresh) {
      await bell(fresh);
      await lamp.showAll().catch(() => undefined);
    },
  };
  const note: Study['note'] = (kind, facts) => queue.run(() => household.write([], [{ kind, facts }]));
  const noteOrigins = (facts: JournalEntry['facts']) =>
    queue.run(() => household.write([], [{ kind: 'permission', facts }], ['origins']));
  const self = { id: platform.runtime.id, base: platform.runtime.getURL('') };
  return {
    receive: createRouter(createHandlers(room), self),
    async wake() {
      // What was to be erased goes before anything is told of it; then the badge: a person sees it. Neither may stop the other.
      await Promise.allSettled([
        queue.run(() => finishErasing(room)),
        queue.run(() => mendMark(cupboard, platform.storage.local)),
        room.announce(),
        queue.run(() => household.refreshPolicy()),
        // The browser starts the extension anew when this changes.
        queue.run(() => household.refreshPrivate()),
        queue.run(async () => prune(cupboard, now(), (await household.current()).settings.retentionDays)),
      ]);
    },
    tabGone: (tab) => room.health.forget(tab),
    async beat(started) {
      await Promise.allSettled([
        queue.run(() => room.pulse.beat(started)),
        queue.run(() => sync.pull()),
        room.announce(),
      ]);
    },
    shared: () => queue.run(() => sync.pull()).finally(relight),
    policyChanged: () => queue.run(() => household.refreshPolicy()).finally(relight),
    granted: (origins) => noteOrigins({ granted: listOf(origins) }),
    async withdrawn(origins) {
      await noteOrigins({ withdrawn: listOf(origins) });
      for (const tab of await health.tabs()) {
        for (const { frame } of await health.read(tab))
          if (!(await env.pages.reaches(tab, frame))) await health.forgetFrame(tab, frame);
        await lamp.show(tab).catch(() => undefined);
      }
    },
    note,
  };
}

/** Origins as the journal keeps them. */
function listOf(origins: readonly string[]): string {
  return origins.join(',').slice(0, 500);
}

/** One engine at a time: another sensitivity is rare, and an engine takes a few MB. */
function perSensitivity(make: StudyEnv['makeEngine']): Room['engine'] {
  let made: { readonly sensitivity: Sensitivity; readonly engine: Engine } | null = null;
  return (sensitivity) => {
    if (made?.sensitivity !== sensitivity) made = { sensitivity, engine: make(sensitivity) };
    return made.engine;
  };
}

function once<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
