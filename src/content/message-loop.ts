/** Runs a task as soon as the page had its turn; not held back in hidden pages. */
export function messageLoop(signal: AbortSignal): (run: () => void) => void {
  const channel = new MessageChannel();
  const tasks: (() => void)[] = [];
  channel.port1.onmessage = () => tasks.shift()?.();
  signal.addEventListener('abort', () => channel.port1.close(), { once: true });
  return (run) => {
    tasks.push(run);
    channel.port2.postMessage(null);
  };
}
