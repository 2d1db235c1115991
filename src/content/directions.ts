import type { Direction } from '../engine/message.ts';
import type { Row } from '../sites/adapter.ts';
import { attr, parentElement, tagOf } from '../sites/dom.ts';
import { type Side, sideOf } from '../sites/geometry.ts';
import type { DirectionFacts, DirectionResolver } from './direction.ts';
import type { Mark } from './identity.ts';

/** A row on its way, as far as its direction is concerned. */
export interface Line {
  readonly element: Element;
  readonly row: Row;
  readonly author: string | null;
  readonly known: boolean;
  readonly history: boolean;
  /** What is remembered of the element; its side is noted here. */
  readonly state: { readonly mark: Mark | null; side: Side | null };
}

export interface Verdict {
  readonly facts: DirectionFacts;
  readonly side: Side | null;
  readonly direction: Direction;
}

/** Rows of a batch that are measured although their author is known. */
const GUIDES = 8;
/** Elements from the bubble up to its row whose classes make the look. */
const LOOK_DEPTH = 6;

/**
 * The directions of a batch: first the evidence, then all measuring at once (the first forces layout, the others are
 * free), then the verdicts. `echo` is asked of news alone: what stood there before was not just sent.
 */
export function directionsOf(
  resolver: DirectionResolver,
  lines: readonly Line[],
  marks: readonly Mark[],
  echo: (text: string) => boolean,
  container: Element,
): Verdict[] {
  const evidence = lines.map(
    ({ element, row, author, known, history }): DirectionFacts => ({
      markup: row.direction,
      author: author || null,
      look: row.look ?? lookOf(element, row.bubble ?? element),
      hint: row.hint ?? 'unknown',
      echo: !history && !known && echo(row.text),
    }),
  );
  // Where some are measured, a few of those that words tell are measured with them: they show where that side stands.
  let guides = evidence.some((facts) => resolver.needsSide(facts)) ? GUIDES : 0;
  evidence.forEach((facts, index) => {
    const line = lines[index];
    if (line === undefined) return;
    const { element, row, state } = line;
    // A node that shows another message may stand on another side.
    if (state.mark?.key !== marks[index]?.key) state.side = null;
    if (state.side !== null || !(resolver.needsSide(facts) || guides-- > 0)) return;
    state.side = sideOf(row.bubble ?? element, container);
    resolver.seen(facts, state.side);
  });
  return evidence.map((facts, index) => {
    const side = lines[index]?.state.side ?? null;
    return { facts, side, direction: resolver.resolve(facts, side) };
  });
}

/** Rows that look the same stand on the same side: their classes, from the bubble up. */
function lookOf(row: Element, bubble: Element): string {
  const parts: string[] = [];
  for (let at: Element | null = bubble; at !== null && parts.length < LOOK_DEPTH; at = parentElement(at)) {
    parts.push(`${tagOf(at)}.${(attr(at, 'class') ?? '').slice(0, 80)}`);
    if (at === row) break;
  }
  return parts.join(' ');
}
