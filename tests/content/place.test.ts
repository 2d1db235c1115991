import { describe, expect, it } from 'vitest';
import { placeFor } from '../../src/content/warning/place.ts';

const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

describe('the warning stands', () => {
  it('at the top and the end, with the room down to the composer', () => {
    expect(placeFor(1000, 700, [box(0, 620, 1000, 700)], false)).toEqual({ at: '12px 12px auto auto', room: 596 });
  });

  it('at the other side where the text runs from right to left', () => {
    expect(placeFor(1000, 700, [], true)).toEqual({ at: '12px auto auto 12px', room: 676 });
  });

  it('below a composer that is at the top', () => {
    expect(placeFor(1000, 700, [box(0, 0, 1000, 100)], false)).toEqual({ at: 'auto 12px 12px auto', room: 576 });
  });

  it('beside a composer that is not in its column', () => {
    expect(placeFor(1000, 700, [box(0, 100, 400, 200)], false).room).toBe(676);
  });

  it('clear of several composers, and of none that is out of sight', () => {
    expect(placeFor(400, 600, [box(0, 500, 400, 540), box(0, 300, 400, 340), box(0, -90, 400, -10)], false).room).toBe(
      276,
    );
  });

  it('with room to read in a tiny window', () => {
    expect(placeFor(320, 256, [box(0, 130, 320, 256)], false).room).toBe(120);
  });
});
