/** What was told of the newest messages of a thread, for the day when it is known better who wrote them. */
import type { ObservedMessage } from '../protocol/messages.ts';
import { forgetOldest } from '../sites/forget.ts';
import type { Side } from '../sites/geometry.ts';
import type { DirectionFacts, DirectionResolver } from './direction.ts';

interface Told {
  readonly message: ObservedMessage;
  /** Author as the page tells it; empty when it tells none. */
  readonly author: string;
  readonly facts: DirectionFacts;
  readonly side: Side | null;
  /** How often it was told otherwise. */
  readonly turns: number;
}

export interface Ledger {
  /** A message is told now. Gives it as it is to be sent. */
  tell(message: ObservedMessage, author: string, facts: DirectionFacts, side: Side | null): ObservedMessage;
  /** Messages whose direction is known now, or known otherwise, since the last call; oldest first. */
  revised(): ObservedMessage[];
}

/** Messages that are remembered, with their texts, in the memory of the page alone. */
const MAX_TOLD = 200;
/** A message that turns around more often is beyond knowing. */
const MAX_TURNS = 3;

export function createLedger(resolver: DirectionResolver, nameless: () => string): Ledger {
  const told = new Map<string, Told>();
  let version = resolver.version;
  /** With a name, whatever the page tells. */
  const named = (message: ObservedMessage, author: string): ObservedMessage => ({
    ...message,
    author: author || (message.direction === 'child' ? 'me' : nameless()),
  });
  return {
    tell(message, author, facts, side) {
      told.delete(message.key);
      told.set(message.key, { message, author, facts, side, turns: 0 });
      forgetOldest(told, MAX_TOLD);
      const sent = named(message, author);
      // Told again under another revision it counts as edited. One whose side is known keeps its plain one.
      return message.direction === 'unknown' ? { ...sent, revision: `${message.revision}.u` } : sent;
    },
    revised() {
      if (version === resolver.version) return [];
      const out: ObservedMessage[] = [];
      for (const [key, one] of told) {
        const { message, author, facts, side, turns } = one;
        if (facts.echo || turns >= MAX_TURNS) continue;
        const direction = resolver.resolve(facts, side);
        if (direction === 'unknown' || direction === message.direction) continue;
        const now = { ...message, direction };
        told.set(key, { ...one, message: now, turns: turns + 1 });
        const revision = message.direction === 'unknown' ? message.revision : `${message.revision}.${direction[0]}`;
        out.push({ ...named(now, author), revision });
      }
      version = resolver.version;
      return out;
    },
  };
}
