/**
 * Writes the results of jobs in the order in which the jobs were added, however they finish.
 * At most `limit` jobs are open or waiting to be written: `add` resolves when there is room for the next.
 */
export function orderedOutput<Result>(limit: number, write: (result: Result) => Promise<void>) {
  let tail: Promise<void> = Promise.resolve();
  let open = 0;
  let failure: { readonly error: unknown } | null = null;
  let wake: () => void = () => {};

  const inTurn = async (job: Promise<Result>, before: Promise<void>): Promise<void> => {
    await before;
    try {
      if (failure === null) await write(await job);
    } catch (error) {
      failure ??= { error };
    }
    open -= 1;
    wake();
  };

  return {
    /** Rejects with the failure of an earlier job or write, if there was one. */
    async add(job: Promise<Result>): Promise<void> {
      // A job that fails while an earlier one is still open is reported in its turn.
      job.catch(() => {});
      open += 1;
      tail = inTurn(job, tail);
      while (open >= limit && failure === null) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (failure !== null) throw failure.error;
    },
    /** Resolves when everything is written. */
    async end(): Promise<void> {
      await tail;
      if (failure !== null) throw failure.error;
    },
  };
}
