import { describe, expect, it } from 'vitest';
import { columnsFrom, copyColumns, featuresFrom } from '../../../src/dev/train/begin.ts';
import { featuresOf, projectionOf, type Shape } from '../../../src/engine/model-shape.ts';

const FROM: Shape = { dim: 2, uni: 2, tri: 3, mean: 4, hidden: 1, signals: 1 };

describe('what a network begins with', () => {
  it('is all of a network of the same shape', () => {
    expect(columnsFrom(FROM, FROM)).toEqual(Array.from({ length: projectionOf(FROM) }, (_, i) => i));
    expect(featuresFrom(FROM, FROM)).toEqual(Array.from({ length: featuresOf(FROM) }, (_, i) => i));
  });

  it('is of another shape the first filters of each kind', () => {
    const less: Shape = { ...FROM, uni: 1, tri: 2, mean: 3 };
    expect(columnsFrom(less, FROM)).toEqual([0, 2, 3, 5, 6, 8, 9, 11, 12, 13]);
    expect(featuresFrom(less, FROM)).toEqual([0, 2, 3, 5, 6, 7]);
    const more: Shape = { ...FROM, uni: 3 };
    expect(columnsFrom(more, FROM).slice(0, 5)).toEqual([0, 1, null, 2, 3]);
  });

  it('is for gated filters what others see in three words, in both directions, and chance for what they keep', () => {
    const gated: Shape = { ...FROM, gated: 2 };
    const columns = columnsFrom(gated, FROM).slice(projectionOf(FROM));
    expect(columns.slice(0, 12)).toEqual([2, 3, 2, 3, 5, 6, 5, 6, 8, 9, 8, 9]);
    expect(columns.slice(12)).toEqual(Array(12).fill(null));
    expect(featuresFrom(gated, FROM).slice(featuresOf(FROM))).toEqual([2, 3, 2, 3]);
  });

  it('is for gated filters gated ones, where there are some', () => {
    const gated: Shape = { ...FROM, gated: 2 };
    expect(columnsFrom(gated, gated)).toEqual(Array.from({ length: projectionOf(gated) }, (_, i) => i));
    expect(featuresFrom(gated, gated)).toEqual(Array.from({ length: featuresOf(gated) }, (_, i) => i));
    const more: Shape = { ...FROM, gated: 3 };
    const at = projectionOf(FROM);
    expect(columnsFrom(more, gated).slice(at, at + 7)).toEqual([at, at + 1, null, at + 2, at + 3, null, at + 4]);
    expect(featuresFrom(more, gated).slice(featuresOf(FROM))).toEqual([9, 10, null, 11, 12, null]);
  });

  it('is copied row by row, and the rest stays', () => {
    const to = Float32Array.of(9, 9, 9, 9);
    copyColumns(Float32Array.of(1, 2, 3, 4, 5, 6), 3, to, [2, null]);
    expect([...to]).toEqual([3, 9, 6, 9]);
  });
});
