import { describe, expect, it } from 'vitest';
import { seeded } from '../../../src/dev/seeded.ts';
import { lexiconOf, parametersOf, withGlossed } from '../../../src/dev/train/shipped.ts';
import { roundParameters } from '../../../src/dev/train/write-model.ts';
import { readModelFile } from '../../../src/engine/model-file.ts';
import { randomParameters, SMALL, smallModel, WORDS } from '../../engine/model-fixture.ts';

describe('a model file, beside whose networks others are trained', () => {
  const { bytes, parameters } = smallModel('shipped');
  const data = readModelFile(bytes);
  const some = (seed: string) => roundParameters(SMALL, randomParameters(SMALL, seeded(seed)));
  const [first, second] = [some('first'), some('second')];

  it('gives its words and its network as training holds them', () => {
    const [layers] = data.networks;
    if (!layers) throw new Error('no network');
    expect(parametersOf(data, layers).flat).toEqual(parameters.flat);
    const lexicon = lexiconOf(data);
    expect(lexicon.words).toEqual(WORDS);
    expect(lexicon.vectors[5]).toBe(
      Math.fround((data.vectors[5] ?? 0) * (data.vectorScale[5 % data.header.shape.dim] ?? 0)),
    );
  });

  it('takes networks for glossed texts in, and keeps every byte of the others', () => {
    const more = readModelFile(withGlossed(bytes, [first, second]));
    expect(more.header).toMatchObject({ ...data.header, networks: 3, glossed: 2 });
    expect(more.vectors).toEqual(data.vectors);
    expect(more.networks[0]).toEqual(data.networks[0]);
    const [, one, two] = more.networks;
    if (!one || !two) throw new Error('no network');
    expect(parametersOf(more, one).flat).toEqual(first.flat);
    expect(parametersOf(more, two).flat).toEqual(second.flat);
  });

  it('has new ones put in the place of those that it had', () => {
    const once = withGlossed(bytes, [second]);
    expect(withGlossed(withGlossed(bytes, [first, first]), [second])).toEqual(once);
    expect(readModelFile(once).header.glossed).toBe(1);
  });
});
