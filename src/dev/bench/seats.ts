import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Contestant } from './bundles.ts';
import type { RoundReply, RoundRequest } from './contestants/contestant.ts';
import { type Rounds, rotated, steady } from './measurement.ts';

/** A contestant in a thread of its own. */
export interface Seat {
  readonly name: Contestant;
  readonly ask: (message: RoundRequest | { terms: readonly string[] }) => Promise<RoundReply>;
}

/** Runs something with contestants in threads of their own, which have read nothing yet. */
export async function withSeats<Result>(
  names: readonly Contestant[],
  path: (name: Contestant) => string,
  terms: readonly string[],
  run: (seats: readonly Seat[]) => Promise<Result>,
): Promise<Result> {
  const seats = names.map((name) => {
    const worker = new Worker(path(name));
    const ask: Seat['ask'] = async (message) => {
      const reply = once(worker, 'message');
      worker.postMessage(message);
      const [answer] = (await reply) as [RoundReply];
      return answer;
    };
    return { name, ask, close: () => worker.terminate() };
  });
  try {
    for (const { ask } of seats) await ask({ terms });
    return await run(seats);
  } finally {
    await Promise.all(seats.map(({ close }) => close()));
  }
}

/** How a contestant read a set. */
export interface Turns {
  /** µs for a message, of each batch of each round. */
  readonly rounds: Rounds;
  readonly languages: ReadonlySet<string>;
}

export type AllTurns = ReadonlyMap<Contestant, Turns>;

/**
 * Lets the contestants read a set, one at a time, round by round in an order that changes, until no cost falls any more: a busy
 * machine is busy for all of them, and none always comes first.
 */
export async function takeTurns(seats: readonly Seat[], request: RoundRequest): Promise<AllTurns> {
  const turns = seats.map((seat) => ({ ...seat, rounds: [] as RoundReply['times'][], languages: new Set<string>() }));
  for (let round = 0; !turns.every(({ rounds }) => steady(rounds)); round += 1) {
    for (const { ask, rounds, languages } of rotated(turns, round)) {
      const reply = await ask({ ...request, warmUp: round === 0 ? request.warmUp : 1 });
      rounds.push(reply.times);
      for (const language of reply.languages) languages.add(language);
    }
  }
  return new Map(turns.map((one) => [one.name, one]));
}
