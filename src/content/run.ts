/** Everything that lives in a page, put together: sites, watches, outbox, and the voice when it is needed. */

import { timer } from '../later.ts';
import { within } from '../patience.ts';
import type { Adapter } from '../sites/adapter.ts';
import { sitesFor } from '../sites/choose.ts';
import { isElement, isHidden, listen } from '../sites/dom.ts';
import { writableAt } from './box.ts';
import { followMoves } from './moves.ts';
import { type Watch, watch } from './observe.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { announce } from './running.ts';
import { ask, Gone, isAlive } from './runtime.ts';
import { meeting, voiceFor } from './seam.ts';
import type { seek } from './seek.ts';

/** A background that doesn't answer is asked again after this time, and after twice the time each further time. */
const RETRY_MS = 1000;
const LONGEST_RETRY_MS = 60_000;
/** Somebody can write here, so the first line of a chat may come at any moment, and its warning must not wait long. */
const LOOKS = { soonest: 100, longest: 400 };

export interface Fallback {
  readonly adapter: Adapter;
  /** Waits for a chat; brought along, since the scripts of known sites never seek. */
  readonly seek: typeof seek;
}

export interface Readers {
  /** The sites that may stand on this page. */
  readonly sites: readonly Adapter[];
  /** Reads pages of none of them; without one they are left alone. */
  readonly fallback: Fallback | null;
}

/** One site that is read on this page. */
interface Session {
  watching: AbortController | null;
  view: Watch | null;
  /** A greeting is on its way. */
  greeting: boolean;
  /** From an answer that did not come to the next greeting, in ms. */
  pause: number;
  readonly again: ReturnType<typeof timer>;
}

