/** Runs tasks one after the other, in the order in which they came. */
export interface Queue {
  /** Resolves or rejects as the task does; a task that fails holds up nothing. */
  run<T>(task: () => Promise<T>): Promise<T>;
}

/**
 * The one queue through which everything goes that touches the store: a read, what is concluded from it and the write
 * are never interleaved with another's.
 * @param before runs ahead of each task; when it fails, so does the task
 * @param after runs behind each task, whatever became of it, and ahead of the next one; nobody hears of its failure
 */
export function createQueue(before: () => Promise<void>, after?: () => Promise<void>): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(task) {
      const next = last.then(before).then(task);
      last = next
        .catch(() => undefined)
        .then(after)
        .catch(() => undefined);
      return next;
    },
  };
}
