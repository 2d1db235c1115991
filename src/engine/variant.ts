/** One step of a pattern over classes. A class takes as many words as it can; a gap takes what lies before the next step. */
export type Step =
  | { readonly kind: 'class'; readonly id: number }
  | { readonly kind: 'not'; readonly id: number }
  | { readonly kind: 'gap'; readonly min: number; readonly max: number };

/** One pattern without optional parts, ready to be tried. */
export class Variant {
  readonly steps: readonly Step[];
  /** It begins, it ends with the sentence. */
  readonly atStart: boolean;
  readonly atEnd: boolean;
  /** Ids of the classes that must be there, in the order of the pattern. */
  readonly order: readonly number[];
  /** It matches no fewer words than this. */
  readonly shortest: number;

  constructor(steps: readonly Step[], atStart: boolean, atEnd: boolean) {
    const order: number[] = [];
    let gaps = 0;
    for (const step of steps) {
      if (step.kind === 'class') order.push(step.id);
      else if (step.kind === 'gap' && step.min > 0) gaps++;
    }
    this.steps = steps;
    this.atStart = atStart;
    this.atEnd = atEnd;
    this.order = order;
    this.shortest = order.length + gaps;
  }
}
