/**
 * Who wrote a row, the child or a peer: the one resolver for all sites. Markup, then the own name, then the side of
 * the screen; confirmed or corrected when the text that the child typed appears as a row. Not knowing is an answer:
 * a wrong direction is worse than none.
 */
import type { Direction } from '../engine/message.ts';
import type { Side } from '../sites/geometry.ts';

export interface DirectionFacts {
  /** What the adapter reads from the markup. */
  readonly markup: Direction;
  /** The row's author, by its own name or that of its run. */
  readonly author: string | null;
  readonly look: string | null;
  readonly hint: Direction;
  /** The text of this row is what the child just sent. */
  readonly echo: boolean;
}

/** Rows that must be seen on each side before sides tell anything. */
const EACH_SIDE = 2;
/** Echoes that must speak against the markup before it is no longer believed. */
const AGAINST = 2;

export interface DirectionResolver {
  /** The own name as the page tells it now. */
  ownName(name: string | null): void;
  /** Would the side of this row help? Measuring forces layout, so only what nothing else tells is measured. */
  needsSide(facts: DirectionFacts): boolean;
  /** Counts a measured side; to be called once a row, for all rows of a batch before `resolve`. */
  seen(side: Side | null): void;
  resolve(facts: DirectionFacts, side: Side | null): Direction;
}

export function createResolver(): DirectionResolver {
  /** Names that the echo taught. */
  const ownNames = new Set<string>();
  const looks = new Map<string, { child: number; peer: number }>();
  const sides = { start: 0, end: 0, middle: 0 };
  /** The side of the child, confirmed by an echo. */
  let ownSide: Side | null = null;
  let wrong = 0;
  let right = 0;
  let named: string | null = null;

  const distrusted = () => wrong >= AGAINST && right === 0;

  const withoutSide = ({ markup, author, look }: DirectionFacts): Direction => {
    if (markup !== 'unknown' && !distrusted()) return markup;
    if (author !== null && (named !== null || ownNames.size > 0))
      return author === named || ownNames.has(author) ? 'child' : 'peer';
    const { child, peer } = looks.get(look ?? '') ?? { child: 0, peer: 0 };
    if (child + peer < EACH_SIDE || (child > 0 && peer > 0)) return 'unknown';
    return child > 0 ? 'child' : 'peer';
  };

  const decide = (facts: DirectionFacts, side: Side | null): Direction => {
    const { markup, author, hint, echo } = facts;
    const beside = side === 'start' || side === 'end';
    if (echo) {
      if (markup === 'peer') wrong++;
      if (markup === 'child') right++;
      // A single echo against clear markup may be a peer who sent the same words.
      if (markup === 'peer' && !distrusted()) return 'peer';
      if (author !== null) ownNames.add(author);
      if (beside) ownSide = side;
      return 'child';
    }
    const told = withoutSide(facts);
    if (told !== 'unknown') return told;
    const sidesTell = ownSide !== null || Math.min(sides.start, sides.end) >= EACH_SIDE;
    if (beside && sidesTell) return side === (ownSide ?? 'end') ? 'child' : 'peer';
    return hint;
  };

  return {
    ownName(name) {
      named = name;
    },
    needsSide: (facts) => withoutSide(facts) === 'unknown' || facts.echo,
    seen(side) {
      if (side !== null) sides[side]++;
    },
    resolve(facts, side) {
      const direction = decide(facts, side);
      if (facts.look !== null && direction !== 'unknown' && (facts.echo || side !== null)) {
        const known = looks.get(facts.look) ?? { child: 0, peer: 0 };
        known[direction]++;
        looks.set(facts.look, known);
        if (looks.size > 200) looks.clear();
      }
      return direction;
    },
  };
}
