const WIDTH = 24;
/** ms between two drawings: often enough to move, seldom enough to cost nothing. */
const PACE = 100;

export interface Progress {
  /** `bytes` more were read. */
  add(bytes: number): void;
  /** Takes the bar off the screen, so that a line can be written. */
  clear(): void;
}

/**
 * A progress bar on a terminal, nothing elsewhere. `total` is the size of all input in bytes, null when unknown.
 * `now` is a clock in ms.
 */
export function createProgress(
  stream: { readonly isTTY?: boolean; write(text: string): unknown },
  total: number | null,
  now: () => number = () => performance.now(),
): Progress {
  if (stream.isTTY !== true) return { add() {}, clear() {} };
  const start = now();
  let done = 0;
  let drawn = start;
  let shown = false;
  return {
    add(bytes) {
      done += bytes;
      const time = now();
      if (time - drawn < PACE) return;
      drawn = time;
      shown = true;
      stream.write(`\r${progressLine(done, total, time - start)}\u001b[K`);
    },
    clear() {
      if (shown) stream.write('\r\u001b[K');
      shown = false;
    },
  };
}

/** The line of the bar: share, size, speed, and the time that is left. */
export function progressLine(done: number, total: number | null, ms: number): string {
  const speed = ms > 0 ? (done / ms) * 1000 : 0;
  const facts = `${megabytes(done)} MB, ${megabytes(speed)} MB/s`;
  if (total === null || total === 0) return facts;
  const share = Math.min(1, done / total);
  const full = Math.round(share * WIDTH);
  const left = speed > 0 ? Math.max(0, Math.round((total - done) / speed)) : 0;
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${Math.floor(share * 100)} % of ${megabytes(total)} MB, ${megabytes(speed)} MB/s, ${left} s left`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
