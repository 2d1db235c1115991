/**
 * One lifetime for everything that listens: it begins with the page, ends when the page goes away or the extension is
 * gone, and begins anew when the page comes back from the back/forward cache. `end` ends it for good: nothing is left
 * behind in the page.
 */
export function live(window: Window, start: (signal: AbortSignal, end: () => void) => void): void {
  const whole = new AbortController();
  let visit: AbortController | null = null;
  const begin = () => {
    if (whole.signal.aborted || visit !== null) return;
    visit = new AbortController();
    start(visit.signal, end);
  };
  const leave = () => {
    visit?.abort();
    visit = null;
  };
  const end = () => {
    leave();
    whole.abort();
  };
  // A page that tells of its own end, or of its return, is not to be believed.
  window.addEventListener('pagehide', (event) => event.isTrusted && leave(), { signal: whole.signal });
  window.addEventListener(
    'pageshow',
    (event) => {
      if (event.isTrusted && event.persisted) begin();
    },
    { signal: whole.signal },
  );
  begin();
}
