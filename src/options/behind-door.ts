import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Door } from '../ui/safe.ts';

/**
 * State that belongs to the door of this moment: what it opened, or a secret that was typed while it was open. It goes
 * when the door shuts or another one opens, and what comes late from a door that has shut is dropped. While no PIN is
 * set there is no door, and it stays like any other state.
 * @param empty what stands there before and after; must be the same at each drawing
 */
export function useBehindDoor<T>(door: Door | null, empty: T): readonly [T, (value: T) => void] {
  const [held, setHeld] = useState({ door, value: empty });
  // Out of sight at once by the comparison below; the effect takes it out of the memory of the page, too. It comes later than the
  // drawing: what was typed behind the new door meanwhile is no longer what this drawing saw, and stays.
  useEffect(() => {
    if (held.door !== door) setHeld((now) => (now.door === door ? now : { door, value: empty }));
  }, [held, door, empty]);
  const put = useCallback((value: T) => setHeld({ door, value }), [door]);
  return [held.door === door ? held.value : empty, put];
}
