import { SIGNALS } from '../../engine/signal.ts';
import type { Seeded } from '../seeded.ts';
import type { Batch } from './network.ts';
import type { Sample } from './samples.ts';
import type { Sentences } from './sentences.ts';
import type { WordTable } from './word-table.ts';

/** Samples as the network reads them, with where each one's messages begin. */
export interface LabelledBatch {
  readonly input: Batch;
  readonly samples: readonly Sample[];
  /** Index of each sample's first message. */
  readonly offsets: readonly number[];
  /** Row of the word table of each distinct word; -1 for a word whose vector is guessed. */
  readonly rows: Int32Array;
}

/** Longest stretch of a message in training, in words. */
const STRETCH = 28;
/** How often the side of a message is kept from the network, so that it can do without. */
const UNKNOWN_SIDE = 0.08;

/**
 * Puts samples into flat arrays.
 * @param random chance for stretches of long messages and for hidden words; null reads everything as it is
 * @param hidden probability that a word is hidden
 * @param sentences what an encoder says of the messages, for the network to tell; null asks for nothing
 */
export function makeBatch(
  samples: readonly Sample[],
  table: WordTable,
  random: Seeded | null,
  hidden: number,
  sentences: Sentences | null = null,
): LabelledBatch {
  const slots = new Map<number, number>();
  const words: number[] = [];
  const starts: number[] = [0];
  const side: number[] = [];
  const first: number[] = [];
  const offsets: number[] = [];
  const found: number[] = [];
  for (const sample of samples) {
    const offset = side.length;
    offsets.push(offset);
    for (const message of sample.messages) {
      let part = message.words;
      if (random && part.length > STRETCH) {
        const from = random.below(part.length - STRETCH + 1);
        part = part.slice(from, from + STRETCH);
      }
      for (const word of part) {
        if (random?.chance(hidden)) {
          words.push(-1);
          continue;
        }
        const id = table.id(word);
        let slot = slots.get(id);
        if (slot === undefined) {
          slot = slots.size;
          slots.set(id, slot);
        }
        words.push(slot);
      }
      starts.push(words.length);
      side.push(random?.chance(UNKNOWN_SIDE) ? 2 : message.side);
      first.push(offset);
      // half of the time without the rules' findings: the network must not lean on them. None are there as yet: `found` is 0 in
      // all samples. Chance is asked all the same: other numbers after it would make other weights
      const rules = random?.chance(0.5) ? 0 : message.found;
      for (let s = 0; s < SIGNALS.length; s++) found.push((rules >> s) & 1);
    }
  }
  const vectors = new Float32Array(slots.size * table.dim);
  const rows = new Int32Array(slots.size);
  for (const [id, slot] of slots) {
    vectors.set(table.vector(id), slot * table.dim);
    rows[slot] = id < table.known ? id : -1;
  }
  const meant = sentences ? new Float32Array(side.length * sentences.dim) : null;
  if (sentences && meant)
    samples.forEach((sample, k) => {
      sample.messages.forEach(({ words: said }, i) => {
        const vector = sentences.vectorOf(said);
        if (vector) meant.set(vector, ((offsets[k] ?? 0) + i) * sentences.dim);
      });
    });
  return {
    input: {
      vectors,
      distinct: slots.size,
      words: Int32Array.from(words),
      starts: Int32Array.from(starts),
      side: Uint8Array.from(side),
      first: Int32Array.from(first),
      found: Uint8Array.from(found),
      ...(meant ? { meant } : {}),
    },
    samples,
    offsets,
    rows,
  };
}
