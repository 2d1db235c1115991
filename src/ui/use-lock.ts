import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { LockStatus } from '../protocol/family.ts';
import type { Ask } from './host.ts';
import type { Door, Safe, Unlock, UnlockWay } from './safe.ts';

/** Longest wait that a timer of the browser can hold, in ms. */
const LONGEST = 2_000_000_000;

/** The lock as a page sees it. */
export interface Lock {
  /** `free`: no PIN is set. */
  readonly state: 'free' | 'locked' | 'open';
  readonly door: Door | null;
  /** It was opened with the recovery code: a new PIN has to be chosen. */
  readonly needsPin: boolean;
  /** The new PIN was chosen. */
  readonly pinChosen: () => void;
  /** To be sent with a change; null while no PIN is set, and useless while locked. */
  readonly token: string | null;
  /** ms since the epoch until which no try is allowed; 0 when one is. */
  readonly waitUntil: number;
  readonly unlock: (way: UnlockWay, secret: string) => Promise<Unlock>;
  /** The person locks the page, or the background says that it is locked. */
  readonly shut: () => void;
}

/**
 * Keeps the door while it is open: at most until its time is over, and never beyond the page.
 * @param status as the background told it last
 * @param now ms since the epoch
 */
export function useLock(ask: Ask, safe: Safe, status: LockStatus, now: () => number): Lock {
  const [opened, setDoor] = useState<Door | null>(null);
  // Without a lock there is no door: what one opened was erased or taken off meanwhile.
  const door = status.set ? opened : null;
  const [needsPin, setNeedsPin] = useState(false);
  const [waitUntil, setWaitUntil] = useState(() => (status.waitMs > 0 ? now() + status.waitMs : 0));
  const held = useRef<Door | null>(null);
  held.current = opened;

  const shut = useCallback(() => {
    const last = held.current;
    setDoor(null);
    // Whether it is heard or not: the key is gone from this page, and the token dies by itself.
    if (last !== null) void last.shut(ask).catch(() => undefined);
  }, [ask]);

  useEffect(() => {
    setWaitUntil(status.waitMs > 0 ? now() + status.waitMs : 0);
  }, [status, now]);

  useEffect(() => {
    if (!status.set) shut();
  }, [status, shut]);

  useEffect(() => {
    if (door === null) return;
    const life = new AbortController();
    const timer = setTimeout(shut, Math.min(LONGEST, Math.max(0, door.until - now())));
    window.addEventListener('pagehide', shut, { signal: life.signal });
    return () => {
      clearTimeout(timer);
      life.abort();
    };
  }, [door, shut, now]);

  const unlock = useCallback(
    async (way: UnlockWay, secret: string) => {
      const answer = await safe.unlock(ask, way, secret);
      if (answer.outcome === 'open') {
        setDoor(answer.door);
        setNeedsPin(way === 'recovery');
      }
      const wait = answer.outcome === 'wrong' || answer.outcome === 'wait' ? answer.waitMs : 0;
      setWaitUntil(wait > 0 ? now() + wait : 0);
      return answer;
    },
    [ask, safe, now],
  );

  return {
    state: door !== null ? 'open' : status.set ? 'locked' : 'free',
    door,
    needsPin: needsPin && door !== null,
    pinChosen: useCallback(() => setNeedsPin(false), []),
    token: door?.token ?? null,
    waitUntil,
    unlock,
    shut,
  };
}
