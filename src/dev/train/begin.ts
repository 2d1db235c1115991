/** Which part of a network that knows what sentences mean one of another shape begins with. */
import {
  DIRECTIONS,
  featuresOf,
  GATED_PARTS,
  gatedFeaturesOf,
  plainFeaturesOf,
  plainProjectionOf,
  projectionOf,
  type Shape,
} from '../../engine/model-shape.ts';

/**
 * For each column of the projection of a shape the one of another shape that it begins as; null: by chance. Filters of one kind
 * begin as the first ones of that kind; where there are no gated ones to begin as, what they see begins as what the others see in
 * three words, in both directions, and what they keep by chance.
 */
export function columnsFrom(shape: Shape, from: Shape): (number | null)[] {
  const columns = new Array<number | null>(projectionOf(shape)).fill(null);
  const copy = (at: number, begin: number, count: number) => {
    for (let i = 0; i < count; i++) columns[at + i] = begin + i;
  };
  copy(0, 0, Math.min(shape.uni, from.uni));
  for (let part = 0; part < 3; part++)
    copy(shape.uni + part * shape.tri, from.uni + part * from.tri, Math.min(shape.tri, from.tri));
  copy(shape.uni + 3 * shape.tri, from.uni + 3 * from.tri, Math.min(shape.mean, from.mean));
  const gated = shape.gated ?? 0;
  const own = from.gated ?? 0;
  for (let part = 0; part < (own > 0 ? GATED_PARTS : 3); part++)
    for (let direction = 0; direction < DIRECTIONS; direction++) {
      const at = plainProjectionOf(shape) + part * gatedFeaturesOf(shape) + direction * gated;
      if (own > 0)
        copy(at, plainProjectionOf(from) + part * gatedFeaturesOf(from) + direction * own, Math.min(gated, own));
      else copy(at, from.uni + part * from.tri, Math.min(gated, from.tri));
    }
  return columns;
}

/** The same for features; without others gated ones begin with what the filters in three words tell. */
export function featuresFrom(shape: Shape, from: Shape): (number | null)[] {
  const features = new Array<number | null>(featuresOf(shape)).fill(null);
  const copy = (at: number, begin: number, count: number) => {
    for (let i = 0; i < count; i++) features[at + i] = begin + i;
  };
  copy(0, 0, Math.min(shape.uni, from.uni));
  copy(shape.uni, from.uni, Math.min(shape.tri, from.tri));
  copy(shape.uni + shape.tri, from.uni + from.tri, Math.min(shape.mean, from.mean));
  const gated = shape.gated ?? 0;
  const own = from.gated ?? 0;
  for (let direction = 0; direction < DIRECTIONS; direction++) {
    const at = plainFeaturesOf(shape) + direction * gated;
    if (own > 0) copy(at, plainFeaturesOf(from) + direction * own, Math.min(gated, own));
    else copy(at, from.uni, Math.min(gated, from.tri));
  }
  return features;
}

/** Copies columns of a matrix, all rows of them. */
export function copyColumns(
  from: Float32Array,
  width: number,
  to: Float32Array,
  columns: readonly (number | null)[],
): void {
  for (let row = 0; row * width < from.length; row++)
    columns.forEach((column, at) => {
      if (column !== null) to[row * columns.length + at] = from[row * width + column] as number;
    });
}
