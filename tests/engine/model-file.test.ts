import { describe, expect, it } from 'vitest';
import { loadModel } from '../../src/engine/model.ts';
import { readModelFile } from '../../src/engine/model-file.ts';
import { SMALL, smallModel, WORDS } from './model-fixture.ts';

const changed = (bytes: Uint8Array, at: number, value: number): Uint8Array => {
  const copy = bytes.slice();
  copy[at] = value;
  return copy;
};

describe('a model file', () => {
  const { bytes, parameters, lexicon } = smallModel('file');

  it('gives back what was written', () => {
    const data = readModelFile(bytes);
    expect(data.header).toMatchObject({ id: 'test-1', shape: SMALL, floor: 0.2 });
    expect(data.words).toEqual(WORDS);
    expect(data.parameters.flat).toEqual(parameters.flat);
    data.vectors.forEach((value, k) => {
      expect(value * (data.vectorScale[k % SMALL.dim] ?? 0)).toBeCloseTo(lexicon.vectors[k] ?? Number.NaN, 1);
    });
  });

  it('is read from any place in a buffer', () => {
    const odd = new Uint8Array(bytes.length + 3);
    odd.set(bytes, 3);
    expect(readModelFile(odd.subarray(3)).parameters.flat).toEqual(parameters.flat);
    for (let offset = 0; offset < 4; offset++) {
      const buffer = Buffer.alloc(bytes.length + offset);
      buffer.set(bytes, offset);
      expect(readModelFile(buffer.subarray(offset)).parameters.flat).toEqual(parameters.flat);
    }
  });

  it.each([
    ['nothing', () => new Uint8Array(0), /has 0 bytes/],
    ['another file', () => changed(bytes, 0, 0x50), /no model/],
    ['another version', () => changed(bytes, 4, 9), /version 9/],
    ['a file cut short', () => bytes.slice(0, -5), /should have/],
    ['a file with a tail', () => Uint8Array.from([...bytes, 0]), /should have/],
    ['a damaged file', () => changed(bytes, bytes.length - 100, (bytes[bytes.length - 100] ?? 0) ^ 1), /checksum/],
  ])('refuses %s and says what to do', (_, make, reason) => {
    expect(() => loadModel(make())).toThrow(reason);
    expect(() => loadModel(make())).toThrow(/npm run train/);
  });
});
