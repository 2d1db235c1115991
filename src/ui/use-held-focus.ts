import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/**
 * Keyboard and screen reader go on where they were: when the part of `place` that had the focus is gone after a drawing,
 * and nothing else took it, `rest` takes it. Otherwise they would begin at the top of the page again.
 */
export function useHeldFocus(place: RefObject<HTMLElement | null>, rest: RefObject<HTMLElement | null>): void {
  // Read while drawing, on purpose: the page still stands as it was.
  const held = place.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (!held || !lost || rest.current === null) return;
    rest.current.tabIndex = -1;
    rest.current.focus({ preventScroll: true });
  });
}
