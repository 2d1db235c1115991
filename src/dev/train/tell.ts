/** The network learns to tell the vectors of whole sentences: first that alone, later beside the labels. */
import type { Parameters } from '../../engine/model-shape.ts';
import { makeParameters } from '../../engine/model-shape.ts';
import type { Seeded } from '../seeded.ts';
import { Adam, RowAdam } from './adam.ts';
import { makeBatch } from './batch.ts';
import { backward, forward } from './network.ts';
import type { Sample } from './samples.ts';
import type { Sentences } from './sentences.ts';
import type { Settings } from './settings.ts';
import type { WordTable } from './word-table.ts';

const BATCH = 128;
const DROPOUT = 0.05;
const HIDDEN_WORDS = 0.05;
/** Rate at which the word vectors move: faster than later, they learn what GloVe's newspapers did not say of chats. */
const WORD_RATE = 3e-3;
/** How much of the rates is gone at the end. */
const SLOWING = 0.7;
const STEP = 0.25;

/**
 * The error of what the features tell, and its mean square: messages of which the encoder says nothing count for nothing.
 * @param weight of the squared error of one number of one message
 */
export function toldError(
  told: Float32Array,
  meant: Float32Array,
  dim: number,
  weight: number,
): { error: Float32Array; square: number } {
  const error = new Float32Array(told.length);
  let square = 0;
  for (let row = 0; row < told.length; row += dim) {
    let known = false;
    for (let i = row; i < row + dim && !known; i++) known = meant[i] !== 0;
    if (!known) continue;
    for (let i = row; i < row + dim; i++) {
      const off = (told[i] as number) - (meant[i] as number);
      square += off * off;
      error[i] = off * weight;
    }
  }
  return { error, square: square / Math.max(1, told.length) };
}

/** Trains parameters and word vectors on every text of the samples, labels unseen. */
export function learnToTell(
  samples: readonly Sample[],
  parameters: Parameters,
  table: WordTable,
  sentences: Sentences,
  settings: Settings,
  random: Seeded,
  report: (line: string) => void,
): void {
  const { shape } = settings;
  const gradient = makeParameters(shape);
  const optimiser = new Adam(parameters.flat.length, settings.decay);
  const wordOptimiser = new RowAdam(table.vectors.length, shape.dim);
  const singles = singleMessages(samples);
  for (let round = 0; round < settings.tellRounds; round++) {
    const pace = 1 - (SLOWING * round) / settings.tellRounds;
    const items = random.shuffle([...singles]);
    let total = 0;
    let batches = 0;
    for (let i = 0; i < items.length; i += BATCH) {
      const {
        input,
        rows,
        samples: part,
      } = makeBatch(items.slice(i, i + BATCH), table, random, HIDDEN_WORDS, sentences);
      const pass = forward(shape, parameters, input, { rate: DROPOUT, next: random.next, context: 1 });
      const { error, square } = toldError(pass.told, input.meant ?? pass.told, sentences.dim, STEP / part.length);
      total += square;
      batches++;
      gradient.flat.fill(0);
      const none = new Float32Array(pass.logits.length);
      const words = backward(shape, parameters, gradient, input, pass, none, error);
      optimiser.step(parameters.flat, gradient.flat, settings.rate * pace);
      wordOptimiser.step(table.vectors, rows, words, WORD_RATE * pace);
    }
    report(`telling, round ${round + 1}: ${items.length} texts, mean square ${(total / batches).toFixed(3)}`);
  }
}

/** Each different text once. */
function singleMessages(samples: readonly Sample[]): Sample[] {
  const seen = new Set<string>();
  return samples.flatMap((sample) =>
    sample.messages.flatMap((message): Sample[] => {
      const key = message.words.join(' ');
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ ...sample, label: 'near', alertBy: null, messages: [message] }];
    }),
  );
}
