import { parentPort } from 'node:worker_threads';

/**
 * One reader of messages, made ready; reads the messages of a set one after another, as they come in a chat. Gives the
 * language that it took the last one to be in, if it asks for one.
 */
export type Reader = (texts: readonly string[]) => string | undefined;

/** One round: the set is read in batches, each timed by itself. */
export interface RoundRequest {
  readonly texts: readonly string[];
  /** Messages of one timed batch: a single one would be shorter than the clock can tell. */
  readonly batch: number;
  /** Times that the set is read without being timed, first. */
  readonly warmUp: number;
}

export interface RoundReply {
  /** µs for a message of each batch, in the order of the set. */
  readonly times: readonly number[];
  /** What the reader took the batches to be in, each language once. */
  readonly languages: readonly string[];
}

/** Serves rounds in a worker thread of its own. `make` gets 500 terms for readers that look for terms. */
export function serveRounds(make: (terms: readonly string[]) => Reader): void {
  let reader: Reader | null = null;
  parentPort?.on('message', (request: { terms: readonly string[] } | RoundRequest) => {
    if ('terms' in request) {
      reader = make(request.terms);
      parentPort?.postMessage({ times: [], languages: [] } satisfies RoundReply);
    } else if (reader !== null) parentPort?.postMessage(timeRound(reader, request));
  });
}

export function timeRound(reader: Reader, { texts, batch, warmUp }: RoundRequest): RoundReply {
  for (let turn = 0; turn < warmUp; turn += 1) reader(texts);
  const times: number[] = [];
  const languages = new Set<string>();
  for (let at = 0; at + batch <= texts.length; at += batch) {
    const part = texts.slice(at, at + batch);
    const start = performance.now();
    const language = reader(part);
    times.push(((performance.now() - start) * 1000) / batch);
    if (language !== undefined) languages.add(language);
  }
  return { times, languages: [...languages] };
}
