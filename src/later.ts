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
