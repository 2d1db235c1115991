/**
 * What runs in this frame, for the background to ask: a function that it runs in the extension's own world of the page
 * finds it there (background/pages.ts). No page can reach that world.
 */
import type { Health } from '../protocol/messages.ts';
import type { Adapter, OpenThread } from '../sites/adapter.ts';

/** One site that is read here. */
export interface Reading {
  readonly adapter: Adapter;
  readonly threads: readonly OpenThread[];
  /** As it is now; null while it isn't known whether the site is on. */
  readonly health: Health | null;
}

export interface Running {
  readings(): Reading[];
  /** Ends for good, as when the extension is gone. */
  end(): void;
  /** Asks anew what may be read here, and reads on where reading had stopped: the permission may be back. */
  again?(): void;
  /** It only waits for a chat, and gives way to what reads one. */
  readonly waits?: boolean;
}

export const RUNNING = Symbol.for('nightlight.running');

interface World {
  [RUNNING]?: Running;
}

export function running(): Running | undefined {
  return (globalThis as World)[RUNNING];
}

/**
 * Does a script run here already? Another was started then, as in a page that was open when its origin was granted: the one
 * that reads is told so, and goes on; the one that only waits gives way.
 */
export function isTaken(): boolean {
  const before = running();
  if (before !== undefined && before.waits !== true) {
    before.again?.();
    return true;
  }
  before?.end();
  return false;
}

/** Leaves `run` there until the signal ends. */
export function announce(run: Running, signal: AbortSignal): void {
  const world = globalThis as World;
  world[RUNNING] = run;
  signal.addEventListener('abort', () => world[RUNNING] === run && delete world[RUNNING], { once: true });
}
