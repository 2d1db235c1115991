import { useEffect, useState } from 'preact/hooks';

/**
 * The time, read anew every `every` ms while `running`: for what counts down on the page.
 * @param now ms since the epoch
 */
export function useClock(now: () => number, every: number, running: boolean): number {
  const [time, setTime] = useState(now);
  useEffect(() => {
    setTime(now());
    if (!running) return;
    const timer = setInterval(() => setTime(now()), every);
    return () => clearInterval(timer);
  }, [now, every, running]);
  return time;
}
