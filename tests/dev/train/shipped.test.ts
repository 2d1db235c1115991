import { describe, expect, it } from 'vitest';
import { seeded } from '../../../src/dev/seeded.ts';
import { lexiconOf, parametersOf, withNetworks } from '../../../src/dev/train/shipped.ts';
import { readModelFile } from '../../../src/engine/model-file.ts';
import { GATED, gatedModel, randomNetwork, SMALL, smallModel, WORDS } from '../../engine/model-fixture.ts';

describe('a model file, beside whose networks others are trained', () => {
  const { bytes, parameters, lexicon } = smallModel('shipped');
  const data = readModelFile(bytes);
  const some = (seed: string) => randomNetwork(SMALL, seeded(seed));
  const [first, second] = [some('first'), some('second')];
  const gated = randomNetwork(GATED, seeded('third'));

  it('gives its words and its network as training holds them', () => {
    const [layers] = data.networks;
    if (!layers) throw new Error('no network');
    expect(parametersOf(layers).flat).toEqual(parameters.flat);
    const found = lexiconOf(data);
    expect(found.words).toEqual(WORDS);
    const near = (a: Float32Array, b: Float32Array) => a.every((value, i) => Math.abs(value - (b[i] ?? 9)) < 0.02);
    expect([found.vectors.length, found.grams.length]).toEqual([lexicon.vectors.length, lexicon.grams.length]);
    expect(near(found.vectors, lexicon.vectors)).toBe(true);
    expect(near(found.grams, lexicon.grams)).toBe(true);
  });

  it('takes networks for glossed texts in, and keeps every byte of the others', () => {
    const more = readModelFile(withNetworks(bytes, { glossed: [first, second] }));
    expect(more.header).toEqual({ ...data.header, shapes: [SMALL, SMALL, SMALL], glossed: 2 });
    expect(more.vectors).toEqual(data.vectors);
    expect(more.networks[0]).toEqual(data.networks[0]);
    const [, one, two] = more.networks;
    if (!one || !two) throw new Error('no network');
    expect(parametersOf(one).flat).toEqual(first.parameters.flat);
    expect(parametersOf(two).flat).toEqual(second.parameters.flat);
  });

  it('keeps a network with gated filters, and takes one in', () => {
    const { bytes: before, parameters } = gatedModel('shipped');
    const more = readModelFile(withNetworks(before, { glossed: [first, gated] }));
    expect(more.header.shapes).toEqual([GATED, SMALL, GATED]);
    const wanted = [parameters, first.parameters, gated.parameters];
    expect(more.networks.map((layers) => parametersOf(layers).flat)).toEqual(wanted.map(({ flat }) => flat));
  });

  it('takes other networks for English in, and keeps every byte of its words and of those for glossed texts', () => {
    const both = withNetworks(bytes, { glossed: [second] });
    const more = readModelFile(withNetworks(both, { english: [first, gated] }));
    expect(more.header).toEqual({ ...data.header, shapes: [SMALL, GATED, SMALL], glossed: 1 });
    expect([more.words, more.vectors, more.grams]).toEqual([data.words, data.vectors, data.grams]);
    expect(more.networks.map((layers) => parametersOf(layers).flat)).toEqual(
      [first, gated, second].map(({ parameters: { flat } }) => flat),
    );
  });

  it('has new ones put in the place of those that it had', () => {
    const once = withNetworks(bytes, { glossed: [second] });
    expect(withNetworks(withNetworks(bytes, { glossed: [gated, first] }), { glossed: [second] })).toEqual(once);
    expect(readModelFile(once).header.glossed).toBe(1);
  });
});
