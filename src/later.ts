/** `setTimeout` that ends with the signal. */
export function later(ms: number, signal: AbortSignal, run: () => void): void {
  if (signal.aborted) return;
  const stop = () => clearTimeout(timer);
  const timer = setTimeout(() => {
    signal.removeEventListener('abort', stop);
    run();
  }, ms);
  signal.addEventListener('abort', stop, { once: true });
}

/** The same for one timer after the other: a new one takes the place of the last. Listens to the signal once for all. */
export function timer(signal: AbortSignal): (ms: number, run: () => void) => void {
  let last: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(last), { once: true });
  return (ms, run) => {
    if (signal.aborted) return;
    clearTimeout(last);
    last = setTimeout(run, ms);
  };
}
