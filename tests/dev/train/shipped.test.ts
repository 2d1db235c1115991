import { describe, expect, it } from 'vitest';
import { seeded } from '../../../src/dev/seeded.ts';
import { lexiconOf, parametersOf, withGlossed } from '../../../src/dev/train/shipped.ts';
import { roundParameters } from '../../../src/dev/train/write-model.ts';
import { readModelFile } from '../../../src/engine/model-file.ts';
import { gatedModel, randomParameters, SMALL, smallModel, WORDS } from '../../engine/model-fixture.ts';

describe('a model file, beside whose networks others are trained', () => {
  const { bytes, parameters, lexicon } = smallModel('shipped');
  const data = readModelFile(bytes);
  const some = (seed: string) => roundParameters(SMALL, randomParameters(SMALL, seeded(seed)));
  const [first, second] = [some('first'), some('second')];

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
    const more = readModelFile(withGlossed(bytes, [first, second]));
    expect(more.header).toMatchObject({ ...data.header, networks: 3, glossed: 2 });
    expect(more.vectors).toEqual(data.vectors);
    expect(more.networks[0]).toEqual(data.networks[0]);
    const [, one, two] = more.networks;
    if (!one || !two) throw new Error('no network');
    expect(parametersOf(one).flat).toEqual(first.flat);
    expect(parametersOf(two).flat).toEqual(second.flat);
  });

  it('keeps a network with gated filters', () => {
    const { bytes: gated, parameters: before } = gatedModel('shipped');
    const more = readModelFile(withGlossed(withGlossed(gated, [second]), [first]));
    const [kept, glossed] = more.networks;
    if (!kept || !glossed) throw new Error('no network');
    expect(parametersOf(kept).flat).toEqual(before.flat);
    expect(parametersOf(glossed).flat).toEqual(first.flat);
  });

  it('has new ones put in the place of those that it had', () => {
    const once = withGlossed(bytes, [second]);
    expect(withGlossed(withGlossed(bytes, [first, first]), [second])).toEqual(once);
    expect(readModelFile(once).header.glossed).toBe(1);
  });
});
