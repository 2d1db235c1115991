import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/dev/seeded.ts';
import { quantiseWeights, toHalves, writeModelFile } from '../../src/dev/train/write-model.ts';
import { SIGNALS } from '../../src/engine/index.ts';
import { loadModel } from '../../src/engine/model.ts';
import { fromHalves, type Layers, readModelFile } from '../../src/engine/model-file.ts';
import type { Scaled } from '../../src/engine/paired.ts';
import { GATED, randomNetwork, SMALL, smallModel, WORDS } from './model-fixture.ts';

const ABOUT = { id: 'test-1', signals: SIGNALS, floor: 0, glossed: 0 };

const changed = (bytes: Uint8Array, at: number, value: number): Uint8Array => {
  const copy = bytes.slice();
  copy[at] = value;
  return copy;
};

/** All numbers of a network, in the order in which training holds them. */
function flatOf(layers: Layers | undefined): Float32Array {
  if (layers === undefined) throw new Error('no such network');
  const { project, featureBias, hidden, hiddenBias, out, outBias, direct } = layers;
  const numbers = ({ values, scale }: Scaled) =>
    Float32Array.from(values, (value, k) => value * (scale[k % scale.length] ?? Number.NaN));
  const parts = [numbers(project), featureBias, numbers(hidden), hiddenBias, numbers(out), outBias, numbers(direct)];
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

describe('a model file', () => {
  const { bytes, parameters, lexicon } = smallModel('file', 0.2);

  it('gives back what was written', () => {
    const data = readModelFile(bytes);
    expect(data.header).toMatchObject({ id: 'test-1', shapes: [SMALL], floor: 0.2 });
    expect(data.words).toEqual(WORDS);
    expect(flatOf(data.networks[0])).toEqual(parameters.flat);
    data.vectors.forEach((value, k) => {
      expect(value * (data.vectorScale[k % SMALL.dim] ?? 0)).toBeCloseTo(lexicon.vectors[k] ?? Number.NaN, 1);
    });
  });

  it('gives back networks with gated filters beside those that have none', () => {
    const random = seeded('gated');
    const written = [SMALL, GATED, SMALL, GATED].map((shape) => randomNetwork(shape, random));
    const { networks } = readModelFile(writeModelFile({ ...ABOUT, glossed: 2 }, lexicon, written));
    expect(networks.map(({ shape }) => shape)).toEqual([SMALL, GATED, SMALL, GATED]);
    expect(networks.map(flatOf)).toEqual(written.map(({ parameters }) => parameters.flat));
  });

  it.each([
    ['no network', []],
    ['a network without a size', [{ ...SMALL, hidden: 0 }]],
    ['gated filters, but none of them', [{ ...SMALL, gated: 0 }]],
    ['words of another length in one network', [SMALL, { ...GATED, dim: GATED.dim + 1 }]],
  ])('is refused when it has %s', (_, shapes) => {
    const networks = shapes.map((shape) => randomNetwork(shape, seeded('refused')));
    expect(() => readModelFile(writeModelFile(ABOUT, lexicon, networks))).toThrow(
      'its header lacks a field, or one is wrong',
    );
  });

  it('is read from any place in a buffer', () => {
    const odd = new Uint8Array(bytes.length + 3);
    odd.set(bytes, 3);
    expect(flatOf(readModelFile(odd.subarray(3)).networks[0])).toEqual(parameters.flat);
    for (let offset = 0; offset < 4; offset++) {
      const buffer = Buffer.alloc(bytes.length + offset);
      buffer.set(bytes, offset);
      expect(flatOf(readModelFile(buffer.subarray(offset)).networks[0])).toEqual(parameters.flat);
    }
  });

  it('holds several networks, whose mean counts where the first is not sure of innocence', () => {
    const random = seeded('several');
    const two = [1, 2].map(() => randomNetwork(SMALL, random));
    const write = (networks: typeof two) => loadModel(writeModelFile(ABOUT, lexicon, networks));
    const models = [write(two), ...two.map((one) => write([one]))];
    let told = 0;
    for (const word of WORDS) {
      const input = {
        words: [word, 'you'],
        direction: 'peer',
        recentPeer: [],
        recentChild: [],
        found: new Set<never>(),
      } as const;
      const [both, first, second] = models.map((model) => model.score(input).concern) as [number, number, number];
      if (first < 0.03) expect(both).toBe(first);
      else {
        told++;
        expect(both).toBeCloseTo((first + second) / 2, 6);
      }
    }
    expect(told).toBeGreaterThan(0);
  });

  it('keeps the networks for glossed texts apart: each sort is asked about its own', () => {
    const random = seeded('apart');
    const [one, two] = [randomNetwork(SMALL, random), randomNetwork(SMALL, random)];
    const both = loadModel(writeModelFile({ ...ABOUT, glossed: 1 }, lexicon, [one, two]));
    const alone = [one, two].map((each) => loadModel(writeModelFile(ABOUT, lexicon, [each])));
    expect(alone[0]?.glossed).toBeUndefined();
    for (const word of WORDS) {
      const input = {
        words: [word],
        direction: 'peer',
        recentPeer: [],
        recentChild: [],
        found: new Set<never>(),
      } as const;
      expect(both.score(input)).toEqual(alone[0]?.score(input));
      expect(both.glossed?.score(input)).toEqual(alone[1]?.score(input));
    }
    expect(() => loadModel(writeModelFile({ ...ABOUT, glossed: 2 }, lexicon, [one, two]))).toThrow('or one is wrong');
  });

  it('keeps its weights as whole numbers: as near as half a step of their column, whatever its size', () => {
    const random = seeded('weights');
    const columns = 5;
    const weights = Float32Array.from({ length: 40 * columns }, (_, k) => (random.next() - 0.5) * 10 ** (k % columns));
    const { values, scale } = quantiseWeights(weights, columns);
    weights.forEach((weight, k) => {
      const step = scale[k % columns] ?? Number.NaN;
      expect(Math.abs((values[k] ?? Number.NaN) * step - weight)).toBeLessThanOrEqual(step / 2);
    });
    expect(Math.max(...values.map(Math.abs))).toBe(127);
    const zeros = quantiseWeights(new Float32Array(columns * 2), columns);
    expect([...zeros.values]).toEqual(new Array(columns * 2).fill(0));
  });

  it('keeps its biases in half precision: as near as eleven bits can be', () => {
    const values = Float32Array.of(0, 1, -1, 0.1, -Math.PI, 6e-5, 1e-7, 0.99999, 1e9, -70000);
    const back = fromHalves(toHalves(values));
    values.forEach((value, i) => {
      const wanted = Math.max(-65504, Math.min(65504, value));
      expect(Math.abs((back[i] ?? Number.NaN) - wanted)).toBeLessThanOrEqual(
        Math.max(2 ** -25, Math.abs(wanted) / 2048),
      );
    });
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
