import type { Direction } from '../engine/message.ts';
import type { Row } from '../sites/adapter.ts';
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
): Direction[] {
  const evidence = lines.map(
    ({ row, author, known, history }): DirectionFacts => ({
      markup: row.direction,
      author: author || null,
      look: row.look ?? null,
      hint: row.hint ?? 'unknown',
      echo: !history && !known && echo(row.text),
    }),
  );
  evidence.forEach((facts, index) => {
    const line = lines[index];
    if (line === undefined) return;
    const { element, row, state } = line;
    // A node that shows another message may stand on another side.
    if (state.mark?.key !== marks[index]?.key) state.side = null;
    if (state.side !== null || !resolver.needsSide(facts)) return;
    state.side = sideOf(row.bubble ?? element, container);
    resolver.seen(state.side);
  });
  return evidence.map((facts, index) => resolver.resolve(facts, lines[index]?.state.side ?? null));
}
