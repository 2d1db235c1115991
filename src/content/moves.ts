/** Tells when a single-page app changes its address without a load. */
import { topOf } from '../sites/dom.ts';

/** Calls `moved` after each change of the address, until the signal ends. */
export function followMoves(window: Window, signal: AbortSignal, moved: () => void): void {
  // Chromium has it since 102, Firefox since 147.
  const { navigation } = window as { readonly navigation?: EventTarget };
  // A page without it may have an element of that name.
  if (Object.prototype.toString.call(navigation) === '[object Navigation]' && navigation !== undefined) {
    navigation.addEventListener('currententrychange', moved, { signal });
    return;
  }
  // No event tells there; but an app that shows another page changes what stands on it.
  let before = window.location.href;
  const observer = new MutationObserver(() => {
    const { href } = window.location;
    if (href === before) return;
    before = href;
    moved();
  });
  observer.observe(topOf(window.document), { subtree: true, childList: true });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}
