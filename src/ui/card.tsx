import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Level } from '../engine/signal.ts';
import { useHeldFocus } from './use-held-focus.ts';

interface CardProps {
  /** Colours the leading edge. */
  readonly level?: Level;
  /** Makes the card a named region of the page: id of its heading. */
  readonly labelledBy?: string;
  readonly children: ComponentChildren;
}

/** A sheet of paper: one matter. When what had the focus in it goes, the card itself takes the focus. */
export function Card({ level, labelledBy, children }: CardProps) {
  const card = useRef<HTMLElement>(null);
  useHeldFocus(card, card);
  return (
    <section ref={card} class="card" data-level={level} aria-labelledby={labelledBy}>
      {children}
    </section>
  );
}
