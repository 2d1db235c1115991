import type { ComponentChildren } from 'preact';
import type { Level } from '../engine/signal.ts';

interface CardProps {
  /** Colours the leading edge. */
  readonly level?: Level;
  /** Makes the card a named region of the page: id of its heading. */
  readonly labelledBy?: string;
  readonly children: ComponentChildren;
}

/** A sheet of paper: one matter. */
export function Card({ level, labelledBy, children }: CardProps) {
  return (
    <section class="card" data-level={level} aria-labelledby={labelledBy}>
      {children}
    </section>
  );
}
