import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lay, type Picture, readPng, writePng } from '../../../src/dev/pictures/png.ts';

const picture = (most: number): fc.Arbitrary<Picture> =>
  fc
    .tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most }))
    .chain(([width, height]) =>
      fc
        .uint8Array({ minLength: width * height * 3, maxLength: width * height * 3 })
        .map((pixels) => ({ width, height, pixels })),
    );

/** A file with one row of `data`, its filter first; checksums are not looked at. */
function fileOf(kind: readonly number[], data: readonly number[]): Buffer {
  const chunk = (name: string, body: Uint8Array) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    return Buffer.concat([length, Buffer.from(name), body, Buffer.alloc(4)]);
  };
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, ...kind]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.from(data)))]);
}

describe('a picture', () => {
  it('that was written is read as it was', () => {
    fc.assert(
      fc.property(picture(9), (one) => {
        expect(readPng(writePng(one))).toEqual(one);
      }),
    );
  });

  it('of one colour takes next to nothing, whatever its size', () => {
    const plain = { width: 1280, height: 800, pixels: new Uint8Array(1280 * 800 * 3).fill(200) };
    expect(writePng(plain).length).toBeLessThan(5000);
  });

  it('loses what was to show through', () => {
    expect(readPng(fileOf([8, 6, 0, 0, 0], [0, 10, 20, 30, 128])).pixels).toEqual(Uint8Array.of(10, 20, 30));
  });

  it.each([
    ['with a palette', [8, 3, 0, 0, 0], [0, 0]],
    ['of 16 bits', [16, 2, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0]],
    ['that is interlaced', [8, 2, 0, 0, 1], [0, 0, 0, 0]],
    ['with a filter that there is not', [8, 2, 0, 0, 0], [5, 0, 0, 0]],
  ])('%s is refused', (_, kind, data) => {
    expect(() => readPng(fileOf(kind, data))).toThrow('a PNG');
  });

  it('that is none is refused', () => {
    expect(() => readPng(Buffer.from('GIF89a'))).toThrow('not a PNG');
  });

  it('lies on another one where it is put, cut at the edge', () => {
    const of = (width: number, height: number, grey: number): Picture => ({
      width,
      height,
      pixels: new Uint8Array(width * height * 3).fill(grey),
    });
    const laid = lay(of(3, 2, 1), of(2, 2, 9), 2, 1);
    const red = Array.from({ length: 6 }, (_, at) => laid.pixels[at * 3]);
    expect(red).toEqual([1, 1, 1, 1, 1, 9]);
  });
});
