import { describe, expect, it } from 'vitest';
import { seeded } from '../../../src/dev/seeded.ts';
import { type Trained, trainPass } from '../../../src/dev/train/fit.ts';
import { SETTINGS, type Settings } from '../../../src/dev/train/settings.ts';
import { WordTable } from '../../../src/dev/train/word-table.ts';
import { plainProjectionOf, projectionOf, type Shape } from '../../../src/engine/model-shape.ts';
import { randomLexicon, randomParameters, SMALL } from '../../engine/model-fixture.ts';

/** Nothing is learnt in it: what comes of a pass is what its networks begin with. */
const settings: Settings = {
  ...SETTINGS,
  shape: { ...SMALL, told: 4 },
  rounds: 0,
  seeds: [1, 3],
  sizes: { 3: { gated: 2 } },
  passes: {},
};
const GATED: Shape = { ...SMALL, gated: 2 };
const lexicon = randomLexicon(SMALL.dim, seeded('words'));
const sources = { lexicon, wordings: () => [], scenes: () => [], read: () => [], sentences: null };
const table = new WordTable(lexicon);
const network = (shape: Shape, seed: string): Trained => ({
  shape,
  parameters: randomParameters(shape, seeded(seed)),
  table,
});
/** What the filters that see one word, three words or all see in it, row by row. */
const plainFilters = ({ shape, parameters }: Trained) =>
  Array.from({ length: shape.dim }, (_, row) =>
    parameters.project.subarray(row * projectionOf(shape), row * projectionOf(shape) + plainProjectionOf(shape)),
  );

describe('one more pass over the words', () => {
  const first = network(SMALL, 'first');

  it('begins a network that is not there yet with the first', () => {
    const [one, two] = trainPass([first], [], settings, sources);
    expect([one.shape, two?.shape]).toEqual([SMALL, GATED]);
    expect(plainFilters(one)).toEqual(plainFilters(first));
    expect(two && plainFilters(two)).toEqual(plainFilters(first));
  });

  it('goes on with one that is there, and leaves it as it was', () => {
    const gated = network(GATED, 'second');
    const before = gated.parameters.flat.slice();
    const [, two] = trainPass([first, gated], [], settings, sources);
    expect(two?.parameters.project).toEqual(gated.parameters.project);
    expect(two?.parameters.project).not.toBe(gated.parameters.project);
    expect(gated.parameters.flat).toEqual(before);
  });

  it('leaves one that has had all its passes', () => {
    const gated = network(GATED, 'second');
    const once = { ...settings, passes: { 3: 2 } };
    const [one, two] = trainPass([first, gated], [], once, sources, 1);
    expect([one === first, two === gated]).toEqual([true, false]);
    expect(trainPass([first, gated], [], once, sources, 2)).toEqual([first, gated]);
  });

  it('begins one with the first where another shape stands in its place', () => {
    const [, two] = trainPass([first, network({ ...GATED, hidden: 3 }, 'other')], [], settings, sources);
    expect(two?.shape).toEqual(GATED);
    expect(two && plainFilters(two)).toEqual(plainFilters(first));
  });
});
