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

export class DirectionResolver {
  readonly #ownNames = new Set<string>();
  readonly #looks = new Map<string, { child: number; peer: number }>();
  readonly #sides = { start: 0, end: 0, middle: 0 };
  /** The side of the child, confirmed by an echo. */
  #ownSide: 'start' | 'end' | null = null;
  #markupWrong = 0;
  #markupRight = 0;
  #named: string | null = null;

  /** The own name as the page tells it now. */
  set ownName(name: string | null) {
    this.#named = name;
  }

  /** Would the side of this row help? Measuring forces layout, so only what nothing else tells is measured. */
  needsSide(facts: DirectionFacts): boolean {
    return this.#withoutSide(facts) === 'unknown' || facts.echo;
  }

  /** Counts a measured side; call once a row, for all rows of a batch before `resolve`. */
  seen(side: Side | null) {
    if (side !== null) this.#sides[side]++;
  }

  resolve(facts: DirectionFacts, side: Side | null): Direction {
    const direction = this.#resolve(facts, side);
    if (facts.look !== null && direction !== 'unknown' && (facts.echo || side !== null))
      this.#learn(facts.look, direction);
    return direction;
  }

  #resolve(facts: DirectionFacts, side: Side | null): Direction {
    if (facts.echo) {
      if (facts.markup === 'peer') this.#markupWrong++;
      if (facts.markup === 'child') this.#markupRight++;
      // A single echo against clear markup may be a peer who sent the same words.
      if (facts.markup === 'peer' && !this.#distrusted) return 'peer';
      if (facts.author !== null) this.#ownNames.add(facts.author);
      if (side === 'start' || side === 'end') this.#ownSide = side;
      return 'child';
    }
    const told = this.#withoutSide(facts);
    if (told !== 'unknown') return told;
    if ((side === 'start' || side === 'end') && this.#sidesTell)
      return side === (this.#ownSide ?? 'end') ? 'child' : 'peer';
    return facts.hint;
  }

  #withoutSide({ markup, author, look }: DirectionFacts): Direction {
    if (markup !== 'unknown' && !this.#distrusted) return markup;
    if (author !== null && author === this.#named) return 'child';
    if (author !== null && this.#ownNames.size > 0) return this.#ownNames.has(author) ? 'child' : 'peer';
    if (author !== null && this.#named !== null) return 'peer';
    const known = look === null ? undefined : this.#looks.get(look);
    if (known !== undefined && known.child + known.peer >= EACH_SIDE) {
      if (known.peer === 0) return 'child';
      if (known.child === 0) return 'peer';
    }
    return 'unknown';
  }

  get #distrusted(): boolean {
    return this.#markupWrong >= AGAINST && this.#markupRight === 0;
  }

  get #sidesTell(): boolean {
    return this.#ownSide !== null || (this.#sides.start >= EACH_SIDE && this.#sides.end >= EACH_SIDE);
  }

  #learn(look: string, direction: 'child' | 'peer') {
    const known = this.#looks.get(look) ?? { child: 0, peer: 0 };
    known[direction]++;
    this.#looks.set(look, known);
    if (this.#looks.size > 200) this.#looks.clear();
  }
}
