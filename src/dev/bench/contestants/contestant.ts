import { parentPort } from 'node:worker_threads';

/** One reader of messages, made ready; reads the messages of a set one after another, as they come in a chat. */
export type Reader = (texts: readonly string[]) => void;

/** One round: the set is read in batches, each timed by itself. */
export interface RoundRequest {
  readonly texts: readonly string[];
  /** Messages of one timed batch: a single one would be shorter than the clock can tell. */
  readonly batch: number;
  /** Times that the set is read without being timed, first. */
  readonly warmUp: number;
}

export interface RoundReply {
  /** µs for a message, median over the batches. */
  readonly median: number;
}

/** Serves rounds in a worker thread of its own. `make` gets 500 terms for readers that look for terms. */
export function serveRounds(make: (terms: readonly string[]) => Reader): void {
  let reader: Reader | null = null;
  parentPort?.on('message', (request: { terms: readonly string[] } | RoundRequest) => {
    if ('terms' in request) {
      reader = make(request.terms);
      parentPort?.postMessage({ median: 0 } satisfies RoundReply);
    } else if (reader !== null) parentPort?.postMessage(timeRound(reader, request));
  });
}

function timeRound(reader: Reader, { texts, batch, warmUp }: RoundRequest): RoundReply {
  for (let turn = 0; turn < warmUp; turn += 1) reader(texts);
  const times: number[] = [];
  for (let at = 0; at + batch <= texts.length; at += batch) {
    const part = texts.slice(at, at + batch);
    const start = performance.now();
    reader(part);
    times.push(((performance.now() - start) * 1000) / batch);
  }
  times.sort((a, b) => a - b);
  return { median: times[Math.floor(times.length / 2)] ?? 0 };
}
