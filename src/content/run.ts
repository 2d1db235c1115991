/** Everything that lives in a page, put together: site, watch, outbox, warning. */

import { later } from '../later.ts';
import type { Adapter } from '../sites/adapter.ts';
import { isHidden, listen } from '../sites/dom.ts';
import { adapterFor } from '../sites/index.ts';
import { type Watch, watch } from './observe.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { ask, Gone } from './runtime.ts';
import { createWarnings, type Warnings } from './warning/warnings.ts';

/** A page that isn't known (yet) is asked again with each pass; here is how often at most. */
const RETRY_MS = 1000;

/**
 * Runs until `signal` ends; calls `end` when the extension is gone for good. `fallback` reads pages of no known site;
 * without one they are left alone.
 */
export function run(window: Window, fallback: Adapter | null, signal: AbortSignal, end: () => void): void {
  const { document } = window;
  let current: AbortController | null = null;
  let adapter: Adapter | null = null;
  let view: Watch | null = null;
  const ended = (error: unknown) => {
    if (error instanceof Gone) end();
  };
  const warnings: Warnings = createWarnings({
    document,
    composers: () => view?.composers() ?? [],
    tell: (kind, alert, level) => void ask(kind, { alert, level }).catch(ended),
    signal,
  });
  const outbox: Outbox = createOutbox({
    send: (batch) => ask('observe', { batch }),
    acknowledged: ({ warning }) => {
      if (warning !== null) warnings.show(warning);
    },
    gone: end,
    signal,
  });
  const stop = () => {
    current?.abort();
    current = null;
    view = null;
  };
  /** Begins to watch, or goes on, when the site is on; stops when it is off. */
  const check = () => {
    const site = adapterFor(document, window.location) ?? fallback;
    if (site !== adapter) stop();
    adapter = site;
    if (site === null) return;
    ask('hello', { site: site.id }).then(
      ({ on }) => {
        if (signal.aborted || adapter !== site) return;
        if (!on) stop();
        else if (current === null) begin(site);
        else view?.retell();
      },
      (error) => {
        ended(error);
        later(RETRY_MS, signal, check);
      },
    );
  };
  const begin = (site: Adapter) => {
    const watching = new AbortController();
    current = watching;
    view = watch({
      document,
      adapter: site,
      emit: outbox.add,
      health: (health) => void ask('health', { health }).catch(ended),
      full: () => outbox.full,
      // A self-hosted app may draw itself late.
      over: () => {
        const over = site === fallback && adapterFor(document, window.location) !== null;
        if (over) queueMicrotask(check);
        return over;
      },
      signal: watching.signal,
    });
  };

  signal.addEventListener('abort', () => {
    stop();
    outbox.flush();
  });
  // The family may have switched the site on or off in another tab.
  listen(document, 'visibilitychange', () => isHidden(document) || check(), { signal });
  check();
}