/** Runs until `signal` ends; calls `end` when the extension is gone for good. */
export function run(window: Window, { sites, fallback: last }: Readers, signal: AbortSignal, end: () => void): void {
  const { document } = window;
  const fallback = last?.adapter ?? null;
  const sessions = new Map<Adapter, Session>();
  const ended = (error: unknown) => {
    // The voice has a `Gone` of its own.
    if (error instanceof Gone || !isAlive()) end();
  };
  const views = () => [...sessions].flatMap(([site, { view }]) => (view === null ? [] : [{ site: site.id, view }]));
  const threadAt = (box: Element) => {
    for (const { site, view } of views()) {
      const thread = view.threadAt(box);
      if (thread !== null) return { site, thread };
    }
    return null;
  };
  const composers = () => views().flatMap(({ view }) => view.composers());
  const voice = voiceFor({ document, composers, threadAt, failed: ended, signal });
  announce(
    {
      readings: () =>
        [...sessions].map(([adapter, { view }]) => ({
          adapter,
          threads: view?.threads() ?? [],
          health: view?.health() ?? null,
        })),
      end,
      again: () => check(),
    },
    signal,
  );
  let asking = false;
  const voiceAgain = timer(signal);
  /**
   * The voice is a third of all script, and most pages never need it: it comes when a child writes, or to warn. Once it was
   * asked for, it is until it is there: a warning may wait for it.
   */
  const bringVoice = (pause = RETRY_MS) => {
    if (asking || meeting().start !== undefined) return;
    asking = true;
    within(pause * 2, ask('voice', {}), 'the background')
      .catch(ended)
      .finally(() =>
        voiceAgain(pause, () => {
          asking = false;
          bringVoice(Math.min(pause * 2, LONGEST_RETRY_MS));
        }),
      );
  };
  const outbox: Outbox = createOutbox({
    send: (batch) => ask('observe', { batch }),
    acknowledged: ({ warning, over }) => {
      if (over === true) {
        // Begun again, it reads all that stands on the page: what was not counted meanwhile is not lost.
        for (const session of sessions.values()) if (session.view !== null) stop(session);
        return;
      }
      voice.heard();
      if (warning === null) return;
      voice.warn(warning);
      // However often it did not come for who only writes.
      asking = false;
      bringVoice();
    },
    gone: end,
    signal,
  });
  const wanted = (): readonly Adapter[] => {
    const found = sitesFor(sites, document, window.location);
    return found.length > 0 || fallback === null ? found : [fallback];
  };
  const newSession = (): Session => ({
    watching: null,
    view: null,
    greeting: false,
    pause: RETRY_MS,
    again: timer(signal),
  });
  const stop = (session: Session) => {
    session.watching?.abort();
    session.watching = null;
    session.view = null;
  };
  /** Something was not answered: the site is greeted again, and with that its health is told again. */
  const again = (site: Adapter, session: Session, error: unknown) => {
    ended(error);
    session.again(session.pause, () => sessions.get(site) === session && greet(site, session));
    session.pause = Math.min(session.pause * 2, LONGEST_RETRY_MS);
  };
  const begin = (site: Adapter, session: Session) => {
    stop(session);
    session.watching = new AbortController();
    session.view = watch({
      document,
      adapter: site,
      emit: outbox.add,
      health: (health) =>
        void within(session.pause * 2, ask('health', { health }), 'the background').then(
          () => {
            session.pause = RETRY_MS;
          },
          (error) => again(site, session, error),
        ),
      echo: voice.sent,
      full: () => outbox.full,
      // A self-hosted app may draw itself late.
      over: () => {
        const over = site === fallback && wanted()[0] !== fallback;
        if (over) queueMicrotask(check);
        return over;
      },
      signal: session.watching.signal,
    });
  };
  /** Begins to watch, or goes on and tells its health anew, when the site is on; stops when it is off. */
  const greet = (site: Adapter, session: Session) => {
    if (session.greeting) return;
    session.greeting = true;
    // A worker that was stopped at that moment may leave it without any answer.
    const starts = session.view === null;
    within(session.pause * 2, ask('hello', { site: site.id, starts }), 'the background')
      .finally(() => {
        session.greeting = false;
      })
      .then(({ on }) => {
        if (signal.aborted || sessions.get(site) !== session) return;
        if (!on) {
          session.pause = RETRY_MS;
          stop(session);
        } else if (session.view === null) begin(site, session);
        else session.view.retell();
      })
      .catch((error) => again(site, session, error));
  };
  /** Is there a chat to read for the fallback? */
  let chatFound = false;
  const seekChat = (adapter: Adapter) => {
    const seeking = { ...newSession(), watching: new AbortController() };
    sessions.set(adapter, seeking);
    last?.seek({
      document,
      followRoots: adapter.followRoots,
      there: () => wanted()[0] !== fallback || adapter.threads(document).length > 0,
      ...LOOKS,
      found: () => {
        chatFound = true;
        sessions.delete(adapter);
        check();
      },
      seeking: seeking.watching,
    });
  };
  const check = () => {
    const now = wanted();
    for (const [site, session] of sessions) {
      if (now.includes(site)) continue;
      stop(session);
      sessions.delete(site);
    }
    for (const site of now) {
      if (site === fallback && !chatFound) {
        if (!sessions.has(site)) seekChat(site);
        continue;
      }
      const session = sessions.get(site) ?? newSession();
      sessions.set(site, session);
      greet(site, session);
    }
  };

  signal.addEventListener('abort', () => {
    for (const session of sessions.values()) stop(session);
    outbox.flush();
  });
  // The family may have switched the site on or off in another tab.
  listen(document, 'visibilitychange', () => isHidden(document) || check(), { signal });
  if (fallback === null) {
    followMoves(window, signal, () => {
      const now = wanted();
      if (now.length !== sessions.size || now.some((site) => !sessions.has(site))) check();
    });
  }
  for (const kind of ['focusin', 'input']) {
    const onWriting = (event: Event) => {
      // At each key stroke: with the voice there, nothing is looked for.
      if (meeting().start !== undefined) return;
      const target = event.composedPath()[0] as Node | undefined;
      const box = event.isTrusted && isElement(target) ? writableAt(target) : null;
      if (box !== null && threadAt(box) !== null) bringVoice();
    };
    listen(document, kind, onWriting, { capture: true, passive: true, signal });
  }
  check();
}
