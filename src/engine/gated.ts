/**
 * Filters that read a message word after word, in one direction and in the other (quasi-recurrent networks, Bradbury and others
 * 2016): what such a filter holds fades as fast as the words say, so that what was said stays known until something takes it
 * back, however far apart the two stand. Its feature is the most that it ever held.
 */
import { MOST_WORDS, UNIT } from './arithmetic.ts';
import { DIRECTIONS, GATED_PARTS, gatedFeaturesOf, type Shape } from './model-shape.ts';

/** How much of what it holds a filter keeps at a word: half by itself, all and nothing at one and at minus one. */
export const keepsAt = (gate: number): number => Math.max(0, Math.min(1, 0.5 + gate / 2));

export interface GatedFilters {
  /** Keeps what the filters see in a word: as `Filters.keep`, of this part of the projection. */
  readonly keep: (row: number, seen: Int16Array) => void;
  /** Writes the features of a message, each with its bias, cut at zero, to `out`. */
  readonly features: (rows: Int32Array, count: number, out: Float32Array) => void;
}

/**
 * @param bias of these features
 * @param rows how many words are kept
 */
export function gatedFilters(shape: Shape, bias: Float32Array, rows: number): GatedFilters {
  const filters = gatedFeaturesOf(shape);
  const half = filters / DIRECTIONS;
  const size = GATED_PARTS * filters;
  // behind the last row stands nothing: the neighbour of a first and of a last word
  const nothing = rows * size;
  const all = new Int16Array(nothing + size);
  const at = new Int32Array(MOST_WORDS + 2);
  const held = new Float64Array(half);
  const tops = new Float64Array(half);
  /** What the filters of one direction hold after a word, and the most so far. */
  const hold = (before: number, here: number, after: number): void => {
    for (let f = 0; f < half; f++) {
      const seen =
        (all[before + f] as number) + (all[here + filters + f] as number) + (all[after + 2 * filters + f] as number);
      const gate =
        (all[before + 3 * filters + f] as number) +
        (all[here + 4 * filters + f] as number) +
        (all[after + 5 * filters + f] as number);
      const now = seen + keepsAt(gate / UNIT) * ((held[f] as number) - seen);
      held[f] = now;
      if (now > (tops[f] as number)) tops[f] = now;
    }
  };
  return {
    keep: (row, seen) => all.set(seen, row * size),
    features: (rowOf, count, out) => {
      at[0] = nothing;
      for (let t = 0; t < count; t++) at[t + 1] = (rowOf[t] as number) * size;
      at[count + 1] = nothing;
      for (let direction = 0; direction < DIRECTIONS; direction++) {
        held.fill(0);
        tops.fill(count === 0 ? 0 : Number.NEGATIVE_INFINITY);
        const first = direction * half;
        for (let k = 1; k <= count; k++) {
          const t = direction === 0 ? k : count + 1 - k;
          hold((at[t - 1] as number) + first, (at[t] as number) + first, (at[t + 1] as number) + first);
        }
        for (let f = 0; f < half; f++)
          out[first + f] = Math.max(0, (tops[f] as number) / UNIT + (bias[first + f] as number));
      }
    },
  };
}
