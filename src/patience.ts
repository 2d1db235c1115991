/** Nobody answered in time. */
export class Silence extends Error {}

/**
 * Waits for a promise at most so many ms, then rejects with `Silence`. The promise itself goes on; what it gives later is
 * the caller's to clean up.
 */
export function within<T>(ms: number, promise: Promise<T>, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Silence(`${what} does not answer`)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
