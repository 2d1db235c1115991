import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { lay, pack } from '../../../src/dev/pictures/picture.ts';
import { seeded } from '../../../src/dev/seeded.ts';

function of(width: number, height: number, pixel: readonly [number, number, number, number]): PNG {
  const picture = new PNG({ width, height });
  picture.data = Buffer.from(Array.from({ length: width * height }, () => pixel).flat());
  // as a browser's screenshot comes: read from its bytes
  return PNG.sync.read(PNG.sync.write(picture));
}

describe('a picture', () => {
  it('is packed without transparency: the same pixels, and white where it shows through', () => {
    const packed = pack(of(2, 1, [10, 20, 30, 255]));
    expect([packed[24], packed[25]], 'bits a channel, kind of colour').toEqual([8, 2]);
    expect([...PNG.sync.read(packed).data]).toEqual([10, 20, 30, 255, 10, 20, 30, 255]);
    expect([...PNG.sync.read(pack(of(1, 1, [10, 20, 30, 0]))).data]).toEqual([255, 255, 255, 255]);
  });

  it('of one colour takes next to nothing, whatever its size', () => {
    expect(pack(of(1280, 800, [200, 200, 200, 255])).length).toBeLessThan(5000);
  });

  it('in which the same shapes come again takes hardly more than one of them', () => {
    const shape = 64;
    const rows = (copies: number) => {
      const { below } = seeded(1);
      const picture = new PNG({ width: shape * copies, height: shape });
      for (let y = 0; y < shape; y++) {
        const row = Buffer.from(Array.from({ length: shape * 4 }, (_, at) => (at % 4 === 3 ? 255 : below(256))));
        for (let copy = 0; copy < copies; copy++) row.copy(picture.data, (y * copies + copy) * shape * 4);
      }
      return pack(picture).length;
    };
    expect(rows(16)).toBeLessThan(1.5 * rows(1));
  });

  it('lies on another one where it is put, cut at the edge, and leaves that one as it was', () => {
    const under = of(3, 2, [1, 1, 1, 255]);
    const laid = lay(under, of(2, 2, [9, 9, 9, 255]), 2, 1);
    const red = (picture: PNG) => Array.from({ length: 6 }, (_, at) => picture.data[at * 4]);
    expect(red(laid)).toEqual([1, 1, 1, 1, 1, 9]);
    expect(red(under)).toEqual([1, 1, 1, 1, 1, 1]);
  });
});
