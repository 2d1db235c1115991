/**
 * Who wrote a row, the child or a peer: the one resolver for all sites. Markup, then the own name, then the side of
 * the screen; confirmed or corrected when the text that the child typed appears as a row. Not knowing is an answer:
 * a wrong direction is worse than none. What it learns it says of earlier rows, too: see `version`.
 */
import type { Direction } from '../engine/message.ts';
import type { Side } from '../sites/geometry.ts';

export interface DirectionFacts {
  /** What the adapter reads from the markup. */
  readonly markup: Direction;
  /** The row's author, by its own name or that of its run. */
  readonly author: string | null;
  /** What rows of one side have in common. */
  readonly look: string | null;
  readonly hint: Direction;
  /** The text of this row is what the child just sent. */
  readonly echo: boolean;
}

/** Rows that must be seen on each side before sides tell anything, and of one look before it tells its side. */
const EACH_SIDE = 2;
/** Rows of one look that must stand in the middle before no more are measured. */
const IN_MIDDLE = 3;
/** Echoes that must speak against the markup, or against the usual side, before it is no longer believed. */
const AGAINST = 2;
const MAX_LOOKS = 200;
/** Names that the echo taught and that are remembered. */
const MAX_NAMES = 20;

export interface DirectionResolver {
  /** The own name as the page tells it now. */
  ownName(name: string | null): void;
  /** Would the side of this row help? Measuring forces layout, so only what nothing else tells is measured. */
  needsSide(facts: DirectionFacts): boolean;
  /** Counts a measured side; to be called once a row, for all rows of a batch before `resolve`. */
  seen(facts: DirectionFacts, side: Side | null): void;
  resolve(facts: DirectionFacts, side: Side | null): Direction;
  /** Another number: it learned something by which earlier rows may be known, or known otherwise. */
  readonly version: number;
}

/** Where rows of one look were seen. */
interface Look {
  start: number;
  end: number;
  middle: number;
}

export function createResolver(): DirectionResolver {
  /** Names that the echo taught. */
  const ownNames = new Set<string>();
  const looks = new Map<string, Look>();
  const sides = { start: 0, end: 0, middle: 0 };
  /** On which side rows stood that an echo confirmed. */
  const own = { start: 0, end: 0 };
  let wrong = 0;
  let right = 0;
  let named: string | null = null;
  let learned = '';
  let version = 0;

  const distrusted = () => wrong >= AGAINST && right === 0;
  const ownSide = (): Side | null => {
    const guess = Math.min(sides.start, sides.end) >= EACH_SIDE ? 'end' : null;
    const votes = own.end - own.start;
    if (own.end + own.start === 0) return guess;
    const side = votes > 0 ? 'end' : 'start';
    // A peer may have sent the same words just then: one echo against the custom of all sites leaves it open.
    return votes === 0 || (guess !== null && side !== guess && Math.abs(votes) < AGAINST) ? null : side;
  };
  const note = () => {
    const now = [named, ...ownNames, ownSide(), distrusted()].join('\n');
    if (now === learned) return;
    learned = now;
    version++;
  };
  /**
   * The side of all rows of a look. One that was seen on one side alone tells nothing while no other stands on the other
   * side: both sides of the chat may look the same.
   */
  const lookSide = (look: string | null): Side | null => {
    const seen = looks.get(look ?? '');
    if (seen === undefined) return null;
    const side = pure(seen);
    if (side === 'middle' || side === null) return side;
    for (const other of looks.values()) if (pure(other) === (side === 'start' ? 'end' : 'start')) return side;
    return null;
  };
  const byWords = ({ markup, author }: DirectionFacts): Direction => {
    if (markup !== 'unknown' && !distrusted()) return markup;
    if (author === null || (named === null && ownNames.size === 0)) return 'unknown';
    return author === named || ownNames.has(author) ? 'child' : 'peer';
  };

  return {
    ownName(name) {
      named = name;
      note();
    },
    needsSide: (facts) => facts.echo || (byWords(facts) === 'unknown' && lookSide(facts.look) === null),
    seen({ look }, side) {
      if (side === null) return;
      sides[side]++;
      if (look !== null) {
        const known = looks.get(look) ?? { start: 0, end: 0, middle: 0 };
        known[side]++;
        looks.set(look, known);
        if (looks.size > MAX_LOOKS) looks.clear();
      }
      note();
    },
    resolve(facts, measured) {
      const { markup, author, look, hint, echo } = facts;
      const side = measured ?? lookSide(look);
      const beside = side === 'start' || side === 'end';
      if (echo) {
        if (markup === 'peer') wrong++;
        if (markup === 'child') right++;
        // A single echo against clear markup may be a peer who sent the same words.
        if (markup === 'peer' && !distrusted()) return 'peer';
        if (author !== null && ownNames.size < MAX_NAMES) ownNames.add(author);
        if (beside) own[side]++;
        note();
        return 'child';
      }
      const told = byWords(facts);
      if (told !== 'unknown') return told;
      const mine = ownSide();
      if (beside && mine !== null) return side === mine ? 'child' : 'peer';
      return hint;
    },
    get version() {
      return version;
    },
  };
}

function pure({ start, end, middle }: Look): Side | null {
  if (start >= EACH_SIDE && end === 0) return 'start';
  if (end >= EACH_SIDE && start === 0) return 'end';
  return middle >= IN_MIDDLE && start + end === 0 ? 'middle' : null;
}
