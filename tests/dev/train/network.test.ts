import { describe, expect, it } from 'vitest';
import { seeded } from '../../../src/dev/seeded.ts';
import { Adam } from '../../../src/dev/train/adam.ts';
import { makeBatch } from '../../../src/dev/train/batch.ts';
import { lossOf } from '../../../src/dev/train/loss.ts';
import { backward, forward } from '../../../src/dev/train/network.ts';
import type { Sample } from '../../../src/dev/train/samples.ts';
import { SETTINGS } from '../../../src/dev/train/settings.ts';
import { toldError } from '../../../src/dev/train/tell.ts';
import { WordTable } from '../../../src/dev/train/word-table.ts';
import { makeParameters } from '../../../src/engine/model-shape.ts';
import { GATED, randomLexicon, randomParameters, SMALL, WORDS } from '../../engine/model-fixture.ts';

const settings = { ...SETTINGS, shape: SMALL };

function samples(): Sample[] {
  const random = seeded('samples');
  const make = (label: Sample['label'], count: number): Sample => ({
    id: label,
    source: 'x',
    label,
    alertBy: label === 'alert' ? 2 : null,
    note: '',
    weight: 1,
    messages: Array.from({ length: count }, (_, i) => ({
      words: Array.from({ length: 1 + random.below(6) }, () => random.pick([...WORDS, 'unheardof'])),
      side: i % 3 === 1 ? 0 : 1,
      carries: label === 'alert' && i > 1 ? 1 << random.below(20) : 0,
      found: random.chance(0.3) ? 1 << random.below(20) : 0,
      text: '',
    })),
  });
  return [make('alert', 5), make('none', 4), make('line', 1), make('near', 1), make('watch', 3)];
}

describe('the training of the network', () => {
  it.each([
    ['', SMALL],
    [', with gated filters', GATED],
  ] as const)(
    'goes down the slope of the loss: every gradient agrees with the difference of two losses%s',
    (_, shape) => {
      const random = seeded('gradient');
      const parameters = randomParameters(shape, random);
      const batch = makeBatch(samples(), new WordTable(randomLexicon(SMALL.dim, random)), null, 0);
      const lossAt = () => lossOf(forward(shape, parameters, batch.input, null).logits, batch, settings).loss / 5;
      const pass = forward(shape, parameters, batch.input, null);
      const gradient = makeParameters(shape);
      backward(shape, parameters, gradient, batch.input, pass, lossOf(pass.logits, batch, settings).error);
      const step = 2e-3;
      let wrong = 0;
      for (let n = 0; n < 150; n++) {
        const i = random.below(parameters.flat.length);
        const before = parameters.flat[i] ?? 0;
        parameters.flat[i] = before + step;
        const up = lossAt();
        parameters.flat[i] = before - step;
        const down = lossAt();
        parameters.flat[i] = before;
        const slope = (up - down) / (2 * step);
        if (!(Math.abs((gradient.flat[i] ?? Number.NaN) - slope) < 0.01 + 0.03 * Math.abs(slope))) wrong++;
      }
      // a step over the corner of a maximum sees another slope on each side
      expect(wrong).toBeLessThanOrEqual(4);
    },
  );

  it('goes down the slope of what it tells of sentences, through the words as well', () => {
    const random = seeded('telling');
    const shape = { ...SMALL, told: 3 };
    const parameters = randomParameters(shape, random);
    const table = new WordTable(randomLexicon(SMALL.dim, random));
    const vectorOf = (words: readonly string[]) =>
      words.includes('unheardof') ? null : Float32Array.of(words.length / 3, words.includes('mum') ? 1 : -1, 0.5);
    const make = () => makeBatch(samples(), table, null, 0, { dim: 3, vectorOf });
    const errorOf = () => {
      const batch = make();
      const pass = forward(shape, parameters, batch.input, null);
      return { batch, pass, ...toldError(pass.told, batch.input.meant ?? new Float32Array(0), 3, 1) };
    };
    const { batch, pass, error } = errorOf();
    const gradient = makeParameters(shape);
    const none = new Float32Array(pass.logits.length);
    const words = backward(shape, parameters, gradient, batch.input, pass, none, error);
    const half = () => (errorOf().square * pass.told.length) / 2;
    const slopeOf = (values: Float32Array, i: number) => {
      const before = values[i] ?? 0;
      values[i] = before + 1e-3;
      const up = half();
      values[i] = before - 1e-3;
      const down = half();
      values[i] = before;
      return (up - down) / 2e-3;
    };
    let wrong = 0;
    const compare = (slope: number, told: number) => {
      if (!(Math.abs(told - slope) < 0.02 + 0.03 * Math.abs(slope))) wrong++;
    };
    for (let n = 0; n < 100; n++) {
      const i = random.below(parameters.flat.length);
      compare(slopeOf(parameters.flat, i), gradient.flat[i] ?? Number.NaN);
    }
    batch.rows.forEach((row, slot) => {
      if (row >= 0)
        for (let i = 0; i < SMALL.dim; i++)
          compare(slopeOf(table.vectors, row * SMALL.dim + i), words[slot * SMALL.dim + i] ?? Number.NaN);
    });
    expect(batch.rows.some((row) => row >= 0)).toBe(true);
    expect(wrong).toBeLessThanOrEqual(5);
  });

  it('learns a small set by heart', () => {
    const random = seeded('learn');
    const parameters = randomParameters(SMALL, random);
    const batch = makeBatch(samples(), new WordTable(randomLexicon(SMALL.dim, random)), null, 0);
    const adam = new Adam(parameters.flat.length, 0);
    const gradient = makeParameters(SMALL);
    const losses: number[] = [];
    for (let round = 0; round < 120; round++) {
      const pass = forward(SMALL, parameters, batch.input, null);
      const { loss, error } = lossOf(pass.logits, batch, settings);
      losses.push(loss);
      gradient.flat.fill(0);
      backward(SMALL, parameters, gradient, batch.input, pass, error);
      adam.step(parameters.flat, gradient.flat, 0.01);
    }
    expect(losses.at(-1) ?? 0).toBeLessThan((losses[0] ?? 0) / 4);
  });
});
